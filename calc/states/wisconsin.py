"""Wisconsin, Form 1: the standard deduction slides down with income; from 2025 a retirement exclusion at 67."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least, most, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    left_out = _excluded(household, law)
    income = above(household.agi, left_out).named("state_income")
    sliding = above(
        law.amount("standard_deduction"), graduated(income, law.brackets("deduction_cut")).named("deduction_cut")
    )
    taxable = above(income, total(sliding, ordinary.exemptions(household, law))).named("state_taxable_income")
    return Assessment(left_out, taxable, graduated(taxable, law.brackets()))


def _excluded(household: Household, law: StateLaw) -> Amount:
    """The larger of the small one for low incomes and the one from 67, which a couple of that age may share."""
    low = household.agi.money < law.amount("small_exclusion_below").money
    small = law.amount("small_exclusion") if low and household.age >= law.whole("small_exclusion_age") else ZERO
    if law.has("retirement_exclusion_both") and household.aged(law.whole("retirement_exclusion_both_age")) > 1:
        return least(household.conversion, law.amount("retirement_exclusion_both")).named("excluded_conversion")
    small = least(household.conversion, small)
    return most(small, ordinary.excluded(household, law)).named("excluded_conversion")
