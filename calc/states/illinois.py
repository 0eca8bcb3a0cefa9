"""Illinois, Form IL-1040: a conversion is subtracted, but it counts toward the income that ends the exemption."""

from __future__ import annotations

from calc.derivation import ZERO
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    ended = household.agi.money > law.amount("exemption_ends_above").money
    exemption = ZERO if ended else ordinary.exemptions(household, law)
    taxable = above(household.wages, exemption).named("state_taxable_income")
    return Assessment(household.conversion, taxable, graduated(taxable, law.brackets()))
