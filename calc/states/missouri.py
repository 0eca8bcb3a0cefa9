"""Missouri, Form MO-1040: a share of the federal tax is deducted; each spouse is taxed on the own share of income."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, least, total
from calc.states import ordinary
from calc.states.figures import StateLaw
from calc.states.household import Assessment, Household
from calc.states.schedule import above, as_share, graduated, row_at


def assess(household: Household, law: StateLaw) -> Assessment:
    """One earner has all of the income, so that one schedule applies to it, joint return or not."""
    left_out = _private_pension(household, law) if household.generous else ZERO
    federal = total(household.federal.standard_deduction, _federal_tax(household, law))
    off = total(left_out, federal, ordinary.exemptions(household, law))
    taxable = above(household.agi, off).named("state_taxable_income")
    if taxable.value <= law.amount("no_tax_up_to").money:
        return Assessment(left_out, taxable, ZERO)
    credit = household.earned_income_credit * law.share("earned_income_credit_share")
    return Assessment(left_out, taxable, above(graduated(taxable, law.brackets()), credit))


def _private_pension(household: Household, law: StateLaw) -> Amount:
    """The exemption for low incomes takes in IRA distributions; whether a conversion is one of them is open."""
    over = above(household.agi, law.amount("private_pension_cut_from"))
    return above(least(household.conversion, law.amount("private_pension_at_most")), over)


def _federal_tax(household: Household, law: StateLaw) -> Amount:
    _, percent = row_at(law.rows("federal_tax_share"), household.agi, over=True)
    paid = above(household.federal.tax, household.earned_income_credit)
    return least(paid * as_share(percent), law.amount("federal_tax_at_most"))
