"""Deferred too much over two jobs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc import law
from calc.derivation import Worksheet
from calc.facts import PlanKind
from calc.repairs import Repair
from calc.repairs.excess_deferrals import excess_deferrals
from calc.worksheets.deferral_limits import SHARED, deferral_limits
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import AskedToo, Visit
from dialogs.phrases import say

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    yield "year"
    if visit.answered("deferred") or _deferred_in_talk(visit) is None:
        yield "deferred"
    if visit.person.birth_year is None:
        yield AskedToo("birth_year")
    yield from ("earnings", "roth")


def solve(visit: Visit) -> Repair:
    """The excess is above the one limit of the person, with the catch-up of the age; unknown, without one."""
    year, born = _year(visit), visit.person.birth_year
    return excess_deferrals(
        tax_year=year,
        excess=_limits(visit, _youngest(year) if born is None else year - born).line("excess"),
        earnings=visit.money("earnings") or NONE,
        roth=visit.yes("roth") is True,
        today=visit.today,
    )


def findings(visit: Visit, repair: Repair) -> Iterator[str]:
    """The limit and the excess at each age, where the birth year is not known and decides."""
    if visit.person.birth_year is not None or not repair.amount.value:
        return
    year = law.year(_year(visit))
    first, last = year.range("higher_catch_up_ages")
    yield say("repairs.excess_deferrals.by_age")
    for code, age in (
        ("under", _youngest(year.number)),
        ("from_50", int(last.money) + 1),
        ("from_60", int(first.money)),
    ):
        sheet = _limits(visit, age)
        if code != "from_60" or year.maybe("catch_up_60_63_414v"):
            start = year.whole("plan_catch_up_age")
            limits = {"limit": sheet.line("limit"), "excess": sheet.line("excess")}
            bounds = {"from_50": start, "first": int(first.money), "last": int(last.money)}
            yield say(f"repairs.excess_deferrals.age_{code}", year=year.number, **bounds, **limits)


def _year(visit: Visit) -> int:
    return visit.year or visit.today.year


def _youngest(year: int) -> int:
    """An age without a catch-up."""
    return law.year(year).whole("plan_catch_up_age") - 1


def _limits(visit: Visit, age: int) -> Worksheet:
    told = visit.money("deferred")
    deferred = told if told is not None else _deferred_in_talk(visit) or NONE
    return deferral_limits(tax_year=_year(visit), age=age, deferred={PlanKind.K401: deferred})


def _deferred_in_talk(visit: Visit) -> Decimal | None:
    """Of all plans that share the limit; None where one of them is not known, or there is no excess to speak of."""
    person = visit.of_talk(visit.year)
    plans = [plan for kind in SHARED if person and (plan := person.plan(kind))]
    amounts = [plan.deferrals for plan in plans]
    known = [amount for amount in amounts if amount is not None]
    total = sum(known, NONE)
    limit = law.year(visit.year).figure("elective_deferral_limit_402g") if visit.year else None
    return total if plans and len(known) == len(plans) and limit and total > limit.money else None


SITUATION = Situation(questions, solve, findings=findings, steps=("return_deferrals", "deferrals_left"))
