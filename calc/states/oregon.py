"""Oregon, Form OR-40: federal tax is subtracted, less and less of it as income grows; an exemption credit."""

from __future__ import annotations

from calc.derivation import ZERO, least, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, row_at, times


def assess(household: Household, law: StateLaw) -> Assessment:
    federal_tax = least(household.federal.tax, row_at(law.rows("federal_tax_at_most"), household.agi)[1])
    taxable = above(household.agi, total(federal_tax, ordinary.deduction(household, law))).named(
        "state_taxable_income"
    )
    low = household.agi.money <= law.amount("exemption_credit_up_to").money
    credit = times(law.amount("exemption_credit_each"), len(household.ages)) if low else ZERO
    return Assessment(ZERO, taxable, above(graduated(taxable, law.brackets()), credit))
