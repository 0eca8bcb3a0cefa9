"""An excess in several years: one table of Forms 5329, year by year, and what stops the 6 % (IRC 4973, 408(d)(4))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calc import law
from calc.derivation import ZERO, Amount, Money, Worksheet, told, total
from calc.refusals import Refusal
from calc.repairs import Repair, WayOut
from calc.repairs.excess_left import Account, YearEnd, excise_by_year

Forms = Mapping[int, Worksheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class Excesses:
    """Dollars by year.

    contributed: the part of each year's contributions that was not allowed. unused: limit of a later year that would
    have been allowed and was not used, which absorbs (Form 5329 lines 10 and 19). removed: taken out during a year,
    its growth left aside. values: of all IRAs of this kind on 31 December; where a year is not named, enough to hold
    the excess.
    """

    account: Account
    contributed: Mapping[int, Money]
    unused: Mapping[int, Money]
    removed: Mapping[int, Money]
    values: Mapping[int, Money]

    @property
    def years(self) -> list[int]:
        return sorted(year for year, amount in self.contributed.items() if told(amount, "").value)

    def forms(self, last: int, *, without: int | None = None) -> Forms:
        """Form 5329 of each year through ``last`` in which an excess was left. without: a year that is undone."""
        ends, so_far = [], ZERO
        for year in range(self.years[0], last + 1):
            new = told(self.contributed.get(year, ZERO) if year != without else ZERO, f"excess_{year}")
            so_far = total(so_far, new)
            ends.append(
                YearEnd(
                    year=year,
                    contributed=new,
                    room=self.unused.get(year, ZERO),
                    removed=self.removed.get(year, ZERO),
                    value=self.values.get(year, so_far),
                )
            )
        return excise_by_year(self.account, ends)


def excess_years(told_years: Excesses, today: date) -> tuple[Repair, Forms]:
    """The ways out, and Form 5329 of each year whose end has passed.

    The newest year can be relabeled or taken back for its own year while its October date is open; of the older ones
    the excess alone comes out, and its growth may stay. Refusal: no excess, or one of a year that has not begun.
    """
    years = told_years.years
    if not years:
        raise Refusal("nothing_to_repair", "excesses")
    newest = years[-1]
    if newest > today.year:
        raise Refusal("year_ahead", "excesses", year=newest)
    by = _correct_by(newest)
    open_ = by is not None and today <= by
    past, coming = told_years.forms(today.year - 1), told_years.forms(today.year)
    undone = told_years.forms(today.year - 1, without=newest) if open_ else past
    left = coming[today.year].line("left") if today.year in coming else ZERO
    back = told(told_years.contributed[newest], "newest") if open_ else ZERO
    ways = []
    if open_:
        ways.append(WayOut("undo_newest", by, moved=back, forms=("8606", "1040")))
    rest = left - back
    if rest.value:
        year_end = date(today.year, 12, 31)
        forms = tuple(f"5329_{year}" for year in undone)
        ways.append(WayOut("take_out", year_end, moved=rest, extra=_tax(undone), forms=forms))
    elif not open_:
        ways.append(WayOut("absorbed", extra=_tax(past), forms=tuple(f"5329_{year}" for year in past)))
    if left.value:
        ways.append(WayOut("leave", extra=_tax(coming), forms=tuple(f"5329_{year}" for year in coming)))
    return Repair(f"excess_years_{told_years.account}", left, tuple(ways)), past


def _tax(forms: Forms) -> Amount:
    return total(ZERO, *(form.line("tax") for form in forms.values()))


def _correct_by(year: int) -> date | None:
    return law.year(year).date("excess_removal_and_recharacterization_deadline") if year in law.years() else None
