"""What the repair desk knows of one kind of mistake: its questions, its call to the law, its part of the telling.

One file of ``dialogs.desks.repairs`` is one situation, under the name of its choice in the desk's first question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from calc.repairs import Repair
from dialogs.desks.visit import AskedToo, Visit

Questions = Iterator[str | AskedToo]


def no_lines(_: Visit, __: Repair) -> Iterator[str]:
    yield from ()


def no_values(_: Visit, __: Repair) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, slots=True)
class Situation:
    """questions: in order, and as few as what is known leaves open. solve: hands the answers to the law.

    amount: the question of how much it is about; where that is 0, nothing has to be put right.
    steps: codes of the steps of a plan that lead here.
    notes: keys under ``repairs.note``, of what was left out or taken as given in this repair alone.
    findings: lines between the problem and the ways out. letters: texts to enclose, after them.
    values: what the repair's own sentences show, by the names they use. ways: the phrase table of the ways, if not
    the repair's own. forms_told: the findings name the forms, so the ways do not.
    """

    questions: Callable[[Visit], Questions]
    solve: Callable[[Visit], Repair]
    amount: str = ""
    steps: tuple[str, ...] = ()
    notes: Callable[[Visit, Repair], Iterator[str]] = no_lines
    findings: Callable[[Visit, Repair], Iterator[str]] = no_lines
    letters: Callable[[Visit, Repair], Iterator[str]] = no_lines
    values: Callable[[Visit, Repair], Mapping[str, object]] = no_values
    ways: str = ""
    forms_told: bool = False


def age_notes(visit: Visit, repair: Repair, day: date | None) -> Iterator[str]:
    """What the additional tax before 59½ hangs on, where a birth year does not settle it. day: of the payout."""
    if visit.person.birth_year is None:
        yield "under_59_half"
    elif day is not None and visit.perhaps_59_half(day) and any(way.extra.value for way in repair.ways):
        yield "near_59_half"
