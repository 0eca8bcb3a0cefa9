"""Colorado, Form DR 0104: federal taxable income; high incomes add most of the deduction back."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated


def assess(household: Household, law: StateLaw) -> Assessment:
    left_out = ordinary.excluded(household, law)
    taxable = above(total(household.federal.taxable, _addback(household, law)), left_out).named(
        "state_taxable_income"
    )
    return Assessment(left_out, taxable, graduated(taxable, law.brackets()))


def _addback(household: Household, law: StateLaw) -> Amount:
    if household.agi.money < law.amount("deduction_addback_from").money:
        return ZERO
    return above(household.federal.standard_deduction, law.amount("deduction_addback_free"))
