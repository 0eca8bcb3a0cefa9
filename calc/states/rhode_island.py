"""Rhode Island, Form RI-1040: deduction and exemptions go in five steps as income grows."""

from __future__ import annotations

from calc.derivation import ZERO, given, least, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, steps, times


def assess(household: Household, law: StateLaw) -> Assessment:
    full = total(ordinary.deduction(household, law), ordinary.exemptions(household, law))
    begun = steps(above(household.agi, law.amount("cut_from")), law.amount("cut_step"), begun=True)
    gone = least(times(law.share("cut_each_step"), begun), given(1, "one"))
    taxable = above(household.agi, full - full * gone).named("state_taxable_income")
    return Assessment(ZERO, taxable, graduated(taxable, law.brackets()))
