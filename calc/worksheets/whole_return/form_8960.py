"""Tax on net investment income: Form 8960 (IRC 1411). A conversion is none, but it raises the income beside it."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least
from calc.worksheets.whole_return.household import Household, summed


def niit(home: Household, magi: Amount) -> Amount:
    """magi: adjusted gross income and excluded foreign income."""
    invested = summed(home.taxable_interest, home.ordinary_dividends, home.long_term_gains)
    over = magi - home.figure("niit_magi_threshold")
    if not invested.value or over.value <= 0:
        return ZERO
    return (least(invested.named("investment_income"), over) * home.figure("niit_rate")).named("niit")
