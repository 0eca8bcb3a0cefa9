"""Nebraska, Form 1040N: the tax is at most the federal income tax."""

from __future__ import annotations

from calc.derivation import least
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household


def assess(household: Household, law: StateLaw) -> Assessment:
    usual = ordinary.assess(household, law)
    tax = least(usual.tax, household.federal.tax)
    return Assessment(usual.excluded, usual.taxable, tax)
