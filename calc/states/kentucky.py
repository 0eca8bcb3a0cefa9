"""Kentucky, Form 740: a family size credit takes off a share of the tax near the poverty line."""

from __future__ import annotations

from calc.derivation import Amount, given
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, as_share, row_at


def assess(household: Household, law: StateLaw) -> Assessment:
    usual = ordinary.assess(household, law)
    tax = above(usual.tax, usual.tax * _family_size_share(household, law))
    return Assessment(usual.excluded, usual.taxable, tax)


def _family_size_share(household: Household, law: StateLaw) -> Amount:
    """Rows of percent of the poverty threshold and percent of the tax; the income is the federal one."""
    of_threshold = household.agi * given(100, "percent") / law.amount("poverty_threshold")
    return as_share(row_at(law.rows("family_size_credit"), of_threshold, over=True)[1])
