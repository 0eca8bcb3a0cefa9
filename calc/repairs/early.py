"""The additional tax on what is taken out before 59½, with a state's own (IRC 72(t), R&TC 17085)."""

from __future__ import annotations

from calc import law
from calc.derivation import Amount, cents


def additional_tax(taxed: Amount, *, state: str | None = None, simple: bool = False) -> Amount:
    """On the taxed part of an early payout, federal and state. simple: from a SIMPLE IRA in its first two years.

    state: two letters, None where it is not known; exceptions of 72(t)(2) are asked about, never assumed.
    """
    standing = law.standing()
    usual, young = "early_distribution_additional_tax_rate_72t", "simple_first_two_years_additional_tax_rate_72t6"
    federal = cents(taxed * standing.figure(young if simple else usual))
    if state != "CA":
        return federal
    own = "california_early_simple_rate" if simple else "california_early_distribution_rate"
    return federal + cents(taxed * standing.figure(own))
