"""After-tax IRA money went into a workplace plan together with the pre-tax part."""

from __future__ import annotations

from decimal import Decimal

from calc.repairs import Repair
from calc.repairs.basis_in_plan import basis_in_plan
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit

NONE = Decimal(0)


def questions(_: Visit) -> Questions:
    yield from ("basis_sent", "left_on", "earnings", "still_in_iras")


def solve(visit: Visit) -> Repair:
    return basis_in_plan(
        sent=visit.money("basis_sent") or NONE,
        left_on=visit.day("left_on") or visit.today,
        today=visit.today,
        earnings=visit.money("earnings") or NONE,
        iras=visit.money("still_in_iras") or NONE,
    )


SITUATION = Situation(questions, solve, "basis_sent")
