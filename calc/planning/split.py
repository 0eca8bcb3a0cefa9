"""One payout of a plan sent to several places: where the pre-tax and the after-tax dollars go (Notice 2014-54).

Payouts scheduled for the same time are one distribution. Pre-tax money is assigned first to what is rolled over
directly, then to what is rolled over within 60 days, and only the rest to cash.
"""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, cents, entered, least, most, told, total
from calc.refusals import Refusal

SOURCE = "Notice 2014-54; IRC 402(c)(2), 3405(c)"

Money = Amount | Decimal | int


def plan_split(
    *, pretax: Money, after_tax: Money, to_traditional: Money = ZERO, to_roth: Money = ZERO, cash: Money = ZERO
) -> Worksheet:
    """Pre-tax and after-tax dollars of each destination, and what is ``taxable``.

    The person chooses among direct rollovers: pre-tax money goes to the traditional side first, so that as little as
    possible is taxed in the Roth. ``withheld``: of pre-tax cash paid to the person; none on direct rollovers.
    Refusal: the destinations do not add up to the payout.
    """
    out: dict[str, Amount | None] = {}
    out["pretax"] = before = entered("pretax", told(pretax, "pretax"))
    out["after_tax"] = after = entered("after_tax", told(after_tax, "after_tax"))
    traditional, roth = told(to_traditional, "to_traditional"), told(to_roth, "to_roth")
    paid = told(cash, "cash")
    sent, whole = total(traditional, roth, paid), before + after
    if sent.money != whole.money:
        raise Refusal("split_does_not_add_up", "to_roth", sent=sent, whole=whole)
    out["pretax_to_traditional"] = first = least(before, traditional).named("pretax_to_traditional")
    out["after_tax_to_traditional"] = (traditional - first).named("after_tax_to_traditional")
    left = before - first
    out["pretax_to_roth"] = second = least(left, roth).named("pretax_to_roth")
    out["after_tax_to_roth"] = (roth - second).named("after_tax_to_roth")
    out["pretax_in_cash"] = third = (left - second).named("pretax_in_cash")
    out["after_tax_in_cash"] = (paid - third).named("after_tax_in_cash")
    out["taxable"] = (second + third).named("taxable")
    out["withheld"] = cents(third * law.standing().figure("plan_to_person_withholding_rate")).named("withheld")
    return Worksheet("plan_split", out, SOURCE)


def after_tax_account(*, contributions: Money, earnings: Money, moved: Money) -> Worksheet:
    """What is taxable when money leaves the separately kept after-tax account: its own earnings, in proportion.

    Source: IRC 72(d)(2), 72(e)(8), 402A(c)(4). The same for an in-plan Roth rollover and a payout to a Roth IRA.
    Refusal: more moved than the account holds.
    """
    paid_in, grown = told(contributions, "contributions"), told(earnings, "earnings")
    out: dict[str, Amount | None] = {}
    out["value"] = value = (paid_in + grown).named("value")
    out["moved"] = gone = entered("moved", told(moved, "moved"))
    if gone.money > value.money:
        raise Refusal("moved_above_value", "moved", moved=gone, value=value)
    share = grown / value if value.value else ZERO
    out["taxable"] = taxable = cents(gone * share).named("taxable")
    out["untaxed"] = (gone - taxable).named("untaxed")
    out["contributions_left"] = most(paid_in - (gone - taxable), ZERO).named("contributions_left")
    out["earnings_left"] = (grown - taxable).named("earnings_left")
    return Worksheet("after_tax_account", out, "IRC 72(d)(2), 72(e)(8), 402A(c)(4)")
