"""Ohio, Form IT 1040: exemptions step down with income; small credits, for low incomes and for seniors."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, total
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, row_at, times


def assess(household: Household, law: StateLaw) -> Assessment:
    each = row_at(law.rows("exemption_each_rows"), household.agi)[1]
    taxable = above(household.agi, times(each, len(household.ages))).named("state_taxable_income")
    if taxable.value <= law.amount("no_tax_up_to").money:
        return Assessment(ZERO, taxable, ZERO)
    tax = graduated(taxable, law.brackets())
    if law.has("top_step") and taxable.value > law.amount("top_step_above").money:
        tax = total(tax, law.amount("top_step"))
    return Assessment(ZERO, taxable, above(tax, _credits(taxable, household, law)))


def _credits(taxable: Amount, household: Household, law: StateLaw) -> Amount:
    low = taxable.value <= law.amount("exemption_credit_up_to").money
    senior = (
        household.aged(law.whole("senior_credit_age")) and taxable.value < law.amount("senior_credit_below").money
    )
    return total(
        times(law.amount("exemption_credit_each"), len(household.ages)) if low else ZERO,
        law.amount("senior_credit") if senior else ZERO,
    )
