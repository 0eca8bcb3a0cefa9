"""SIMPLE IRA money moved to something else inside its two years (IRC 72(t)(6), 408(d)(3)(G), 408A(d)(3)(B)).

It is a taxable distribution, with 25 % more under 59½, and an excess contribution where it landed.
"""

from __future__ import annotations

from datetime import date, timedelta

from calc import law
from calc.derivation import ZERO, Money, most, told
from calc.repairs import Repair, WayOut
from calc.repairs.early import additional_tax
from calc.repairs.excess_left import excise_so_far


def simple_early(
    *,
    moved: Money,
    moved_on: date,
    today: date,
    under_59_half: bool,
    room: Money = ZERO,
    earnings: Money = ZERO,
    filed_on_time: bool = True,
    state: str | None = None,
) -> Repair:
    """The ways back.

    room: contribution limit of the year that is not used otherwise: that much may stay where it landed, as a regular
    contribution. earnings: net income attributable to what has to come out (``net_income_attributable``).
    The 60 days help only into another SIMPLE IRA; the tax on what left the SIMPLE stays in every other case.
    """
    standing = law.standing()
    gone = told(moved, "moved")
    sixty = moved_on + timedelta(days=standing.whole("sixty_day_rollover_days"))
    extra = additional_tax(gone, state=state, simple=True) if under_59_half else ZERO
    excess = most(gone - told(room, "room"), ZERO)
    due = "excess_removal_and_recharacterization_deadline" if filed_on_time else "ira_contribution_deadline"
    by = law.year(moved_on.year).date(due)
    grown = told(earnings, "earnings")
    excise = excise_so_far(excess, moved_on.year, today)
    early = ("1040", "5329") if extra.value else ("1040",)
    late = ("1040", "5329") if (extra + excise).value else ("1040",)
    ways = (
        WayOut("back_to_a_simple", sixty, today <= sixty, gone),
        WayOut(
            "return",
            by,
            today <= by,
            excess + grown,
            gone + most(grown, ZERO),
            moved_on.year,
            extra=extra,
            forms=early,
        ),
        WayOut("leave", None, open=True, taxable=gone, taxable_year=moved_on.year, extra=extra + excise, forms=late),
    )
    return Repair("simple_early", excess, ways)
