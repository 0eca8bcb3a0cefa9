"""Forms 8606 that were never filed: the years, told as lists of dollars by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from calc.derivation import ZERO
from calc.repairs import Repair
from calc.repairs.missing_8606 import MissingForm, missing_8606, missing_forms
from calc.worksheets.form_8606_years import YearOfIras, form_8606_years
from dialogs.desks.contradictions import by_year
from dialogs.desks.form_lines import form_lines
from dialogs.desks.situation import Questions, Situation
from dialogs.desks.visit import Visit
from dialogs.phrases import say

NONE = Decimal(0)


def questions(visit: Visit) -> Questions:
    """Values on December 31 and reported income where something left the IRAs; line 4 where money went in too."""
    yield from ("contributions", "conversions", "payouts", "basis")
    left = {*by_year(visit, "conversions"), *by_year(visit, "payouts")}
    if left:
        yield from ("values", "reported")
    if left & {*by_year(visit, "contributions")}:
        yield "late"
    yield "printed"


def solve(visit: Visit) -> Repair:
    forms = form_8606_years(_years(visit), visit.money("basis") or NONE)
    basis = forms[max(forms)].line("14") if forms else ZERO
    return missing_8606(_missing(visit), basis)


def findings(visit: Visit, _: Repair) -> Iterator[str]:
    """Each missing or wrong form, and what it changes."""
    yield from (f"• {_told(one)}" for one in _missing(visit))


def notes(visit: Visit, _: Repair) -> Iterator[str]:
    """Years in which something left the IRAs that another answer does not name; none at all is an answer."""
    yield from (f"{name}_not_named" for name in ("values", "reported") if _not_named(visit, name))


def values(visit: Visit, _: Repair) -> Mapping[str, object]:
    return {f"{name}_left": [str(year) for year in _not_named(visit, name)] for name in ("values", "reported")}


def _not_named(visit: Visit, name: str) -> list[int]:
    told = by_year(visit, name)
    left = {*by_year(visit, "conversions"), *by_year(visit, "payouts")}
    return sorted(left - {*told}) if told else []


def letters(visit: Visit, _: Repair) -> Iterator[str]:
    """The explanation that goes with the forms."""
    found = _missing(visit)
    if not found:
        return
    made = by_year(visit, "contributions")
    paid_in = [say("repairs.missing_8606.paid_in", year=year, amount=amount) for year, amount in sorted(made.items())]
    parts = {
        "absent": [one.year for one in found if one.printed is None],
        "wrong": [one.year for one in found if one.printed is not None],
        "amended": [one.year for one in found if one.amended],
    }
    texts = [
        say(f"repairs.missing_8606.letter_{name}", years=[str(year) for year in years], paid_in=paid_in)
        for name, years in parts.items()
        if years
    ]
    yield " ".join([*texts, say("repairs.missing_8606.letter_made", paid_in=paid_in)])


def _told(one: MissingForm) -> str:
    first = say("repairs.missing_8606.year", year=one.year, taxable=one.taxable, lines=form_lines(one.form))
    wrong = [say("repairs.missing_8606.printed", printed=one.printed)] if one.printed is not None else []
    return " ".join([first, *wrong, _effect(one)])


def _effect(one: MissingForm) -> str:
    if one.overtaxed.money < 0:
        return say("repairs.missing_8606.more_tax", undertaxed=ZERO - one.overtaxed)
    if not one.overtaxed.value:
        return say("repairs.missing_8606.alone")
    code = "refund_undated" if one.refund_by is None else "refund" if one.open else "refund_closed"
    return say(f"repairs.missing_8606.{code}", overtaxed=one.overtaxed, by=one.refund_by, year=one.year)


def _missing(visit: Visit) -> tuple[MissingForm, ...]:
    """The missing or wrong form of every year, oldest first."""
    return missing_forms(
        _years(visit),
        filed=frozenset(),
        reported=by_year(visit, "reported"),
        today=visit.today,
        basis=visit.money("basis") or NONE,
        printed=by_year(visit, "printed"),
    )


def _years(visit: Visit) -> list[YearOfIras]:
    made, converted, paid = (by_year(visit, name) for name in ("contributions", "conversions", "payouts"))
    values, late = by_year(visit, "values"), by_year(visit, "late")
    return [
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


SITUATION = Situation(
    questions, solve, notes=notes, findings=findings, letters=letters, values=values, forms_told=True
)
