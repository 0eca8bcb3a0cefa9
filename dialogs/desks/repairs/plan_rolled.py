"""A company plan went to an IRA in the year of a conversion."""

from __future__ import annotations

from decimal import Decimal

from calc.facts import Move
from calc.repairs import Repair
from calc.repairs.pretax_in_ira import plan_rolled_to_ira
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    yield from ("year", "rolled", "converted")
    if visit.year is not None:
        yield from form_questions(visit, visit.year)
    yield "plan_takes"


def solve(visit: Visit) -> Repair:
    year = visit.year or visit.today.year
    return moved_in(visit, visit.money("rolled") or NONE, year, form_entries(visit, year))


def moved_in(visit: Visit, amount: Decimal, year: int, entries: dict[str, Decimal]) -> Repair:
    return plan_rolled_to_ira(
        rolled=amount,
        converted=visit.money("converted") or NONE,
        conversion_year=year,
        today=visit.today,
        plan_takes=visit.yes("plan_takes"),
        **entries,
    )


def form_questions(visit: Visit, year: int) -> Questions:
    """Lines 6, 2 and 1 of Form 8606 of a year of a conversion, where the talk does not tell them."""
    person = visit.of_talk(year)
    if person is None or (person.year_end_value is None and visit.iras(year) is None):
        yield "year_end"
    if visit.answered("basis") or visit.basis(year) is None:
        yield "basis"
    if person is None or person.moved(Move.TRADITIONAL) is None:
        yield "contribution"


def form_entries(visit: Visit, year: int) -> dict[str, Decimal]:
    """Value on December 31, basis of earlier years, contribution for the year; what is not known counts as none."""
    person = visit.of_talk(year)
    in_talk = person.year_end_value if person and person.year_end_value is not None else visit.iras(year)
    value = visit.money("year_end") if visit.answered("year_end") else in_talk
    basis = visit.money("basis") if visit.answered("basis") else visit.basis(year)
    made = visit.money("contribution")
    if not visit.answered("contribution") and person:
        made = person.moved(Move.TRADITIONAL)
    return {"year_end_value": value or NONE, "basis": basis or NONE, "contribution": made or NONE}


SITUATION = Situation(questions, solve, "rolled")
