"""What goes beyond a plan: which circumstance calls for whom, and what to ask that person. Codes, no sentences."""

from __future__ import annotations

from collections.abc import Iterator

from calc import law
from calc.facts import Circumstance, IraKind
from calc.planning.assessment import Case
from calc.planning.notes import Note

CALLS = (
    Circumstance.WITHHELD,
    Circumstance.STOCK,
    Circumstance.ANNUITY,
    Circumstance.DIVORCE,
    Circumstance.LAWSUITS,
    Circumstance.ABROAD,
    Circumstance.MOVING,
    Circumstance.CHARITY,
    Circumstance.AID,
)


def professional(case: Case) -> tuple[Note, ...]:
    return tuple(_asked(case))


def _asked(case: Case) -> Iterator[Note]:
    days = law.standing().whole("sixty_day_rollover_days")
    values: dict[str, object] = {"days": days, "year": case.season.conversion_year}
    for circumstance in CALLS:
        if circumstance in (case.facts.circumstances or ()):
            yield Note(str(circumstance), values=values)
    for one in case.people:
        if IraKind.INHERITED in (one.person.ira_kinds or ()):
            yield Note("inherited", one.who, values=values)
