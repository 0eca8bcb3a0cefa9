"""Pennsylvania, Form PA-40: compensation at one rate; a conversion is not taxable income."""

from __future__ import annotations

from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    taxable = household.wages.named("state_taxable_income")
    return Assessment(household.conversion, taxable, graduated(taxable, law.brackets()))
