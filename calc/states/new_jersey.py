"""New Jersey, Form NJ-1040: a retirement exclusion from 62 that total income shrinks in steps and then ends."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, as_share, graduated, row_at


def assess(household: Household, law: StateLaw) -> Assessment:
    excluded = _exclusion(household, law)
    left_out = least(excluded, household.conversion).named("excluded_conversion")
    gross = above(household.agi, excluded).named("state_income")
    taxable = above(gross, ordinary.exemptions(household, law)).named("state_taxable_income")
    if gross.value <= law.amount("no_tax_up_to").money:
        return Assessment(left_out, taxable, ZERO)
    return Assessment(left_out, taxable, graduated(taxable, law.brackets()))


def _exclusion(household: Household, law: StateLaw) -> Amount:
    """Lines 28a and 28b: who hardly earns may use what the conversion leaves of it on other income."""
    if household.age < law.whole("pension_exclusion_age"):
        return ZERO
    share = as_share(row_at(law.rows("pension_exclusion_share"), household.agi, over=True)[1])
    hardly_earns = household.wages.money <= law.amount("other_exclusion_wages_up_to").money
    income = household.agi if hardly_earns else household.conversion
    return least(income * share, law.amount("pension_exclusion_at_most"))
