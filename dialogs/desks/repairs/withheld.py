"""Tax was withheld from a conversion: out of an IRA, or out of a plan at work on its way to a Roth IRA."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from calc import law
from calc.checking.tables import printed_as
from calc.repairs import Repair
from calc.repairs.withheld import withheld, withheld_from_plan
from dialogs.desks.repairs.plan_rolled import form_entries, form_questions
from dialogs.desks.situation import Questions, Situation, age_notes
from dialogs.desks.visit import AskedToo, Visit

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    if visit.answered("source") or not _in_talk(visit):
        yield from ("source", "gross", "held_back")
    yield "taken_on"
    if _from_plan(visit):
        yield "plan_after_tax"
    else:
        taken = visit.day("taken_on")
        if taken is not None:
            yield from form_questions(visit, taken.year)
    if visit.person.birth_year is None and not _without_early_tax(visit):
        yield AskedToo("birth_year")
    elif visit.choice("source") == "plan" and _may_have_left(visit):
        yield "left_at_55"


def solve(visit: Visit) -> Repair:
    taken_on = visit.day("taken_on") or visit.today
    gross, held_back = visit.money("gross"), visit.money("held_back")
    if not visit.answered("source"):
        gross, held_back = visit.person.converted, visit.person.withheld
    gross, held_back = gross or NONE, held_back or NONE
    young, state = visit.under_59_half(taken_on), visit.facts.state
    if _from_plan(visit):
        return withheld_from_plan(
            gross=gross,
            held_back=held_back,
            taken_on=taken_on,
            today=visit.today,
            early=young and not visit.yes("left_at_55") and not _without_early_tax(visit),
            after_tax=visit.money("plan_after_tax") or NONE,
            state=state,
        )
    return withheld(
        gross=gross,
        held_back=held_back,
        taken_on=taken_on,
        today=visit.today,
        under_59_half=young,
        state=state,
        **form_entries(visit, taken_on.year),
    )


def notes(visit: Visit, repair: Repair) -> Iterator[str]:
    if _without_early_tax(visit):
        yield "governmental_457b"
    else:
        yield from age_notes(visit, repair, visit.day("taken_on"))


def values(visit: Visit, _: Repair) -> Mapping[str, object]:
    day = visit.day("taken_on") or visit.today
    return {f"line_{line}": printed_as(line, day.year) for line in ("5a", "5b")}


def _in_talk(visit: Visit) -> bool:
    """What was withheld from the IRA conversions of the talk's year."""
    person = visit.of_talk(visit.facts.tax_year)
    return bool(person and person.withheld and person.converted)


def _from_plan(visit: Visit) -> bool:
    return visit.choice("source") in {"plan", "plan_457b"}


def _without_early_tax(visit: Visit) -> bool:
    """A governmental 457(b) is no qualified retirement plan of section 72(t)."""
    return visit.choice("source") == "plan_457b"


def _may_have_left(visit: Visit) -> bool:
    """Old enough to have left a job in or after the year of 55, and not yet past 59½ (IRC 72(t)(2)(A)(v))."""
    taken, born = visit.day("taken_on"), visit.person.birth_year
    if taken is None or born is None:
        return False
    return taken.year - born >= law.standing().whole("separation_from_service_age") and visit.under_59_half(taken)


SITUATION = Situation(questions, solve, "gross", steps=("withheld",), notes=notes, values=values)
