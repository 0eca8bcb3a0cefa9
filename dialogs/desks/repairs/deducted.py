"""A contribution that was deducted by mistake, and then converted."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from calc.repairs import Repair
from calc.repairs.deducted_converted import Deducted, deducted_converted
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit

NONE = Decimal(0)


def questions(_: Visit) -> Questions:
    yield from ("year", "deducted", "converted_in", "converted", "later_value", "basis")


def solve(visit: Visit) -> Repair:
    return deducted_converted(
        Deducted(
            year=visit.year or visit.today.year,
            deducted=visit.money("deducted") or NONE,
            converted_in=_converted_in(visit),
            converted=visit.money("converted") or NONE,
            value=visit.money("later_value") or NONE,
            basis=visit.money("basis") or NONE,
        ),
        visit.today,
    )


def values(visit: Visit, _: Repair) -> Mapping[str, object]:
    return {"converted_in": _converted_in(visit)}


def _converted_in(visit: Visit) -> int:
    told = visit.told("converted_in")
    return told if isinstance(told, int) else visit.year or visit.today.year


SITUATION = Situation(questions, solve, "deducted", values=values)
