"""How much work one step may take: a count of what takes time, never a clock, so the same words get the same end.

Whoever works through something that grows with what a person said spends for it; nothing is counted outside of a
limit, where there is no other person to wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LOOK = 8  # one look at a household, by which a plan tries out what is not known
CLAUSE = 6  # one clause, held against every pattern
SENTENCE = 2  # one sentence, held against the patterns of plans
STEP = 9_600  # of one step: about half a second; a tenth of it is usual


class Exhausted(Exception):  # noqa: N818 - it is no error
    """The limit is reached; nothing that was begun counts."""


_left: ContextVar[list[int] | None] = ContextVar("left", default=None)


@contextmanager
def limited(units: int) -> Iterator[None]:
    """Inside, ``spend`` raises Exhausted once more than this is spent."""
    token = _left.set([units])
    try:
        yield
    finally:
        _left.reset(token)


def spend(units: int) -> None:
    left = _left.get()
    if left is not None:
        left[0] -= units
        if left[0] < 0:
            raise Exhausted
