"""One payout of a plan sent to several places: where the pre-tax and the after-tax dollars go (Notice 2014-54).

Payouts scheduled for the same time are one distribution. Pre-tax money is assigned first to what is rolled over
directly, then to what is rolled over within 60 days, and only the rest to cash.
"""

from __future__ import annotations

from calc import law
from calc.derivation import ZERO, Draft, Money, Worksheet, cents, least, most, told, total
from calc.refusals import Refusal

SOURCE = "Notice 2014-54; IRC 402(c)(2), 3405(c)"


def plan_split(
    *, pretax: Money, after_tax: Money, to_traditional: Money = ZERO, to_roth: Money = ZERO, cash: Money = ZERO
) -> Worksheet:
    """Pre-tax and after-tax dollars of each destination, and what is ``taxable``.

    The person chooses among direct rollovers: pre-tax money goes to the traditional side first, so that as little as
    possible is taxed in the Roth. ``withheld``: of pre-tax cash paid to the person; none on direct rollovers.
    Refusal: the destinations do not add up to the payout.
    """
    f = Draft()
    f["pretax"] = told(pretax, "pretax")
    f["after_tax"] = told(after_tax, "after_tax")
    traditional, roth = told(to_traditional, "to_traditional"), told(to_roth, "to_roth")
    paid = told(cash, "cash")
    sent, whole = total(traditional, roth, paid), f["pretax"] + f["after_tax"]
    if sent.money != whole.money:
        raise Refusal("split_does_not_add_up", "to_roth", sent=sent, whole=whole)
    f["pretax_to_traditional"] = least(f["pretax"], traditional)
    f["after_tax_to_traditional"] = traditional - f["pretax_to_traditional"]
    left = f["pretax"] - f["pretax_to_traditional"]
    f["pretax_to_roth"] = least(left, roth)
    f["after_tax_to_roth"] = roth - f["pretax_to_roth"]
    f["pretax_in_cash"] = left - f["pretax_to_roth"]
    f["after_tax_in_cash"] = paid - f["pretax_in_cash"]
    f["taxable"] = f["pretax_to_roth"] + f["pretax_in_cash"]
    f["withheld"] = cents(f["pretax_in_cash"] * law.standing().figure("plan_to_person_withholding_rate"))
    return f.worksheet("plan_split", SOURCE)


def after_tax_account(*, contributions: Money, earnings: Money, moved: Money) -> Worksheet:
    """What is taxable when money leaves the separately kept after-tax account: its own earnings, in proportion.

    Source: IRC 72(d)(2), 72(e)(8), 402A(c)(4). The same for an in-plan Roth rollover and a payout to a Roth IRA.
    Refusal: more moved than the account holds.
    """
    paid_in, grown = told(contributions, "contributions"), told(earnings, "earnings")
    f = Draft()
    f["value"] = paid_in + grown
    f["moved"] = told(moved, "moved")
    if f["moved"].money > f["value"].money:
        raise Refusal("moved_above_value", "moved", moved=f["moved"], value=f["value"])
    share = grown / f["value"] if f["value"].value else ZERO
    f["taxable"] = cents(f["moved"] * share)
    f["untaxed"] = f["moved"] - f["taxable"]
    f["contributions_left"] = most(paid_in - (f["moved"] - f["taxable"]), ZERO)
    f["earnings_left"] = grown - f["taxable"]
    return f.worksheet("after_tax_account", "IRC 72(d)(2), 72(e)(8), 402A(c)(4)")
