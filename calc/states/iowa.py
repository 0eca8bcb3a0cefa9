"""Iowa, Form IA 1040: retirement income is out from 55; low incomes pay nothing or a smaller alternate tax."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least
from calc.facts import FilingStatus
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    old_enough = household.age >= law.whole("excluded_from_age")
    left_out = household.conversion if old_enough else ZERO
    income = above(household.agi, left_out).named("state_income")
    taxable = above(household.federal.taxable, left_out).named("state_taxable_income")
    return Assessment(left_out, taxable, _tax(taxable, income, household, law))


def _tax(taxable: Amount, income: Amount, household: Household, law: StateLaw) -> Amount:
    aged = "_aged" if household.aged(law.whole("low_income_age")) else ""
    free = law.amount(f"no_tax_up_to{aged}")
    if income.value <= free.value:
        return ZERO
    tax = graduated(taxable, law.brackets())
    if household.status is FilingStatus.SINGLE:
        return least(ordinary.after_credits(tax, household, law), above(income, free))
    alternate = above(income, law.amount(f"alternate_tax_deduction{aged}")) * law.share("alternate_tax_rate")
    return ordinary.after_credits(least(tax, alternate), household, law)
