"""Money taken out of a Roth account inside a plan: in proportion, not contributions first (IRC 402A(d), 72(e)(8))."""

from __future__ import annotations

from calc import law
from calc.derivation import ZERO, Draft, Money, Worksheet, cents, least, told
from calc.refusals import Refusal

SOURCE = "IRC 402A(c)(4)(D), (d), 72(e)(8), 72(t); Notice 2010-84"


def roth_401k(
    *,
    year: int,
    first_year: int,
    contributions: Money,
    earnings: Money,
    distribution: Money,
    exempt: bool,
    old_enough: bool,
    converted_taxable: Money = ZERO,
    converted_year: int | None = None,
) -> Worksheet:
    """``taxable`` part of one payout, and the 10 % on it.

    first_year: of any contribution to this plan's Roth account; five years from then and ``old_enough``, which is
    59½ or disability, make the payout qualified. contributions: basis, in-plan Roth rollovers with it.
    exempt: no 10 % for another reason, such as leaving the job in or after the year of reaching 55.
    converted_taxable, converted_year: what an in-plan rollover added to income, recaptured inside its five years;
    it is taken as leaving first.
    Refusal: more than the account holds.
    """
    standing = law.standing()
    clock = standing.whole("roth_clock_years")
    f = Draft()
    f["contributions"] = told(contributions, "contributions")
    f["earnings"] = told(earnings, "earnings")
    f["value"] = f["contributions"] + f["earnings"]
    f["distribution"] = told(distribution, "distribution")
    if f["distribution"].money > f["value"].money:
        raise Refusal("paid_above_value", "distribution", paid=f["distribution"], value=f["value"])
    qualified = year >= first_year + clock and old_enough
    share = ZERO if qualified or not f["value"].value else f["earnings"] / f["value"]
    f["taxable"] = cents(f["distribution"] * share)
    f["untaxed"] = f["distribution"] - f["taxable"]
    inside = converted_year is not None and year < converted_year + clock
    recaptured = least(told(converted_taxable, "converted_taxable"), f["untaxed"]) if inside else ZERO
    f["penalty_base"] = ZERO if exempt or old_enough else f["taxable"] + recaptured
    rate = standing.figure("early_distribution_additional_tax_rate_72t")
    f["additional_tax"] = cents(f["penalty_base"] * rate)
    return f.worksheet("roth_401k", SOURCE)
