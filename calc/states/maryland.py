"""Maryland, Form 502: exemptions step down with income; credits for seniors and below the poverty line."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least, most, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, row_at, times


def assess(household: Household, law: StateLaw) -> Assessment:
    each = row_at(law.rows("exemption_rows"), household.agi, over=True)[1]
    exemptions = total(times(each, len(household.ages)), ordinary.exemptions(household, law))
    taxable = above(household.agi, total(_deduction(household, law), exemptions)).named("state_taxable_income")
    off = total(_senior_credit(household, law), _poverty_credit(household, law))
    tax = above(graduated(taxable, law.brackets()), off)
    return Assessment(ZERO, taxable, tax)


def _deduction(household: Household, law: StateLaw) -> Amount:
    """Until 2024 a share of income between two bounds."""
    if not law.has("standard_deduction_share"):
        return ordinary.deduction(household, law)
    share = household.agi * law.share("standard_deduction_share")
    return least(most(share, law.amount("standard_deduction_at_least")), law.amount("standard_deduction_at_most"))


def _senior_credit(household: Household, law: StateLaw) -> Amount:
    aged = household.aged(law.whole("senior_credit_age"))
    if not aged or household.agi.money >= law.amount("senior_credit_below").money:
        return ZERO
    return law.amount("senior_credit_both" if aged > 1 else "senior_credit")


def _poverty_credit(household: Household, law: StateLaw) -> Amount:
    if household.agi.money > law.amount("poverty_threshold").money:
        return ZERO
    return household.wages * law.share("poverty_credit_share")
