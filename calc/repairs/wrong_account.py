"""Money that went where it may not be: Roth plan money in a traditional IRA, a contribution for the wrong year.

Roth plan money may go only to a Roth IRA or another plan's Roth account (IRC 402A(c)(3)); elsewhere it is an excess
contribution. A contribution counts for the year for which it was booked (IRC 219(f)(3)); above that year's limit it
is an excess of that year.
"""

from __future__ import annotations

from datetime import date, timedelta

from calc import law
from calc.derivation import ZERO, Money, least, most, told
from calc.repairs import Repair, WayOut
from calc.repairs.earnings import net_income_attributable
from calc.repairs.excess_left import excise_so_far


def roth_plan_landed(
    *,
    amount: Money,
    landed_on: date,
    opening: Money,
    closing: Money,
    added: Money,
    taken_out: Money,
    filed_on_time: bool,
    today: date,
) -> Repair:
    """Roth plan money in a traditional IRA; opening, closing, added, taken_out as in ``net_income_attributable``."""
    earned = net_income_attributable(
        contribution=amount, opening=opening, closing=closing, added=added, taken_out=taken_out
    )
    came = earned.line("contribution")
    sixty = landed_on + timedelta(days=law.standing().whole("sixty_day_rollover_days"))
    late = "excess_removal_and_recharacterization_deadline"
    by = law.year(landed_on.year).date(late if filed_on_time else "ira_contribution_deadline")
    so_far = excise_so_far(least(came, told(closing, "closing")), landed_on.year, today)
    grown = most(earned.line("earnings"), ZERO)
    back = WayOut(
        "return", by, today <= by, earned.line("moved"), grown, landed_on.year, forms=("1040",), sheet=earned
    )
    ways = (
        WayOut("ask_for_correction", sixty, today <= sixty, came, forms=("1099-R",)),
        back,
        WayOut("leave", extra=so_far, forms=("5329",)),
    )
    return Repair("roth_plan_landed", came, ways)


def wrong_year(*, amount: Money, booked: int, meant: int, room: Money, today: date) -> Repair:
    """A contribution booked for another year than was meant. room: what the limit of the booked year still holds.

    A custodian corrects its own mistake at any time; what the owner chose, in general until the due date at most.
    """
    whole = told(amount, "amount")
    above = most(whole - told(room, "room"), ZERO)
    due = law.year(meant).date("ira_contribution_deadline")
    by = law.year(booked).date("excess_removal_and_recharacterization_deadline")
    excise = excise_so_far(above, booked, today)
    ways = [
        WayOut("ask_custodian", due if today <= due else None, moved=whole, forms=("5498",)),
        WayOut("as_booked", moved=whole - above, forms=(f"8606_{booked}",)),
    ]
    if above.value:
        ways.append(WayOut("return_above", by, today <= by, above, forms=("1040",)))
        ways.append(WayOut("leave_above", extra=excise, forms=("5329",)))
    return Repair("wrong_year", whole, tuple(ways))
