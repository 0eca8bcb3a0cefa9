"""Pre-tax money that spoils a conversion: a plan rolled to an IRA before 31 December, or after-tax plan money
that landed in a traditional IRA together with it.

Only the value on 31 December of the conversion year counts (Form 8606, line 6), so pre-tax money can still go into a
plan until then (IRC 408(d)(3)(A)(ii), (H)); after-tax money in an IRA is basis and cannot be pulled out alone.
"""

from __future__ import annotations

from datetime import date, timedelta

from calc import law
from calc.derivation import ZERO, Amount, Money, Worksheet, least, most, told, total
from calc.repairs import Repair, WayOut
from calc.worksheets.form_8606 import form_8606
from calc.worksheets.reverse_rollover import reverse_rollover


def plan_rolled_to_ira(
    *,
    rolled: Money,
    converted: Money,
    year_end_value: Money,
    conversion_year: int,
    today: date,
    basis: Money = ZERO,
    contribution: Money = ZERO,
    plan_takes: bool | None = None,
) -> Repair:
    """A former employer's pre-tax plan went to an IRA in the year of a backdoor conversion.

    rolled: pre-tax dollars that came from the plan; year_end_value: all traditional, SEP and SIMPLE IRAs on
    31 December if nothing is done, these dollars in it. plan_takes: a plan takes IRA money in; None: not known.
    """
    value = told(year_end_value, "year_end_value")
    as_is = _form(contribution, basis, value, converted)
    back = least(told(rolled, "rolled"), value)
    all_back = _all_pretax(value, converted, basis, contribution)
    by = date(conversion_year, 12, 31)
    can = plan_takes is not False and today <= by
    rolled_back = _form(contribution, basis, value - all_back, converted)
    everything = _form(contribution, basis, ZERO, told(converted, "converted") + value)
    ways = (
        _way("roll_back", rolled_back, conversion_year, by, can, all_back),
        _way("leave", as_is, conversion_year),
        _way("convert_the_rest", everything, conversion_year, by, today <= by, value),
    )
    return Repair("plan_rolled_to_ira", back, ways)


def after_tax_in_ira(
    *,
    after_tax: Money,
    pretax: Money,
    landed_on: date,
    today: date,
    basis: Money = ZERO,
    other_value: Money = ZERO,
    plan_takes: bool | None = None,
) -> Repair:
    """After-tax plan money rolled into a traditional IRA: it is basis now (line 2), pro-rated with everything there.

    after_tax, pretax: what came from the plan; basis, other_value: what the IRAs held before. The custodians may
    correct a misdirected direct rollover within 60 days; later the pre-tax part goes back to a plan and the rest is
    converted.
    """
    came = told(after_tax, "after_tax")
    value = total(came, told(pretax, "pretax"), told(other_value, "other_value"))
    basis_now = (told(basis, "basis") + came).named("line2")
    by = landed_on + timedelta(days=law.standing().whole("sixty_day_rollover_days"))
    year_end = date(today.year, 12, 31)
    rolled = reverse_rollover(value=value, basis=basis_now)
    goes, stays = rolled.line("maximum"), rolled.line("stays")
    clean = _form(ZERO, basis_now, ZERO, stays)
    mixed = _form(ZERO, basis_now, value - came, came)
    ways = (
        WayOut("ask_for_correction", by, today <= by, came, forms=("1099-R",)),
        _way("roll_pretax_in_and_convert", clean, today.year, year_end, plan_takes is not False, goes),
        _way("convert_in_proportion", mixed, today.year, moved=came),
        WayOut("leave_as_basis", forms=("8606",)),
    )
    return Repair("after_tax_in_ira", came, ways)


def _all_pretax(value: Amount, converted: Money, basis: Money, contribution: Money) -> Amount:
    """Pre-tax dollars still in the IRAs once the conversion is taken to have used basis first, as far as it goes."""
    after_tax = total(told(basis, "basis"), told(contribution, "contribution"))
    unused = most(after_tax - told(converted, "converted"), ZERO)
    return most(value - unused, ZERO)


def _form(line1: Money, line2: Money, line6: Money, line8: Money) -> Worksheet:
    return form_8606(line1=line1, line2=line2, line6=line6, line8=line8)


def _way(
    code: str,
    form: Worksheet,
    year: int,
    by: date | None = None,
    open_: bool = True,  # noqa: FBT001, FBT002 - the way's own field
    moved: Amount = ZERO,
) -> WayOut:
    taxable = form["18"] or ZERO
    return WayOut(code, by, open_, moved, taxable, year, forms=("8606",), sheet=form)
