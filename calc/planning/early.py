"""The additional tax on what is taken out of IRAs before 59½: 10 %, of a SIMPLE in its first two years 25 %."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calc import law
from calc.derivation import ZERO, Amount, Draft, Worksheet, cents
from calc.planning.assessment import Case, Outlook
from calc.planning.clocks import half_birthday
from calc.planning.options import Option


@dataclass(frozen=True, slots=True)
class Early:
    """sure: under 59½ all year; otherwise the birthday and the day of the payout decide."""

    who: str
    year: int
    sheet: Worksheet
    sure: bool

    @property
    def tax(self) -> Amount:
        return self.sheet.line("additional")


def early(case: Case) -> tuple[Early, ...]:
    """For everyone whose payouts of the tax year are taxed; exceptions of 72(t)(2) are asked about, never assumed."""
    return tuple(found for one in case.people if (found := _of(case, one, one.chosen)))


def additional(case: Case, one: Outlook, way: Option) -> Amount:
    """The additional tax of one way, at most."""
    found = _of(case, one, way)
    return found.tax if found else ZERO


def _of(case: Case, one: Outlook, way: Option | None) -> Early | None:
    year, born = case.season.tax_year, one.person.birth_year
    worked = way.worked if way else ()
    form = next((form.sheet for form in worked if form.year == year and form.sheet["15c"]), None)
    if form is None or born is None or not form.line("15c").value:
        return None
    half = half_birthday(born)
    if half.last < date(year, 1, 1):
        return None
    return Early(one.who, year, early_payout(form, one.meant.simple), sure=half.first > date(year, 12, 31))


def early_payout(form: Worksheet, simple: Amount) -> Worksheet:
    """form: Form 8606 of the year; simple: of its line 7 what left a SIMPLE inside its two years."""
    standing = law.standing()
    f = Draft()
    f["paid_out"] = form.line("7")
    f["taxable"] = form.line("15c")
    usual = standing.figure("early_distribution_additional_tax_rate_72t")
    if simple.value:
        f["simple"] = simple
        f["taxable_simple"] = cents(f["taxable"] * (simple / f["paid_out"]))
        more = standing.figure("simple_first_two_years_additional_tax_rate_72t6")
        rest = cents((f["taxable"] - f["taxable_simple"]) * usual)
        f["additional"] = cents(f["taxable_simple"] * more) + rest
    else:
        f["additional"] = cents(f["taxable"] * usual)
    return f.worksheet("early_payout", "IRC 72(t)(1), (6); Form 5329")
