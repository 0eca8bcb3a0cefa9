"""Repairs of plan money: deferrals, additions, refunds, and after-tax money that landed in the wrong account."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc import law
from calc.facts import PlanKind
from calc.refusals import Refusal
from calc.repairs import Repair
from calc.repairs.excess_deferrals import excess_deferrals
from calc.repairs.plan_refunds import Refund, Where, acp_refund, excess_additions
from calc.repairs.pretax_in_ira import after_tax_in_ira
from calc.worksheets.deferral_limits import SHARED, deferral_limits
from dialogs.desks.visit import AskedToo, Visit

Questions = Iterator[str | AskedToo]
NONE = Decimal(0)


def after_tax_questions(visit: Visit) -> Questions:
    """After-tax plan money went to a traditional IRA, alone or with its growth."""
    del visit
    yield from ("after_tax", "pretax", "landed_on", "other_value", "basis", "plan_takes")


def after_tax(visit: Visit) -> Repair:
    return after_tax_in_ira(
        after_tax=visit.money("after_tax") or NONE,
        pretax=visit.money("pretax") or NONE,
        landed_on=visit.day("landed_on") or visit.today,
        today=visit.today,
        basis=visit.money("basis") or NONE,
        other_value=visit.money("other_value") or NONE,
        plan_takes=visit.yes("plan_takes"),
    )


def deferral_questions(visit: Visit) -> Questions:
    """Deferred too much over two jobs."""
    yield "year"
    if visit.answered("deferred") or _deferred_in_talk(visit) is None:
        yield "deferred"
    if visit.person.birth_year is None:
        yield AskedToo("birth_year")
    yield from ("earnings", "roth")


def deferrals(visit: Visit) -> Repair:
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


def refund_questions(visit: Visit) -> Questions:
    """The plan pays after-tax money back: additions above the limit, or a failed ACP test."""
    yield from ("year", "refund", "earnings", "where")
    if visit.choice("where") == Where.ROTH_IRA:
        yield "arrived"


def additions(visit: Visit) -> Repair:
    return excess_additions(_refund(visit), visit.today)


def acp(visit: Visit) -> Repair:
    return acp_refund(_refund(visit), visit.today)


def _refund(visit: Visit) -> Refund:
    arrived = visit.told("arrived")
    return Refund(
        plan_year=visit.year or visit.today.year,
        amount=visit.money("refund") or NONE,
        earnings=visit.money("earnings") or NONE,
        where=Where(visit.choice("where") or Where.AFTER_TAX),
        arrived=arrived if isinstance(arrived, int) else None,
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
