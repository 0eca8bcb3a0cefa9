"""A Roth contribution that was relabeled as traditional, and perhaps converted: the forms of its years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from calc.derivation import ZERO, Worksheet
from calc.repairs import Repair
from calc.repairs.relabeled import Relabeled, relabeled
from dialogs.desks.form_lines import form_lines
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit
from dialogs.phrases import say

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    yield from ("year", "made_on", "relabeled", "moved_over", "moved_over_on", "same_year")
    if visit.money("same_year"):
        yield "year_end"
    yield "later"
    if visit.money("later"):
        yield from ("converted_in", "later_value")
    yield "basis"


def solve(visit: Visit) -> Repair:
    repair, _ = relabeled(_told(visit))
    return repair


def findings(visit: Visit, _: Repair) -> Iterator[str]:
    _, forms = relabeled(_told(visit))
    yield from (_line(year, form) for year, form in forms.items())


def letters(visit: Visit, repair: Repair) -> Iterator[str]:
    yield say("repairs.relabeled.letter", **_dates(visit), amount=repair.amount, moved=repair.ways[0].moved)


def values(visit: Visit, _: Repair) -> Mapping[str, object]:
    return _dates(visit)


def _dates(visit: Visit) -> Mapping[str, object]:
    return {"year": visit.year, "made_on": visit.day("made_on"), "moved_on": visit.day("moved_over_on")}


def _line(year: int, form: Worksheet) -> str:
    code = "converted" if form["8"] and form.line("8").value else "kept"
    return say(f"repairs.relabeled.{code}", form_year=year, lines=form_lines(form), line_18=form["18"] or ZERO)


def _told(visit: Visit) -> Relabeled:
    year, told_year = visit.year or visit.today.year, visit.told("converted_in")
    return Relabeled(
        year=year,
        made_on=visit.day("made_on") or visit.today,
        contribution=visit.money("relabeled") or NONE,
        moved=visit.money("moved_over") or NONE,
        moved_on=visit.day("moved_over_on") or visit.today,
        basis=visit.money("basis") or NONE,
        value=visit.money("year_end") or NONE,
        converted=visit.money("same_year") or NONE,
        then_year=told_year if isinstance(told_year, int) else year + 1,
        then_converted=visit.money("later") or NONE,
        then_value=visit.money("later_value") or NONE,
    )


SITUATION = Situation(questions, solve, "relabeled", findings=findings, letters=letters, values=values)
