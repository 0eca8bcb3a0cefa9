"""Virginia, Form 760: the age deduction goes dollar for dollar; nothing is due below the filing threshold."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, times


def assess(household: Household, law: StateLaw) -> Assessment:
    income = above(household.agi, _age_deduction(household, law)).named("state_income")
    off = total(ordinary.deduction(household, law), ordinary.exemptions(household, law))
    taxable = above(income, off).named("state_taxable_income")
    if income.value < law.amount("no_tax_below").money:
        return Assessment(ZERO, taxable, ZERO)
    low = income.value <= law.amount("poverty_threshold").money
    credit = times(law.amount("low_income_credit_each"), len(household.ages)) if low else ZERO
    return Assessment(ZERO, taxable, above(graduated(taxable, law.brackets()), credit))


def _age_deduction(household: Household, law: StateLaw) -> Amount:
    """Full for the oldest; else cut by every dollar of income over the start, for both spouses together."""
    last_year = law.whole("age_deduction_full_born_before")
    oldest = sum(household.year - age < last_year for age in household.ages)
    others = household.aged(law.whole("age_deduction_age")) - oldest
    each = law.amount("age_deduction")
    over = above(household.agi, law.amount("age_deduction_cut_from"))
    return total(times(each, oldest), above(times(each, others), over))
