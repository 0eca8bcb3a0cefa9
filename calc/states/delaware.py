"""Delaware, Form PIT-RES: an exclusion for people of 60 who hardly earn; a share of a federal credit."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    left_out = ordinary.excluded(household, law)
    income = above(household.agi, left_out)
    off = total(_low_income_exclusion(household, income, law), ordinary.deduction(household, law))
    taxable = above(income, off).named("state_taxable_income")
    tax = ordinary.after_credits(graduated(taxable, law.brackets()), household, law)
    credit = household.earned_income_credit * law.share("earned_income_credit_share")
    return Assessment(left_out, taxable, above(tax, credit))


def _low_income_exclusion(household: Household, income: Amount, law: StateLaw) -> Amount:
    """Both spouses must be old enough on a joint return."""
    if household.aged(law.whole("low_income_exclusion_age")) < len(household.ages):
        return ZERO
    earns = household.wages.money >= law.amount("low_income_exclusion_wages_below").money
    too_much = income.value > law.amount("low_income_exclusion_up_to").money
    return ZERO if earns or too_much else law.amount("low_income_exclusion")
