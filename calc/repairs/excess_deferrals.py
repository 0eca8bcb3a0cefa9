"""Deferrals above 402(g) over two jobs: back with their earnings by 15 April, or taxed twice (IRC 402(g)(2))."""

from __future__ import annotations

from datetime import date

from calc import law
from calc.derivation import ZERO, Money, most, told
from calc.repairs import Income, Repair, WayOut


def excess_deferrals(*, tax_year: int, excess: Money, earnings: Money, roth: bool, today: date) -> Repair:
    """Return it in time, or leave it.

    excess: above the person's one limit, all plans together; earnings: on it, as the plan reports them; a loss is
    negative; income of the year in which they are paid. roth: the excess was deferred as Roth, so it is in income
    already. The deferral is income of ``tax_year`` also when it comes back in the year after (402(g)(2)(C)).
    Left in, it is no basis: taxed again when it comes out, and a Roth excess comes out first (Reg. 1.402(g)-1(e)(8),
    1.402A-1).
    """
    over, grown = told(excess, "excess"), told(earnings, "earnings")
    by = law.year(tax_year).date("excess_deferral_return_deadline")
    now = ZERO if roth else over
    back = WayOut(
        "return",
        by,
        today <= by,
        moved=over + grown,
        taxable=now,
        taxable_year=tax_year,
        more=(Income(most(grown, ZERO), max(today.year, tax_year)),),
        forms=("ask_plan", "1040"),
    )
    twice = WayOut("leave", taxable=now, taxable_year=tax_year, more=(Income(over, None),), forms=("1040",))
    return Repair("excess_deferrals", over, (back, twice))
