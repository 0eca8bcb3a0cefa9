"""SIMPLE money moved inside its two years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc.derivation import ZERO
from calc.repairs import Repair
from calc.repairs.earnings import net_income_attributable
from calc.repairs.simple_early import simple_early
from dialogs.desks.situation import Questions, Situation, age_notes
from dialogs.desks.visit import AskedToo, Visit

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    yield from ("moved", "moved_on", "room", "opening", "closing")
    if visit.person.birth_year is None:
        yield AskedToo("birth_year")


def solve(visit: Visit) -> Repair:
    moved, moved_on = visit.money("moved") or NONE, visit.day("moved_on") or visit.today
    room_left = visit.money("room") or NONE
    opening, closing = visit.money("opening"), visit.money("closing")
    grown = ZERO
    if opening is not None and closing is not None and moved > room_left:
        grown = net_income_attributable(
            contribution=moved - room_left, opening=opening, closing=closing, added=moved
        ).line("earnings")
    return simple_early(
        moved=moved,
        moved_on=moved_on,
        today=visit.today,
        under_59_half=visit.under_59_half(moved_on),
        room=room_left,
        earnings=grown,
        state=visit.facts.state,
    )


def notes(visit: Visit, repair: Repair) -> Iterator[str]:
    return age_notes(visit, repair, visit.day("moved_on"))


SITUATION = Situation(questions, solve, "moved", steps=("simple_early",), notes=notes)
