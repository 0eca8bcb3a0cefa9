"""Oklahoma, Form 511: one more exemption for the aged below an income that leaves a conversion out."""

from __future__ import annotations

from calc.derivation import ZERO, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, times


def assess(household: Household, law: StateLaw) -> Assessment:
    left_out = ordinary.excluded(household, law)
    low = household.wages.money <= law.amount("low_income_aged_exemption_up_to").money
    aged = household.aged(law.whole("low_income_aged_exemption_age"))
    more = times(law.amount("low_income_aged_exemption"), aged) if low else ZERO
    off = total(left_out, ordinary.deduction(household, law), ordinary.exemptions(household, law), more)
    taxable = above(household.agi, off).named("state_taxable_income")
    return Assessment(left_out, taxable, graduated(taxable, law.brackets()))
