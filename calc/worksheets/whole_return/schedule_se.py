"""Self-employment tax on the filer's own business, and the half of it that is deducted: Schedule SE.

A conversion is no earnings, so this tax is the same on both returns; only the deduction is used here.
"""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least, most, total
from calc.worksheets.whole_return.household import Household


def half_self_employment_tax(home: Household) -> Amount:
    """IRC 1402(a)(12), 164(f): nothing below the least net earnings, and nothing of a loss."""
    year, profit = home.year, home.self_employment_profit
    if profit.value <= 0:
        return ZERO
    earnings = profit * year.figure("self_employment_share_of_net_profit")
    if earnings.value < year.figure("self_employment_floor").value:
        return ZERO
    left_of_base = most(year.figure("social_security_wage_base") - home.wages, ZERO)
    tax = total(
        least(earnings, left_of_base) * year.figure("self_employment_social_security_rate"),
        earnings * year.figure("self_employment_medicare_rate"),
    ).named("self_employment_tax")
    return (tax * year.figure("self_employment_tax_deducted_share")).named("half_of_the_tax")
