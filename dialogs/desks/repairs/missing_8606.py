"""Forms 8606 that were never filed: the years, told as lists of dollars by year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc.derivation import ZERO
from calc.repairs import Repair
from calc.repairs.missing_8606 import MissingForm, missing_8606, missing_forms
from calc.worksheets.form_8606_years import YearOfIras
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit
from dialogs.phrases import say
from dialogs.understanding.lists import amounts

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    """Values on December 31 and reported income where something left the IRAs; line 4 where money went in too."""
    yield from ("contributions", "conversions", "payouts", "basis")
    left = {*_by_year(visit, "conversions"), *_by_year(visit, "payouts")}
    if left:
        yield from ("values", "reported")
    if left & {*_by_year(visit, "contributions")}:
        yield "late"


def solve(visit: Visit) -> Repair:
    return missing_8606(_forms(visit))


def findings(visit: Visit) -> Iterator[str]:
    """Each missing form, and what it changes."""
    yield from (f"• {_told(one)}" for one in _forms(visit))


def _told(one: MissingForm) -> str:
    lines = {"made": "1", "late": "4", "converted": "8", "free": "13", "basis": "14"}
    amounts = {name: one.form[number] or ZERO for name, number in lines.items()}
    code = "year_late" if amounts["late"].value else "year"
    first = say(f"repairs.missing_8606.{code}", year=one.year, taxable=one.taxable, **amounts)
    return f"{first} {_effect(one)}"


def _effect(one: MissingForm) -> str:
    if one.overtaxed.money < 0:
        return say("repairs.missing_8606.more_tax", undertaxed=ZERO - one.overtaxed)
    if not one.overtaxed.value:
        return say("repairs.missing_8606.alone")
    code = "refund_undated" if one.refund_by is None else "refund" if one.open else "refund_closed"
    return say(f"repairs.missing_8606.{code}", overtaxed=one.overtaxed, by=one.refund_by, year=one.year)


def _by_year(visit: Visit, name: str) -> dict[int, Decimal]:
    return {int(year): amount for year, amount in amounts(visit.listed(name) or [])}


def _forms(visit: Visit) -> tuple[MissingForm, ...]:
    """The missing form of every year, oldest first."""
    made, converted, paid = (_by_year(visit, name) for name in ("contributions", "conversions", "payouts"))
    values, late = _by_year(visit, "values"), _by_year(visit, "late")
    years = [
        YearOfIras(
            year=year,
            contributed=made.get(year, NONE),
            late=late.get(year, NONE),
            value=values.get(year, NONE),
            converted=converted.get(year, NONE),
            distributed=paid.get(year, NONE),
        )
        for year in sorted({*made, *converted, *paid})
    ]
    return missing_forms(
        years,
        filed=frozenset(),
        reported=_by_year(visit, "reported"),
        today=visit.today,
        basis=visit.money("basis") or NONE,
    )


SITUATION = Situation(questions, solve, findings=findings)
