"""Converted, and sorry for it: what is left is to keep the taxed part small."""

from __future__ import annotations

from dataclasses import replace

from calc.repairs import Repair
from dialogs.desks.repairs.plan_rolled import form_entries, form_questions, moved_in
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit


def questions(visit: Visit) -> Questions:
    yield from ("year", "converted")
    if visit.year is not None:
        yield from form_questions(visit, visit.year)
        if form_entries(visit, visit.year)["year_end_value"]:
            yield "plan_takes"


def solve(visit: Visit) -> Repair:
    year = visit.year or visit.today.year
    entries = form_entries(visit, year)
    found = moved_in(visit, entries["year_end_value"], year, entries)
    kept, back = found.way("leave"), found.way("roll_back")
    helps = back.taxable.money < kept.taxable.money
    return replace(found, code="undo", ways=(kept, back) if helps else (kept,))


SITUATION = Situation(questions, solve, "converted")
