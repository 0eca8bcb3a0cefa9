"""West Virginia, Form IT-140: the senior deduction is for one's own income; two reliefs for low incomes."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, given, least, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, as_share, graduated, row_at


def assess(household: Household, law: StateLaw) -> Assessment:
    off = total(_senior_deduction(household, law), _earned_exclusion(household, law))
    taxable = above(household.agi, total(off, ordinary.exemptions(household, law))).named("state_taxable_income")
    tax = graduated(taxable, law.brackets())
    return Assessment(ZERO, taxable, above(tax, tax * _low_income_share(household, law)))


def _senior_deduction(household: Household, law: StateLaw) -> Amount:
    """The spouse has no income in this case and so nothing to deduct it from."""
    if household.age < law.whole("senior_deduction_age"):
        return ZERO
    return least(household.agi, law.amount("senior_deduction"))


def _earned_exclusion(household: Household, law: StateLaw) -> Amount:
    limit = law.amount("low_income_earned_exclusion")
    return least(household.wages, limit) if household.agi.money <= limit.money else ZERO


def _low_income_share(household: Household, law: StateLaw) -> Amount:
    """Schedule FTC-1: the whole tax up to the poverty threshold, then less and less of it."""
    threshold = law.amount("poverty_threshold")
    if household.agi.money < threshold.money:
        return given(1, "one")
    return as_share(row_at(law.rows("low_income_credit"), household.agi - threshold)[1])
