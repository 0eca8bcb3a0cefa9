"""Money taken out of a Roth account inside a plan: in proportion, not contributions first (IRC 402A(d), 72(e)(8))."""

from __future__ import annotations

from decimal import Decimal

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, cents, entered, least, told
from calc.refusals import Refusal

SOURCE = "IRC 402A(c)(4)(D), (d), 72(e)(8), 72(t); Notice 2010-84"

Money = Amount | Decimal | int


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

    first_year: of any contribution to this plan's Roth account; five years from then and 59½ make it qualified.
    contributions: basis, in-plan Roth rollovers with it. old_enough: 59½ reached. exempt: no 10 % for another reason,
    such as leaving the job in or after the year of reaching 55, or disability (which also makes it qualified).
    converted_taxable, converted_year: what an in-plan rollover added to income, recaptured inside its five years.
    Refusal: more than the account holds.
    """
    standing = law.standing()
    clock = standing.whole("roth_clock_years")
    out: dict[str, Amount | None] = {}
    out["contributions"] = basis = entered("contributions", told(contributions, "contributions"))
    out["earnings"] = grown = entered("earnings", told(earnings, "earnings"))
    out["value"] = value = (basis + grown).named("value")
    out["distribution"] = paid = entered("distribution", told(distribution, "distribution"))
    if paid.money > value.money:
        raise Refusal("paid_above_value", "distribution", paid=paid, value=value)
    if year >= first_year + clock and old_enough:
        taxable = recaptured = ZERO
    else:
        taxable = cents(paid * (grown / value)) if value.value else ZERO
        inside = converted_year is not None and year < converted_year + clock
        free = exempt or old_enough
        recaptured = (
            least(told(converted_taxable, "converted_taxable"), paid - taxable) if inside and not free else ZERO
        )
    out["taxable"] = entered("taxable", taxable)
    out["untaxed"] = (paid - taxable).named("untaxed")
    base = recaptured if exempt or old_enough else taxable + recaptured
    out["penalty_base"] = entered("penalty_base", base)
    rate = standing.figure("early_distribution_additional_tax_rate_72t")
    out["additional_tax"] = cents(base * rate).named("additional_tax")
    return Worksheet("roth_401k", out, SOURCE)
