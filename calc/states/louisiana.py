"""Louisiana, Form IT-540: until 2024 the exemption came off the lowest bracket, as its tax."""

from __future__ import annotations

from calc.derivation import ZERO, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, times


def assess(household: Household, law: StateLaw) -> Assessment:
    """IRA income is annual retirement income from 65; that a conversion is, no source says."""
    left_out = ordinary.excluded(household, law) if household.generous else ZERO
    taxable = above(household.agi, total(left_out, ordinary.deduction(household, law))).named("state_taxable_income")
    tax = graduated(taxable, law.brackets())
    if law.has("lowest_bracket_exemption"):
        aged = household.aged(law.whole("lowest_bracket_aged_exemption_age"))
        more = times(law.amount("lowest_bracket_aged_exemption"), aged)
        tax = above(tax, total(law.amount("lowest_bracket_exemption"), more) * law.brackets()[0].rate)
    return Assessment(left_out, taxable, tax)
