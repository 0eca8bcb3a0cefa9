"""The plan pays after-tax money back: it failed the ACP test."""

from __future__ import annotations

from collections.abc import Mapping

from calc.repairs import Repair
from calc.repairs.plan_refunds import acp_refund, excise_free_until
from dialogs.desks.repairs.additions import questions, told_refund
from dialogs.desks.situation import Situation
from dialogs.desks.visit import Visit


def solve(visit: Visit) -> Repair:
    return acp_refund(told_refund(visit), visit.today)


def values(visit: Visit, _: Repair) -> Mapping[str, object]:
    return {"free": excise_free_until(visit.year or visit.today.year), "next": (visit.year or visit.today.year) + 1}


SITUATION = Situation(questions, solve, "refund", values=values, ways="refund")
