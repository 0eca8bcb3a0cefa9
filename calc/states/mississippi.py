"""Mississippi, Form 80-105: retirement income is exempt, an early distribution is not."""

from __future__ import annotations

from calc.derivation import ZERO, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    """Below 59 1/2 it is open whether a conversion is an early distribution."""
    exempt = household.generous or household.age >= law.amount("exempt_from_age").money
    left_out = household.conversion if exempt else ZERO
    off = total(left_out, ordinary.deduction(household, law), ordinary.exemptions(household, law))
    taxable = above(household.agi, off).named("state_taxable_income")
    return Assessment(left_out, taxable, graduated(taxable, law.brackets()))
