"""Arizona, Form 140: the federal senior deduction is subtracted before the standard deduction."""

from __future__ import annotations

from calc.derivation import ZERO, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    senior = household.federal.senior_deduction if law.has("senior_deduction_subtracted") else ZERO
    off = total(senior, ordinary.exemptions(household, law), ordinary.deduction(household, law))
    taxable = above(household.agi, off).named("state_taxable_income")
    return Assessment(ZERO, taxable, graduated(taxable, law.brackets()))
