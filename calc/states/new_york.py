"""New York, Form IT-201: above an income, the benefit of the lower brackets is taken back step by step."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least, most, total
from calc.facts import FilingStatus
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, row_at, times


def assess(household: Household, law: StateLaw) -> Assessment:
    left_out = ordinary.excluded(household, law)
    income = above(household.agi, left_out).named("state_income")
    taxable = above(income, ordinary.deduction(household, law)).named("state_taxable_income")
    tax = above(_tax(income, taxable, law), _household_credit(household, law))
    return Assessment(left_out, taxable, tax)


def _tax(income: Amount, taxable: Amount, law: StateLaw) -> Amount:
    """The tax computation worksheets; above the last bracket everything is taxed at the top rate."""
    brackets = law.brackets()
    if income.money > brackets[-1].over.money:
        return taxable * brackets[-1].rate
    over, taken_back, benefit = row_at(law.rows("recapture"), taxable, over=True)
    start = most(over, law.amount("recapture_from"))
    width = law.amount("recapture_over")
    passed = least(above(income, start), width) / width
    return total(graduated(taxable, brackets), taken_back, benefit * passed)


def _household_credit(household: Household, law: StateLaw) -> Amount:
    """Left out for married people filing separately: it follows the spouse's income, which nobody told."""
    if household.status is FilingStatus.MFS:
        return ZERO
    credit = row_at(law.rows("household_credit"), household.agi, over=True)[1]
    if household.status is FilingStatus.SINGLE:
        return credit
    more = row_at(law.rows("household_credit_each_more"), household.agi, over=True)[1]
    return total(credit, times(more, len(household.ages) - 1))
