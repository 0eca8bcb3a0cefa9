"""Georgia, Form 500: the retirement exclusion takes in some earned income first; a credit for low incomes."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, given, least, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, row_at, times


def assess(household: Household, law: StateLaw) -> Assessment:
    _, limit = row_at(law.rows("retirement_exclusion"), given(household.age, "age"))
    earned = least(household.wages, law.amount("earned_income_excluded"), limit)
    left_out = above(least(total(earned, household.conversion), limit), earned).named("excluded_conversion")
    off = total(earned, left_out, ordinary.deduction(household, law))
    taxable = above(household.agi, off).named("state_taxable_income")
    tax = above(graduated(taxable, law.brackets()), _low_income_credit(household, law))
    return Assessment(left_out, taxable, tax)


def _low_income_credit(household: Household, law: StateLaw) -> Amount:
    """For each filer, and once more for each aged 65 (O.C.G.A. 48-7A-3)."""
    rows = law.rows("low_income_credit")
    if household.agi.money >= rows[-1][0].money:
        return ZERO
    shares = len(household.ages) + household.aged(law.whole("low_income_credit_age"))
    return times(row_at(rows, household.agi)[1], shares)
