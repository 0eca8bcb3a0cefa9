"""The days on which something was converted or taken out: "5k in March and 6k in June".

Only beside a sum that was heard: its parts, each with a day or a month of its own, have to come to that sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dialogs.interview.belonging import days_of
from dialogs.session import Told
from dialogs.understanding.clauses import Clause
from dialogs.understanding.dates import Said
from dialogs.understanding.marks import Mark

_ACTS = {"converted": "converted", "withdrew": "took_out"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A clause as far as it tells an amount, a day and what was done."""

    acts: frozenset[str]
    amount: Decimal | None
    day: date | None
    other: bool  # it holds more amounts or days, so that nobody knows which belong together


def read(parts: Sequence[Clause], sums: Mapping[str, Told], year: int, today: date) -> dict[str, Told]:
    """Facts that hold days, for those of ``sums`` whose parts were told with them."""
    found: dict[str, Told] = {}
    said = [_part(clause, year, today) for clause in parts]
    for fact, value in sums.items():
        act = _ACTS.get(fact.rpartition(".")[2])
        if act and isinstance(value, str) and Decimal(value) and (dated := _dated(said, act, Decimal(value))):
            found[days_of(fact)] = [f"{day.isoformat()} {amount:f}" for day, amount in dated]
    return found


def _part(clause: Clause, year: int, today: date) -> _Part:
    amounts = [_value(mark) for mark in clause.marks if mark.amount]
    days = [mark.time for mark in clause.marks if mark.time and mark.time.said >= Said.MONTH]
    fits = len(days) == 1 and days[0].year == year and days[0].first <= today
    day = days[0].first if fits and (days[0].last - days[0].first).days < _MONTH else None
    acts = frozenset(mark.key for mark in clause.marks if mark.kind == "act") - _EMPTY
    return _Part(acts, amounts[0] if len(amounts) == 1 else None, day, len(amounts) > 1 or len(days) > 1)


_MONTH = 31  # days
_EMPTY = frozenset({"earned", "idle"})


def _value(mark: Mark) -> Decimal | None:
    span = mark.amount
    return span.values[0] if span is not None and len(span.values) == 1 else None


def _dated(said: Sequence[_Part], act: str, whole: Decimal) -> list[tuple[date, Decimal]]:
    """The run of parts, one after the other, that comes to the whole; or the one day of the whole."""
    doing: frozenset[str] = frozenset()
    for start, part in enumerate(said):
        doing = part.acts or doing
        if doing and act not in doing:
            continue
        run: list[tuple[date, Decimal]] = []
        for one in said[start:]:
            if one.other or one.amount is None or one.day is None or (run and one.acts and act not in one.acts):
                break
            run.append((one.day, one.amount))
            if sum((amount for _, amount in run), Decimal(0)) == whole:
                return run
    alone = [part.day for part in said if act in part.acts and part.amount is None and part.day and not part.other]
    told = [part for part in said if act in part.acts]
    return [(alone[0], whole)] if len(alone) == len(told) == 1 else []
