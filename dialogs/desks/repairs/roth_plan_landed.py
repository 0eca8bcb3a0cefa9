"""Roth money of a plan went to a traditional IRA, where it may not be."""

from __future__ import annotations

from decimal import Decimal

from calc.repairs import Repair
from calc.repairs.wrong_account import roth_plan_landed
from dialogs.desks.repairs.direct_roth import filed_on_time
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    yield from ("roth_part", "landed_on", "opening", "closing")
    if visit.money("opening") is not None and visit.money("closing") is not None:
        yield from ("added", "taken_out")


def solve(visit: Visit) -> Repair:
    amount = visit.money("roth_part") or NONE
    opening, closing = visit.money("opening"), visit.money("closing")
    if opening is None or closing is None:  # without both values no earnings are worked out, and that is said
        opening, closing = NONE, amount
    return roth_plan_landed(
        amount=amount,
        landed_on=visit.day("landed_on") or visit.today,
        opening=opening,
        closing=closing,
        added=amount + (visit.money("added") or NONE),
        taken_out=visit.money("taken_out") or NONE,
        filed_on_time=filed_on_time(visit),
        today=visit.today,
    )


SITUATION = Situation(questions, solve, "roth_part")
