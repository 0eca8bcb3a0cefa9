"""The additional tax on what is taken out of IRAs before 59½: 10 %, of a SIMPLE in its first two years 25 %.

California has one of its own beside it (R&TC 17085).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calc import law
from calc.derivation import ZERO, Amount, Draft, Worksheet, cents, given, least
from calc.planning.assessment import Case, Outlook
from calc.planning.half_birthday import half_birthday, taken_before
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
    def taxed(self) -> Amount:
        """What bears it."""
        return self.sheet.line("early") if "early" in self.sheet else self.sheet.line("taxable")

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
    before, late = taken_before(one.person, year), ZERO
    if before is not None:
        late = given(one.person.withdrew or 0, f"{one.who}.withdrew") - given(before, f"{one.who}.withdrew_early")
    sheet = early_payout(form, one.meant.simple, case.facts.state, late)
    withheld = one.meant.withheld.value or one.meant.in_roth.value  # of days that nobody told
    sure = half.first > date(year, 12, 31) or (before is not None and not withheld)
    return Early(one.who, year, sheet, sure) if sheet.line("additional").value else None


def early_payout(form: Worksheet, simple: Amount, state: str | None = None, late: Amount = ZERO) -> Worksheet:
    """form: Form 8606 of the year; simple: of its line 7 what left a SIMPLE inside its two years.

    state: two letters. ``additional_state``: its own additional tax, a line only where it has one.
    late: of line 7 what was taken out after 59½, which bears none.
    """
    standing = law.standing()
    f = Draft()
    f["paid_out"] = form.line("7")
    f["taxable"] = form.line("15c")
    if late.value:
        f["late"] = least(late, f["paid_out"] - simple)
        f["early"] = cents(f["taxable"] * ((f["paid_out"] - f["late"]) / f["paid_out"]))
    early = f["early"] if late.value else f["taxable"]
    usual = standing.figure("early_distribution_additional_tax_rate_72t")
    own = standing.figure("california_early_distribution_rate") if state in OF_THEIR_OWN else None
    if simple.value:
        f["simple"] = simple
        f["taxable_simple"] = cents(f["taxable"] * (simple / f["paid_out"]))
        more = standing.figure("simple_first_two_years_additional_tax_rate_72t6")
        other = early - f["taxable_simple"]
        f["additional"] = cents(f["taxable_simple"] * more) + cents(other * usual)
        if own:
            own_simple = standing.figure("california_early_simple_rate")
            f["additional_state"] = cents(f["taxable_simple"] * own_simple) + cents(other * own)
    else:
        f["additional"] = cents(early * usual)
        if own:
            f["additional_state"] = cents(early * own)
    return f.worksheet("early_payout", "IRC 72(t)(1), (6); Form 5329; R&TC 17085")
