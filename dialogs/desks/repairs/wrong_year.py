"""A contribution that was booked for another year than was meant."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from calc import law
from calc.repairs import Repair
from calc.repairs.wrong_account import wrong_year
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit

NONE = Decimal(0)


def questions(_: Visit) -> Questions:
    yield from ("year", "booked", "contributed", "booked_room")


def solve(visit: Visit) -> Repair:
    return wrong_year(
        amount=visit.money("contributed") or NONE,
        booked=_booked(visit),
        meant=visit.year or visit.today.year,
        room=visit.money("booked_room") or NONE,
        today=visit.today,
    )


def values(visit: Visit, _: Repair) -> Mapping[str, object]:
    due = law.year(visit.year or visit.today.year).date("ira_contribution_deadline")
    return {"booked": _booked(visit), "due": due}


def _booked(visit: Visit) -> int:
    told = visit.told("booked")
    return told if isinstance(told, int) else visit.today.year


SITUATION = Situation(questions, solve, "contributed", values=values)
