"""Conversions and moves of IRA money that went wrong: what each repair needs, and how it is handed to the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from calc import law
from calc.derivation import ZERO
from calc.facts import Move
from calc.repairs import Repair
from calc.repairs.earnings import net_income_attributable
from calc.repairs.pretax_in_ira import plan_rolled_to_ira
from calc.repairs.simple_early import simple_early
from calc.repairs.withheld import withheld
from dialogs.desks.visit import AskedToo, Visit

Questions = Iterator[str | AskedToo]
NONE = Decimal(0)


def withheld_questions(visit: Visit) -> Questions:
    yield from ("gross", "held_back", "taken_on")
    taken = visit.day("taken_on")
    if taken is not None:
        yield from _form_questions(visit, taken.year)
    if visit.person.birth_year is None:
        yield AskedToo("birth_year")


def withheld_tax(visit: Visit) -> Repair:
    taken_on = visit.day("taken_on") or visit.today
    return withheld(
        gross=visit.money("gross") or NONE,
        held_back=visit.money("held_back") or NONE,
        taken_on=taken_on,
        today=visit.today,
        under_59_half=under_59_half(visit, taken_on),
        **_form_entries(visit, taken_on.year),
    )


def rolled_questions(visit: Visit) -> Questions:
    """A company plan went to an IRA in the year of a conversion."""
    yield from ("year", "rolled", "converted")
    if visit.year is not None:
        yield from _form_questions(visit, visit.year)
    yield "plan_takes"


def rolled(visit: Visit) -> Repair:
    year = visit.year or visit.today.year
    return _rolled(visit, visit.money("rolled") or NONE, year, _form_entries(visit, year))


def undo_questions(visit: Visit) -> Questions:
    """Converted, and sorry for it: what is left is to keep the taxed part small."""
    yield from ("year", "converted")
    if visit.year is not None:
        yield from _form_questions(visit, visit.year)
        if _form_entries(visit, visit.year)["year_end_value"]:
            yield "plan_takes"


def undo(visit: Visit) -> Repair:
    year = visit.year or visit.today.year
    entries = _form_entries(visit, year)
    found = _rolled(visit, entries["year_end_value"], year, entries)
    kept, back = found.way("leave"), found.way("roll_back")
    helps = back.taxable.money < kept.taxable.money
    return replace(found, code="undo", ways=(kept, back) if helps else (kept,))


def _rolled(visit: Visit, amount: Decimal, year: int, entries: dict[str, Decimal]) -> Repair:
    return plan_rolled_to_ira(
        rolled=amount,
        converted=visit.money("converted") or NONE,
        conversion_year=year,
        today=visit.today,
        plan_takes=visit.yes("plan_takes"),
        **entries,
    )


def simple_questions(visit: Visit) -> Questions:
    """SIMPLE money moved inside its two years."""
    yield from ("moved", "moved_on", "room", "opening", "closing")
    if visit.person.birth_year is None:
        yield AskedToo("birth_year")


def simple(visit: Visit) -> Repair:
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
        under_59_half=under_59_half(visit, moved_on),
        room=room_left,
        earnings=grown,
    )


def under_59_half(visit: Visit, day: date) -> bool:
    """As far as a birth year tells; the costlier answer where it does not."""
    born = visit.person.birth_year
    return born is None or day.year - born < law.standing().figure("roth_qualified_age").value


def _form_questions(visit: Visit, year: int) -> Questions:
    """Lines 6, 2 and 1 of Form 8606 of a year of a conversion, where the talk does not tell them."""
    person = visit.of_talk(year)
    if person is None or (person.year_end_value is None and visit.iras(year) is None):
        yield "year_end"
    if visit.answered("basis") or visit.basis(year) is None:
        yield "basis"
    if person is None or person.moved(Move.TRADITIONAL) is None:
        yield "contribution"


def _form_entries(visit: Visit, year: int) -> dict[str, Decimal]:
    """Value on December 31, basis of earlier years, contribution for the year; what is not known counts as none."""
    person = visit.of_talk(year)
    in_talk = person.year_end_value if person and person.year_end_value is not None else visit.iras(year)
    value = visit.money("year_end") if visit.answered("year_end") else in_talk
    basis = visit.money("basis") if visit.answered("basis") else visit.basis(year)
    made = visit.money("contribution")
    if not visit.answered("contribution") and person:
        made = person.moved(Move.TRADITIONAL)
    return {"year_end_value": value or NONE, "basis": basis or NONE, "contribution": made or NONE}
