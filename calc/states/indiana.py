"""Indiana, Form IT-40: one more exemption for the aged below an income limit."""

from __future__ import annotations

from calc.derivation import ZERO, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, times


def assess(household: Household, law: StateLaw) -> Assessment:
    low = household.agi.money < law.amount("low_income_aged_exemption_below").money
    aged = household.aged(law.whole("aged_exemption_age"))
    more = times(law.amount("low_income_aged_exemption"), aged) if low else ZERO
    taxable = above(household.agi, total(ordinary.exemptions(household, law), more)).named("state_taxable_income")
    return Assessment(ZERO, taxable, graduated(taxable, law.brackets()))
