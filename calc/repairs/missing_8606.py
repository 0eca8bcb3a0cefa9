"""Forms 8606 that were never filed: each missing year, oldest first, and whether its tax changes.

Filed alone and signed where the tax stays the same, with Form 1040-X where it does not; a refund only within three
years of the due date (IRC 6511). A contribution that was deducted gives no basis: leave it out of the years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from calc import law
from calc.derivation import ZERO, Amount, Money, Worksheet, most, told, total
from calc.repairs import Income, Repair, WayOut
from calc.worksheets.form_8606_years import YearOfIras, form_8606_years


@dataclass(frozen=True, slots=True)
class MissingForm:
    """One year whose form was not filed, or went in with another line 14 (``printed``).

    overtaxed: reported as income too much; negative: too little.
    """

    year: int
    form: Worksheet
    taxable: Amount
    overtaxed: Amount
    refund_by: date | None  # None: no refund to claim
    open: bool
    printed: Amount | None = None

    @property
    def amended(self) -> bool:
        """Whether the tax changes, so that Form 1040-X goes with it."""
        return self.overtaxed.money < 0 or (self.overtaxed.money > 0 and self.open)


def missing_forms(
    years: Iterable[YearOfIras],
    *,
    filed: frozenset[int],
    reported: Mapping[int, Money],
    today: date,
    basis: Money = ZERO,
    printed: Mapping[int, Money] | None = None,
) -> tuple[MissingForm, ...]:
    """The forms that are missing or wrong, oldest first: the basis built up from the first year on.

    years: every year since the first nondeductible contribution; filed: years whose form went in as it should;
    printed: line 14 of forms that went in, which are right where it agrees within a dollar. reported: taxable IRA
    income on the return of a year (zero where the year is not named).
    """
    went_in = {year: told(line, "printed_14") for year, line in (printed or {}).items()}
    return tuple(
        _missing(year, form, told(reported.get(year, ZERO), "reported"), today, went_in.get(year))
        for year, form in form_8606_years(years, basis).items()
        if year not in filed and not _agrees(form, went_in.get(year))
    )


def _agrees(form: Worksheet, printed: Amount | None) -> bool:
    return printed is not None and abs((form.line("14") - printed).money) <= 1  # whole dollars on the form


def missing_8606(missing: tuple[MissingForm, ...], basis: Amount | None = None) -> Repair:
    """All missing years as one repair. basis: what the forms establish in the end, if not the last missing one."""
    standing = law.standing()
    fee = standing.figure("form_8606_not_filed_penalty")
    if basis is None:
        basis = missing[-1].form.line("14") if missing else ZERO
    penalty = total(ZERO, *[fee for one in missing if one.printed is None])
    more = tuple(Income(most(ZERO - one.overtaxed, ZERO), one.year) for one in missing)
    forms = tuple(f"8606_{one.year}" + ("_1040X" if one.amended else "") for one in missing)
    ways = (
        WayOut("file_with_cause", more=more, forms=forms),  # the penalty is waived for reasonable cause
        WayOut("file_and_pay", more=more, extra=penalty, forms=forms),
    )
    return Repair("missing_8606", basis, ways)


def _missing(year: int, form: Worksheet, reported: Amount, today: date, printed: Amount | None) -> MissingForm:
    taxable = total(*(form[n] or ZERO for n in ("15c", "18")))
    overtaxed = reported - taxable
    by = refund_by(year) if overtaxed.money > 0 else None
    return MissingForm(year, form, taxable, overtaxed, by, by is not None and today <= by, printed)


def refund_by(tax_year: int) -> date | None:
    """Three years from April 15, the day from which an early return counts; None for years before the year files.

    A date moved off a weekend or a holiday moves this day for nobody who filed before it (IRC 6511(a), 6513(a);
    Rev. Rul. 2003-41, situation 1); nor is it counted that the returns of 2019 and 2020 were postponed, for those
    years are over.
    """
    if tax_year not in law.years():
        return None
    standing = law.standing()
    month, day = (int(part.money) for part in standing.range("return_due_day"))
    return date(tax_year + 1 + standing.whole("refund_claim_years"), month, day)
