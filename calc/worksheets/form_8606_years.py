"""Form 8606 over several years: line 14 of one year is line 2 of the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from calc.derivation import ZERO, Money, Worksheet, told
from calc.refusals import Refusal
from calc.worksheets.form_8606 import form_8606


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfIras:
    """What a person did with traditional, SEP and SIMPLE IRAs in and for one year."""

    year: int
    contributed: Money = ZERO  # nondeductible, for the year
    late: Money = ZERO  # the part of it made after 31 December
    value: Money = ZERO  # 31 December, needed only with a payout or conversion
    distributed: Money = ZERO
    converted: Money = ZERO

    @property
    def needs_form(self) -> bool:
        """A nondeductible contribution or a conversion; a plain payout needs the form only while there is basis."""
        return bool(told(self.contributed, "").value or told(self.converted, "").value)


def form_8606_years(years: Iterable[YearOfIras], basis: Money = ZERO) -> dict[int, Worksheet]:
    """The form of every year that needs one, oldest first; ``basis`` is what was there before the first year.

    Refusal: a year told twice.
    """
    forms: dict[int, Worksheet] = {}
    carried = told(basis, "basis")
    seen: set[int] = set()
    for told_year in sorted(years, key=lambda one: one.year):
        if told_year.year in seen:
            raise Refusal("year_told_twice", "years", year=told_year.year)
        seen.add(told_year.year)
        paid_with_basis = told(told_year.distributed, "distributed").value and carried.value
        if not (told_year.needs_form or paid_with_basis):
            continue
        form = form_8606(
            line1=told_year.contributed,
            line2=carried,
            line4=told_year.late,
            line6=told_year.value,
            line7=told_year.distributed,
            line8=told_year.converted,
        )
        forms[told_year.year] = form
        carried = form.line("14")
    return forms
