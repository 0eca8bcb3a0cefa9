"""Arkansas, Form AR1000F: rate times income less a reduction, read from tables; another table for low incomes."""

from __future__ import annotations

from fractions import Fraction

from calc.derivation import Amount, dollars, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, as_share, row_at, steps, times


def assess(household: Household, law: StateLaw) -> Assessment:
    """On a joint return: one earner gains nothing from the separate columns, for the deduction would be halved."""
    left_out = ordinary.excluded(household, law)
    income = above(household.agi, left_out).named("state_income")
    taxable = above(income, ordinary.deduction(household, law)).named("state_taxable_income")
    tax, base = _tax(taxable, law), taxable
    low = _low_income_tax(income, law)
    if low is not None and low.value < tax.value:
        tax, base = low, income
    off = total(_personal_credits(household, left_out, law), _small_credit(household, base, law))
    return Assessment(left_out, taxable, above(tax, off))


def _tax(taxable: Amount, law: StateLaw) -> Amount:
    """The indexed brackets; below the end of the tax table, of the middle of its row in whole dollars."""
    income, in_table = taxable, taxable.value < law.amount("tax_table_below").money
    if in_table:
        income = _row_middle(taxable, law)
    _, rate = row_at(law.rows("rate_rows"), income)
    _, reduction = row_at(law.rows("reduction"), income)
    tax = above(income * as_share(rate), reduction)
    return dollars(tax) if in_table else tax


def _row_middle(taxable: Amount, law: StateLaw) -> Amount:
    """Rows of whole dollars, such as 74,900 to 74,999; from 75,001 on they begin a dollar later."""
    width = law.amount("tax_table_row").money
    shift = 1 if taxable.value >= law.amount("tax_table_shifted_from").money else 0
    row = (Fraction(taxable.value) - shift) // Fraction(width) * width + shift
    return Amount(row + (width - 1) / 2, "law", (), "tax_table_row_middle", law.amount("tax_table_row").source)


def _low_income_tax(income: Amount, law: StateLaw) -> Amount | None:
    """None where the table has no row: above its end, and for married people filing separately."""
    if income.value > law.amount("low_income_table_ends").money or not law.rows("low_income_table"):
        return None
    return row_at(law.rows("low_income_table"), income, over=True)[1]


def _personal_credits(household: Household, left_out: Amount, law: StateLaw) -> Amount:
    """One each, one for a head of household, two for the aged: the second only without a retirement exclusion."""
    old = law.whole("personal_credit_aged_age")
    used = 1 if left_out.value and household.age >= old else 0
    count = len(household.ages) + law.whole("personal_credit_more") + 2 * household.aged(old) - used
    return times(law.amount("personal_credit"), count)


def _small_credit(household: Household, base: Amount, law: StateLaw) -> Amount:
    over = above(base, law.amount("small_credit_cut_from"))
    cut = times(law.amount("small_credit_cut"), steps(over, law.amount("small_credit_cut_step"), begun=True))
    return times(above(law.amount("small_credit_each"), cut), len(household.ages))
