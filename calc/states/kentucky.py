"""Kentucky, Form 740: a family size credit takes off a share of the tax near the poverty line."""

from __future__ import annotations

from calc.derivation import Amount
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import PERCENT, above, row_at


def assess(household: Household, law: StateLaw) -> Assessment:
    usual = ordinary.assess(household, law)
    tax = above(usual.tax, usual.tax * _family_size_share(household, law)).named("state_income_tax")
    return Assessment(usual.excluded, usual.taxable, tax)


def _family_size_share(household: Household, law: StateLaw) -> Amount:
    """Rows of percent of the poverty threshold and percent of the tax; the income is the federal one."""
    of_threshold = household.agi * PERCENT / law.amount("poverty_threshold")
    return row_at(law.rows("family_size_credit"), of_threshold, over=True)[1] / PERCENT
