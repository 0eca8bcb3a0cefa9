"""After-tax plan money went to a traditional IRA, alone or with its growth."""

from __future__ import annotations

from decimal import Decimal

from calc.repairs import Repair
from calc.repairs.pretax_in_ira import after_tax_in_ira
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit

NONE = Decimal(0)


def questions(_: Visit) -> Questions:
    yield from ("after_tax", "pretax", "landed_on", "other_value", "basis", "plan_takes")


def solve(visit: Visit) -> Repair:
    return after_tax_in_ira(
        after_tax=visit.money("after_tax") or NONE,
        pretax=visit.money("pretax") or NONE,
        landed_on=visit.day("landed_on") or visit.today,
        today=visit.today,
        basis=visit.money("basis") or NONE,
        other_value=visit.money("other_value") or NONE,
        plan_takes=visit.yes("plan_takes"),
    )


SITUATION = Situation(questions, solve, "after_tax")
