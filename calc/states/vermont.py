"""Vermont, Form IN-111: above an income, at least a share of it."""

from __future__ import annotations

from calc.derivation import most
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household


def assess(household: Household, law: StateLaw) -> Assessment:
    usual = ordinary.assess(household, law)
    if household.agi.money <= law.amount("least_above").money:
        return usual
    tax = most(usual.tax, household.agi * law.share("least_share"))
    return Assessment(usual.excluded, usual.taxable, tax)
