"""How much work one step may take: a count of what takes time, never a clock, so the same words get the same end.

Whoever works through something that grows with what a person said spends for it; nothing is counted outside of a
limit, where there is no other person to wait. What several readers look for in the same words is found once a step.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import ParamSpec, TypeVar, cast

LOOK = 8  # one look at a household, by which a plan tries out what is not known
CLAUSE = 6  # one clause, held against every pattern
SENTENCE = 2  # one sentence, held against the patterns of plans
STEP = 9_600  # of one step: about half a second; a tenth of it is usual

P = ParamSpec("P")
R = TypeVar("R")


class Exhausted(Exception):  # noqa: N818 - it is no error
    """The limit is reached; nothing that was begun counts."""


@dataclass(slots=True)
class _Step:
    """left: units that may still be spent. found: what ``once`` has worked out, by function and arguments."""

    left: int
    found: dict[Hashable, object] = field(default_factory=dict)


_step: ContextVar[_Step | None] = ContextVar("step", default=None)


@contextmanager
def limited(units: int) -> Iterator[None]:
    """Inside, ``spend`` raises Exhausted once more than this is spent."""
    token = _step.set(_Step(units))
    try:
        yield
    finally:
        _step.reset(token)


def spend(units: int) -> None:
    step = _step.get()
    if step is not None:
        step.left -= units
        if step.left < 0:
            raise Exhausted


def once(function: Callable[P, R]) -> Callable[P, R]:
    """A pure function of hashable arguments that works the same thing out once a step; its result is not changed.

    Nothing is kept from one step to the next, so that no word of a person outlives the turn it was said in.
    """

    @wraps(function)
    def found(*args: P.args, **kwargs: P.kwargs) -> R:
        if kwargs:
            return function(*args, **kwargs)
        return once_for((function, args), lambda: function(*args, **kwargs))

    return found


def once_for(key: Hashable, find: Callable[[], R]) -> R:
    """The same for what is found from arguments that are not hashable; key: tells what is found, and from what."""
    step = _step.get()
    if step is None:
        return find()
    if key not in step.found:
        step.found[key] = find()
    return cast("R", step.found[key])
