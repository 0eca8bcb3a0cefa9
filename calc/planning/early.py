"""The additional tax on what is taken out of IRAs before 59½: 10 %, of a SIMPLE in its first two years 25 %.

California has one of its own beside it (R&TC 17085).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calc import law
from calc.derivation import ZERO, Amount, Draft, Worksheet, cents
from calc.planning.assessment import Case, Outlook
from calc.planning.clocks import half_birthday
from calc.planning.options import Option

OF_THEIR_OWN = {"CA"}


@dataclass(frozen=True, slots=True)
class Early:
    """sure: under 59½ all year; otherwise the birthday and the day of the payout decide."""

    who: str
    year: int
    sheet: Worksheet
    sure: bool

    @property
    def tax(self) -> Amount:
        """Of the federal return."""
        return self.sheet.line("additional")

    @property
    def of_state(self) -> Amount:
        return self.sheet.line("additional_state") if "additional_state" in self.sheet else ZERO

    @property
    def whole(self) -> Amount:
        return self.tax + self.of_state if self.of_state.value else self.tax


def early(case: Case) -> tuple[Early, ...]:
    """For everyone whose payouts of the tax year are taxed; exceptions of 72(t)(2) are asked about, never assumed."""
    return tuple(found for one in case.people if (found := _of(case, one, one.chosen)))


def additional(case: Case, one: Outlook, way: Option) -> Amount:
    """The additional tax of one way, federal and state, at most."""
    found = _of(case, one, way)
    return found.whole if found else ZERO


def _of(case: Case, one: Outlook, way: Option | None) -> Early | None:
    year, born = case.season.tax_year, one.person.birth_year
    worked = way.worked if way else ()
    form = next((form.sheet for form in worked if form.year == year and form.sheet["15c"]), None)
    if form is None or born is None or not form.line("15c").value:
        return None
    half = half_birthday(born)
    if half.last < date(year, 1, 1):
        return None
    sheet = early_payout(form, one.meant.simple, case.facts.state)
    return Early(one.who, year, sheet, sure=half.first > date(year, 12, 31))


def early_payout(form: Worksheet, simple: Amount, state: str | None = None) -> Worksheet:
    """form: Form 8606 of the year; simple: of its line 7 what left a SIMPLE inside its two years.

    state: two letters. ``additional_state``: its own additional tax, a line only where it has one.
    """
    standing = law.standing()
    f = Draft()
    f["paid_out"] = form.line("7")
    f["taxable"] = form.line("15c")
    usual = standing.figure("early_distribution_additional_tax_rate_72t")
    own = standing.figure("california_early_distribution_rate") if state in OF_THEIR_OWN else None
    if simple.value:
        f["simple"] = simple
        f["taxable_simple"] = cents(f["taxable"] * (simple / f["paid_out"]))
        more = standing.figure("simple_first_two_years_additional_tax_rate_72t6")
        other = f["taxable"] - f["taxable_simple"]
        f["additional"] = cents(f["taxable_simple"] * more) + cents(other * usual)
        if own:
            own_simple = standing.figure("california_early_simple_rate")
            f["additional_state"] = cents(f["taxable_simple"] * own_simple) + cents(other * own)
    else:
        f["additional"] = cents(f["taxable"] * usual)
        if own:
            f["additional_state"] = cents(f["taxable"] * own)
    return f.worksheet("early_payout", "IRC 72(t)(1), (6); Form 5329; R&TC 17085")
