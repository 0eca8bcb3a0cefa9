"""One whole federal return: Form 1040, lines 9 to 20, with the taxes and credits that a conversion moves.

Left out: what a conversion cannot move (self-employment tax, Additional Medicare Tax), refundable credits, medical
expenses, capital losses, foreign housing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from calc.derivation import ZERO, Amount, Worksheet, most
from calc.worksheets.whole_return.form_6251 import alternative_minimum_tax, separate_is_open
from calc.worksheets.whole_return.form_8960 import niit
from calc.worksheets.whole_return.form_8962 import household_income, premium_tax_credit
from calc.worksheets.whole_return.form_8995 import qbi_deduction
from calc.worksheets.whole_return.gains import regular_tax
from calc.worksheets.whole_return.household import Household, summed
from calc.worksheets.whole_return.schedule_1a import overtime, senior, tips
from calc.worksheets.whole_return.schedule_8812 import child_credits
from calc.worksheets.whole_return.schedule_a import (
    after_section_68,
    basic_deduction,
    charity_without_itemizing,
    itemized,
)
from calc.worksheets.whole_return.schedule_se import half_self_employment_tax
from calc.worksheets.whole_return.social_security import taxable_social_security
from calc.worksheets.whole_return.student_loan import student_loan_interest

SOURCE = "Form 1040, lines 9 to 20; Forms 6251, 8960, 8962, 8995-A; Schedules 1-A, 8812, A"


@dataclass(frozen=True, slots=True)
class Return:
    """``itemizes``: the larger deduction is Schedule A's; the standard one on a tie.

    amt_open: ``separate_is_open`` of its Form 6251.
    """

    sheet: Worksheet
    itemizes: bool
    amt_open: bool = False


def form_1040(home: Household, conversion: Amount = ZERO, first: ToAgi | None = None) -> Return:
    """conversion: taxable, on top of the household's own income. first: its first page, where that is there already.

    The lines are exact. ``salt_deduction`` is zero where the standard deduction is taken; ``household_income`` is
    that of the premium credit.
    """
    half_tax, benefits, loan, agi = first or to_agi(home, conversion)
    excluded = home.excluded_foreign_earned_income
    magi = summed(agi, excluded).named("magi") if excluded.value else agi
    on_1a = senior(home, magi), overtime(home, magi), tips(home, magi)
    extra = summed(*on_1a)
    basic = basic_deduction(home)
    standard = summed(basic, charity_without_itemizing(home))
    after_extra = agi - extra if extra.value else agi
    qbi = ZERO
    schedule_a = itemized(home, agi)
    itemizes = schedule_a.whole.value > standard.value
    deduction = standard
    if itemizes:
        qbi = qbi_deduction(home, half_tax, most(after_extra - schedule_a.whole, ZERO))
        deduction = after_section_68(home, schedule_a.whole, after_extra - qbi)
        itemizes = deduction.value > standard.value
    if not itemizes:
        deduction = standard
        qbi = qbi_deduction(home, half_tax, most(after_extra - standard, ZERO))
    salt = schedule_a.salt if itemizes else ZERO
    left = after_extra - summed(deduction, qbi)
    taxable = most(left, ZERO).named("taxable_income")
    regular = regular_tax(home, taxable)
    not_allowed = summed(salt if itemizes else basic, on_1a[0])
    amt = alternative_minimum_tax(home, left, not_allowed, regular)
    before_credits = summed(regular.tax, amt)
    credits_ = child_credits(home, magi, before_credits)
    investment = niit(home, magi)
    of_household = ZERO
    if home.marketplace:
        of_household = household_income(home, agi, benefits)
    lines = {
        "agi": agi,
        "social_security_taxable": benefits,
        "student_loan_interest_deduction": loan,
        "deduction": deduction.named("deduction"),
        "salt_deduction": salt,
        "senior_deduction": on_1a[0],
        "overtime_deduction": on_1a[1],
        "tips_deduction": on_1a[2],
        "qbi_deduction": qbi,
        "taxable_income": taxable,
        "regular_tax": regular.tax,
        "capital_gains_tax": regular.on_gains,
        "amt": amt,
        "child_credits": credits_,
        "federal_income_tax": (before_credits - credits_).named("federal_income_tax"),
        "niit": investment,
        "premium_tax_credit": premium_tax_credit(home, of_household),
        "household_income": of_household,
    }
    amt_open = home.separate and separate_is_open(home, left, not_allowed, regular)
    return Return(Worksheet("form_1040", lines, SOURCE), itemizes, amt_open)


def with_children(found: Return, home: Household) -> Return:
    """The same return of a household that differs in its children alone: only the credits for them are others."""
    line, excluded = found.sheet.line, home.excluded_foreign_earned_income
    magi = summed(line("agi"), excluded).named("magi") if excluded.value else line("agi")
    before_credits = summed(line("regular_tax"), line("amt"))
    credits_ = child_credits(home, magi, before_credits)
    tax = (before_credits - credits_).named("federal_income_tax")
    lines = {**found.sheet.lines, "child_credits": credits_, "federal_income_tax": tax}
    return replace(found, sheet=replace(found.sheet, lines=lines))


def with_interest(found: Return, home: Household) -> Return:
    """The same return of a household of which more of the same income is interest, or less."""
    excluded, agi = home.excluded_foreign_earned_income, found.sheet.line("agi")
    lines = {**found.sheet.lines, "niit": niit(home, summed(agi, excluded).named("magi") if excluded.value else agi)}
    return replace(found, sheet=replace(found.sheet, lines=lines))


class ToAgi(NamedTuple):
    """Half the self-employment tax, taxable benefits, student loan interest taken off, and what income is left."""

    half_tax: Amount
    benefits: Amount
    loan: Amount
    agi: Amount


def to_agi(home: Household, conversion: Amount = ZERO) -> ToAgi:
    """The first page, down to adjusted gross income."""
    half_tax = half_self_employment_tax(home)
    income = _income(home, conversion, half_tax)
    benefits = taxable_social_security(home, income)
    before_loan = summed(income, benefits)
    loan = student_loan_interest(home, before_loan)
    return ToAgi(half_tax, benefits, loan, (before_loan - loan if loan.value else before_loan).named("agi"))


def _income(home: Household, conversion: Amount, half_tax: Amount) -> Amount:
    """Everything but social security, less half the self-employment tax."""
    added = (
        home.wages,
        home.spouse_wages,
        home.self_employment_profit,
        home.taxable_interest,
        home.ordinary_dividends,
        home.long_term_gains,
        home.pension,
        home.other_income,
        conversion,
    )
    gross, less = summed(*added), summed(home.pretax_deferrals, half_tax)
    return gross - less if less.value else gross
