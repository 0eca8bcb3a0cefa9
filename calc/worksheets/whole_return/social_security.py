"""Taxable social security benefits: Pub. 915, Worksheet 1 (IRC 86)."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least
from calc.facts import FilingStatus
from calc.worksheets.whole_return.household import Household, summed


def taxable_social_security(home: Household, income: Amount) -> Amount:
    """income: all other income, less half the self-employment tax, before student loan interest."""
    benefits = summed(home.social_security, home.spouse_social_security).named("benefits")
    if not benefits.value:
        return ZERO
    lower, upper = (home.year.figure(f"social_security_{end}_share") for end in ("lower", "upper"))
    half = (benefits * lower).named("half_the_benefits")
    provisional = summed(income, home.tax_exempt_interest, home.excluded_foreign_earned_income, half)
    provisional = provisional.named("provisional_income")
    base, second = _bases(home)
    if provisional.value <= base.value:
        return ZERO
    first = least(half, (provisional - base) * lower).named("first_step")
    if provisional.value <= second.value:
        return first.named("social_security_taxable")
    tier_one = least(first, (second - base) * lower).named("first_step")
    over = ((provisional - second) * upper).named("second_step")
    return least(benefits * upper, over + tier_one).named("social_security_taxable")


def _bases(home: Household) -> tuple[Amount, Amount]:
    """A separate filer who lived apart all year has the figures of a single one."""
    if home.status is FilingStatus.MFS:
        return home.year.range(f"social_security_base_{'single_hoh_qss' if home.apart else 'mfs_together'}")
    return home.range("social_security_base")
