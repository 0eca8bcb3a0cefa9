"""More than the limit for the age, or more than the pay of the year."""

from __future__ import annotations

from dataclasses import replace

from calc.repairs import Repair
from calc.repairs.direct_roth import Owner, direct_roth
from dialogs.desks.repairs.direct_roth import deposit, deposit_questions, excess, filed_on_time, notes
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit


def questions(visit: Visit) -> Questions:
    yield "account"
    yield "year"
    yield "contributed"
    if visit.answered("excess") or excess(visit) is None:
        yield "excess"
    yield from deposit_questions(visit)


def solve(visit: Visit) -> Repair:
    """Above the limit nothing can be relabeled: the other kind of IRA shares it."""
    owner = Owner(filed_on_time=filed_on_time(visit), under_59_half=False, barred=True)
    found = direct_roth(deposit(visit), owner, visit.today)
    return replace(found, code=f"too_much_{visit.choice('account')}")


SITUATION = Situation(questions, solve, "contributed", steps=("remove_excess", "excess_left"), notes=notes)
