"""Deferred too much over two jobs."""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.facts import PlanKind
from calc.refusals import Refusal
from calc.repairs import Repair
from calc.repairs.excess_deferrals import excess_deferrals
from calc.worksheets.deferral_limits import SHARED, deferral_limits
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import AskedToo, Visit

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    yield "year"
    if visit.answered("deferred") or _deferred_in_talk(visit) is None:
        yield "deferred"
    if visit.person.birth_year is None:
        yield AskedToo("birth_year")
    yield from ("earnings", "roth")


def solve(visit: Visit) -> Repair:
    """The excess is above the one limit of the person, with the catch-up of the age."""
    year, born = visit.year or visit.today.year, visit.person.birth_year
    if born is None:
        raise Refusal("fact_missing", "birth_year")
    told = visit.money("deferred")
    deferred = told if told is not None else _deferred_in_talk(visit) or NONE
    sheet = deferral_limits(tax_year=year, age=year - born, deferred={PlanKind.K401: deferred})
    return excess_deferrals(
        tax_year=year,
        excess=sheet.line("excess"),
        earnings=visit.money("earnings") or NONE,
        roth=visit.yes("roth") is True,
        today=visit.today,
    )


def _deferred_in_talk(visit: Visit) -> Decimal | None:
    """Of all plans that share the limit; None where one of them is not known, or there is no excess to speak of."""
    person = visit.of_talk(visit.year)
    plans = [plan for kind in SHARED if person and (plan := person.plan(kind))]
    amounts = [plan.deferrals for plan in plans]
    known = [amount for amount in amounts if amount is not None]
    total = sum(known, NONE)
    limit = law.year(visit.year).figure("elective_deferral_limit_402g") if visit.year else None
    return total if plans and len(known) == len(plans) and limit and total > limit.money else None


SITUATION = Situation(questions, solve, steps=("return_deferrals", "deferrals_left"))
