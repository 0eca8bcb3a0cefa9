"""The plan pays after-tax money back: it failed the ACP test."""

from __future__ import annotations

from calc.repairs import Repair
from calc.repairs.plan_refunds import acp_refund
from dialogs.desks.repairs.additions import questions, told_refund
from dialogs.desks.situation import Situation
from dialogs.desks.visit import Visit


def solve(visit: Visit) -> Repair:
    return acp_refund(told_refund(visit), visit.today)


SITUATION = Situation(questions, solve, "refund", ways="refund")
