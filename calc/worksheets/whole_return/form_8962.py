"""The premium tax credit for marketplace insurance: Form 8962 (IRC 36B), the 48 states."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from calc.derivation import ZERO, Amount, given, most, rounded, total
from calc.states.schedule import times
from calc.worksheets.whole_return.household import Household, Marketplace, summed

HUNDRED = 100
FOUR_PLACES = Decimal("0.0001")
MONTHS = given(12, "count")


def household_income(home: Household, agi: Amount, taxed_benefits: Amount) -> Amount:
    """Modified AGI of the premium credit (IRC 36B(d)(2)): with all of the benefits, and what was left out of tax."""
    untaxed = summed(home.social_security, home.spouse_social_security) - taxed_benefits
    parts = agi, home.tax_exempt_interest, untaxed, home.excluded_foreign_earned_income
    return summed(*parts).named("household_income")


def premium_tax_credit(home: Household, income: Amount) -> Amount:
    """income: household income. Separate filers have none, nor who is below the poverty line."""
    market = home.marketplace
    if market is None or home.separate:
        return ZERO
    share = _expected_share(home, market, income)
    if share is None:
        return ZERO
    credit = most(market.premium - income * share, ZERO)
    if market.months != MONTHS.value:
        credit = credit * given(market.months, "count") / MONTHS
    return credit.named("premium_tax_credit")


def poverty_line(home: Household, size: int) -> Amount:
    """Of the year before, for a family of this size."""
    return total(home.figure("poverty_line_one"), times(home.figure("poverty_line_each_more"), size - 1))


def _expected_share(home: Household, market: Marketplace, income: Amount) -> Amount | None:
    """The part of income that the family pays itself; None where no credit is due."""
    exact = Fraction(income.value) * HUNDRED / Fraction(poverty_line(home, market.size).value)
    ends = home.maybe("premium_credit_ends_above")
    if exact < home.year.whole("premium_credit_from") or (ends is not None and exact > ends.value):
        return None
    percent = Decimal(int(exact))
    table = home.year.figures["premium_credit_percentages"]
    rows: tuple[tuple[Decimal, ...], ...] = table.value
    at = max(number for number, row in enumerate(rows) if row[0] <= percent)
    start, low, high = rows[at]
    share = Fraction(low)
    if high != low:
        share += Fraction(high - low) * Fraction(percent - start) / Fraction(rows[at + 1][0] - start)
    return table.amount(rounded(share / HUNDRED, FOUR_PLACES)).named("rate")
