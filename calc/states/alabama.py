"""Alabama, Form 40: federal tax is deducted; the standard deduction shrinks by whole steps of income."""

from __future__ import annotations

from calc.derivation import Amount, most, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, graduated, steps, times


def assess(household: Household, law: StateLaw) -> Assessment:
    left_out = ordinary.excluded(household, law)
    income = above(household.agi, left_out).named("state_income")
    federal_tax = above(household.federal.tax, household.earned_income_credit)
    off = total(_deduction(income, law), ordinary.exemptions(household, law), federal_tax)
    taxable = above(income, off).named("state_taxable_income")
    return Assessment(left_out, taxable, graduated(taxable, law.brackets()))


def _deduction(income: Amount, law: StateLaw) -> Amount:
    over = above(income, law.amount("standard_deduction_cut_from"))
    whole = steps(over, law.amount("standard_deduction_cut_step"), begun=False)
    cut = times(law.amount("standard_deduction_cut"), whole)
    return most(law.amount("standard_deduction") - cut, law.amount("standard_deduction_least"))
