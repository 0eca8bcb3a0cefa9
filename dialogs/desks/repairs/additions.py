"""The plan pays after-tax money back: additions above the limit."""

from __future__ import annotations

from decimal import Decimal

from calc.repairs import Repair
from calc.repairs.plan_refunds import Refund, Where, excess_additions
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    yield from ("year", "refund", "earnings", "where")
    if visit.choice("where") == Where.ROTH_IRA:
        yield "arrived"


def solve(visit: Visit) -> Repair:
    return excess_additions(told_refund(visit), visit.today)


def told_refund(visit: Visit) -> Refund:
    arrived = visit.told("arrived")
    return Refund(
        plan_year=visit.year or visit.today.year,
        amount=visit.money("refund") or NONE,
        earnings=visit.money("earnings") or NONE,
        where=Where(visit.choice("where") or Where.AFTER_TAX),
        arrived=arrived if isinstance(arrived, int) else None,
    )


SITUATION = Situation(questions, solve, "refund", steps=("return_additions",), ways="refund")
