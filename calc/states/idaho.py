"""Idaho, Form 40: federal taxable income, and a fixed tax of everyone who must file."""

from __future__ import annotations

from calc.derivation import ZERO, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household


def assess(household: Household, law: StateLaw) -> Assessment:
    usual = ordinary.assess(household, law)
    files = household.agi.money > household.federal.standard_deduction.money
    fund = law.amount("building_fund_tax") if files else ZERO
    return Assessment(usual.excluded, usual.taxable, total(usual.tax, fund))
