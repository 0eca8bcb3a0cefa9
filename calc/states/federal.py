"""What state returns take over from the federal one: deductions, taxable income, tax, the earned income credit."""

from __future__ import annotations

from dataclasses import dataclass

from calc import law
from calc.derivation import ZERO, Amount, cents, least, most, total
from calc.facts import FilingStatus
from calc.states.figures import state_file, state_law
from calc.states.schedule import above
from calc.worksheets.federal_tax import schedule_tax, senior_deduction, standard_deduction


@dataclass(frozen=True, slots=True)
class FederalReturn:
    """Of wages and a conversion, with the standard deduction. ``senior_deduction`` is zero before 2025."""

    basic_deduction: Amount  # without the addition for age
    standard_deduction: Amount
    senior_deduction: Amount
    taxable: Amount
    tax: Amount


def federal_return(tax_year: int, status: FilingStatus, ages: tuple[int, ...], income: Amount) -> FederalReturn:
    year = law.year(tax_year)
    seniors = sum(age >= year.whole("senior_age") for age in ages)
    basic, standard = standard_deduction(year, status, 0), standard_deduction(year, status, seniors)
    senior = senior_deduction(year, status, income, seniors).named("senior_deduction")
    taxable = most(income - total(standard, senior), ZERO).named("federal_taxable_income")
    tax = cents(schedule_tax(year, status, taxable)).named("federal_income_tax")
    return FederalReturn(basic, standard, senior, taxable, tax)


def earned_income_credit(
    tax_year: int, status: FilingStatus, ages: tuple[int, ...], wages: Amount, income: Amount
) -> Amount:
    """Without children (IRC 32): some states scale it, others take it off the federal tax they let people deduct."""
    figures = state_law(state_file("federal"), tax_year, status)
    youngest, oldest = (figures.whole(f"earned_income_credit_age_{end}") for end in ("from", "to"))
    if status is FilingStatus.MFS or not any(youngest <= age <= oldest for age in ages):
        return ZERO
    share = figures.share("earned_income_credit_share")
    most_of_it = figures.amount("earned_income_credit")
    cut = above(income, figures.amount("earned_income_credit_cut_from")) * share
    return cents(least(wages * share, above(most_of_it, cut))).named("earned_income_credit")
