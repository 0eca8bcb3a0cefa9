"""After-tax money that the plan gives back: above 415(c), or after a failed ACP test, converted already or not.

What may not stay is no eligible rollover distribution (Reg. 1.402(c)-2). Money of it that reached a Roth IRA is an
excess regular contribution there, from the year in which it arrived.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calc import law
from calc.derivation import ZERO, Money, most, told
from calc.refusals import Refusal
from calc.repairs import Repair, WayOut
from calc.repairs.excess_left import excise_so_far


class Where(StrEnum):
    """Where the after-tax money is when the plan finds out."""

    AFTER_TAX = "after_tax"  # still in the after-tax account
    IN_PLAN_ROTH = "in_plan_roth"
    ROTH_IRA = "roth_ira"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """What the plan pays back of one plan year.

    amount: after-tax contributions; earnings: on them, as the plan reports them; arrived: the year in which the money
    reached the Roth IRA, needed only there.
    """

    plan_year: int
    amount: Money
    earnings: Money
    where: Where
    arrived: int | None = None


def acp_refund(refund: Refund, today: date) -> Repair:
    """A failed ACP test: the plan pays back after-tax money with its earnings (IRC 401(m)(6)).

    Only the earnings are income, of the year in which they are paid, without the 10 % (401(m)(7)). The plan has until
    the end of the year after (401(m)(6)(A)); later it corrects the failure by the program for plans (Rev. Proc.
    2021-30), which has no such day. The employer pays an excise from ``excise_free_until`` on.
    """
    last = date(refund.plan_year + 1, 12, 31)
    return Repair("acp_refund", told(refund.amount, "refund"), _ways(refund, last if today <= last else None, today))


def excise_free_until(plan_year: int) -> date:
    """The day by which the refund costs the employer no excise (IRC 4979(f)); an EACA has until the end of June."""
    return law.year(plan_year).date("excess_aggregate_refund_deadline")


def excess_additions(refund: Refund, today: date) -> Repair:
    """Above 415(c): the plan corrects it, after-tax money first (Rev. Proc. 2021-30, section 6.06(2)).

    The person tells the plan; only earnings are income, of the year paid, and the 10 % does not apply.
    """
    return Repair("excess_additions", told(refund.amount, "excess"), _ways(refund, None, today))


def _ways(refund: Refund, by: date | None, today: date) -> tuple[WayOut, ...]:
    back, grown = told(refund.amount, "amount"), told(refund.earnings, "earnings")
    income = most(grown, ZERO)
    if refund.where is not Where.ROTH_IRA:
        code = "plan_pays_back" if refund.where is Where.AFTER_TAX else "plan_pays_back_from_roth"
        return (WayOut(code, by, True, back + grown, income, today.year, forms=("1040",)),)  # noqa: FBT003 - open
    if refund.arrived is None:
        raise Refusal("missing_field", "arrived", entry="arrived")
    due = law.year(refund.arrived).date("excess_removal_and_recharacterization_deadline")
    excise = excise_so_far(back, refund.arrived, today)
    return (
        WayOut("remove_from_roth_ira", due, today <= due, back + grown, income, refund.arrived, forms=("1040",)),
        WayOut("leave_in_roth_ira", extra=excise, forms=("5329",)),
    )
