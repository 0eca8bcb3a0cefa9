"""Forms 8606 that were never filed: the years, told as lists of dollars by year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc.repairs import Repair
from calc.repairs.missing_8606 import MissingForm, missing_8606, missing_forms
from calc.worksheets.form_8606_years import YearOfIras
from dialogs.desks.visit import AskedToo, Visit
from dialogs.understanding.lists import amounts

Questions = Iterator[str | AskedToo]
NONE = Decimal(0)


def missing_questions(visit: Visit) -> Questions:
    """Values on December 31 and reported income where something left the IRAs; line 4 where money went in too."""
    yield from ("contributions", "conversions", "payouts", "basis")
    left = {*by_year(visit, "conversions"), *by_year(visit, "payouts")}
    if left:
        yield from ("values", "reported")
    if left & {*by_year(visit, "contributions")}:
        yield "late"


def by_year(visit: Visit, name: str) -> dict[int, Decimal]:
    return {int(year): amount for year, amount in amounts(visit.listed(name) or [])}


def forms(visit: Visit) -> tuple[MissingForm, ...]:
    """The missing form of every year, oldest first."""
    made, converted, paid = (by_year(visit, name) for name in ("contributions", "conversions", "payouts"))
    values, late = by_year(visit, "values"), by_year(visit, "late")
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
        reported=by_year(visit, "reported"),
        today=visit.today,
        basis=visit.money("basis") or NONE,
    )


def missing(visit: Visit) -> Repair:
    return missing_8606(forms(visit))
