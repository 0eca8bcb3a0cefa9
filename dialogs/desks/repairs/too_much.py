"""More than the limit for the age, or than the pay of the year; converted since, it comes out of the Roth IRA."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from calc.derivation import cents, told
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
    if visit.choice("account") == "traditional":
        yield "gone_on"
        if visit.yes("gone_on"):
            yield "reached"
    yield from deposit_questions(visit)


def solve(visit: Visit) -> Repair:
    """Above the limit nothing can be relabeled: the other kind of IRA shares it."""
    owner = Owner(filed_on_time=filed_on_time(visit), under_59_half=False, barred=True)
    made = deposit(visit)
    found = direct_roth(made, owner, visit.today)
    return replace(found, code=f"too_much_{visit.choice('account') if made.reached is None else 'converted'}")


def values(visit: Visit, _: Repair) -> Mapping[str, object]:
    """What belongs on lines 1 and 8 of Form 8606 once the excess is out."""
    made = deposit(visit)
    if made.reached is None:
        return {}
    whole, over, reached = told(made.amount, "1"), told(made.excess, "excess"), told(made.reached, "reached")
    allowed = whole - over
    return {"allowed": allowed, "stays": cents(reached * (allowed / whole)) if whole.value else allowed}


SITUATION = Situation(
    questions, solve, "contributed", steps=("remove_excess", "excess_left"), notes=notes, values=values
)
