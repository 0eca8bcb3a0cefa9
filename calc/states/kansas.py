"""Kansas, Form K-40: no tax up to an income; until 2024 a food sales tax credit at low incomes."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, times


def assess(household: Household, law: StateLaw) -> Assessment:
    off = total(ordinary.deduction(household, law), ordinary.exemptions(household, law))
    taxable = above(household.agi, off).named("state_taxable_income")
    if household.agi.money <= law.amount("no_tax_up_to").money:
        return Assessment(ZERO, taxable, ZERO)
    tax = above(graduated(taxable, law.brackets()), _food_sales_credit(household, law))
    return Assessment(ZERO, taxable, tax)


def _food_sales_credit(household: Household, law: StateLaw) -> Amount:
    if not law.has("food_sales_credit_each") or household.agi.money > law.amount("food_sales_credit_up_to").money:
        return ZERO
    if not household.aged(law.whole("food_sales_credit_age")):
        return ZERO
    return times(law.amount("food_sales_credit_each"), len(household.ages))
