"""Utah, Form TC-40: one rate, and a credit for the federal deduction that fades as income grows."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, total
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, times


def assess(household: Household, law: StateLaw) -> Assessment:
    taxable = household.agi.named("state_taxable_income")
    if taxable.money <= household.federal.basic_deduction.money:
        return Assessment(ZERO, taxable, ZERO)
    off = total(_taxpayer_credit(household, law), _retirement_credit(household, law))
    tax = above(graduated(taxable, law.brackets()), off)
    return Assessment(ZERO, taxable, tax)


def _taxpayer_credit(household: Household, law: StateLaw) -> Amount:
    full = household.federal.standard_deduction * law.share("taxpayer_credit")
    cut = above(household.agi, law.amount("taxpayer_credit_cut_from")) * law.share("taxpayer_credit_cut")
    return above(full, cut)


def _retirement_credit(household: Household, law: StateLaw) -> Amount:
    born_by = law.whole("retirement_credit_born_up_to")
    entitled = sum(household.year - age <= born_by for age in household.ages)
    full = times(law.amount("retirement_credit_each"), entitled)
    cut = above(household.agi, law.amount("retirement_credit_cut_from")) * law.share("retirement_credit_cut")
    return above(full, cut)
