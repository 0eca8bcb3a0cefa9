"""Tax that was withheld from a conversion."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc.repairs import Repair
from calc.repairs.withheld import withheld
from dialogs.desks.repairs.plan_rolled import form_entries, form_questions
from dialogs.desks.situation import Questions, Situation, age_notes
from dialogs.desks.visit import AskedToo, Visit

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    yield from ("gross", "held_back", "taken_on")
    taken = visit.day("taken_on")
    if taken is not None:
        yield from form_questions(visit, taken.year)
    if visit.person.birth_year is None:
        yield AskedToo("birth_year")


def solve(visit: Visit) -> Repair:
    taken_on = visit.day("taken_on") or visit.today
    return withheld(
        gross=visit.money("gross") or NONE,
        held_back=visit.money("held_back") or NONE,
        taken_on=taken_on,
        today=visit.today,
        under_59_half=visit.under_59_half(taken_on),
        **form_entries(visit, taken_on.year),
    )


def notes(visit: Visit, repair: Repair) -> Iterator[str]:
    return age_notes(visit, repair, visit.day("taken_on"))


SITUATION = Situation(questions, solve, "gross", steps=("withheld",), notes=notes)
