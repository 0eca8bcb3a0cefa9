"""The way not taken: deduct the contribution that the plan elects as nondeductible, and what that changes."""

from __future__ import annotations

from dataclasses import dataclass

from calc.derivation import ZERO, Amount, Worksheet, least, total
from calc.planning.assessment import Case, Outlook
from calc.planning.deducting import deduction_by_income, income_of, to_roth_iras
from calc.planning.incomes import deduction_income
from calc.planning.options import Way
from calc.planning.tax_cost import Taxes, missing
from calc.worksheets.form_8606 import form_8606
from calc.worksheets.partly_deducted import Payout, Settled, partly_deducted


@dataclass(frozen=True, slots=True)
class DeductingInstead:
    """One person's year with the largest deduction that the law allows, beside the year of the plan.

    elected: taxable part of the year's payouts with nothing deducted. saved: federal tax, below zero where deducting
    costs more. other: the second reading where late money makes the text ambiguous.
    """

    who: str
    elected: Amount
    settled: Settled
    saved: Amount
    other: Settled | None


def deducting_instead(case: Case, taxes: Taxes) -> tuple[DeductingInstead, ...]:
    """For everyone who may deduct something and has a payout or conversion in the tax year itself."""
    if missing(case.facts):
        return ()
    return tuple(found for one in case.people if (found := _instead(case, one, taxes)))


def _instead(case: Case, one: Outlook, taxes: Taxes) -> DeductingInstead | None:
    deducts = one.chosen is not None and one.chosen.way is Way.DEDUCT
    if deducts or not one.deduction or not one.deduction.line("deduction").value:
        return None
    if one.to_roth.value:
        return _kept(case, one, one.to_roth, taxes)
    form = _form(case, one)
    if form is None:
        waits = one.chosen if one.chosen and one.chosen.way is Way.WAIT else None
        return _kept(case, one, total(one.held.made or ZERO, waits.contribute), taxes) if waits else None
    when, facts = case.season, case.facts
    elected = income_of(one, when.tax_year)
    together = total(to_roth_iras(case.people, when.tax_year, case.in_plan), case.paid_out)
    others = together - elected
    income = deduction_income(facts, when.tax_year, converted=others, beside=case.in_plan)
    allowed = deduction_by_income(one, facts, when)
    if income is None or allowed is None:
        return None
    payout = Payout(
        contribution=form.line("1"),
        late=form.line("4"),
        basis=form.line("2"),
        value=form.line("6"),
        distributions=form.line("7"),
        converted=form.line("8"),
    )
    magi = income.line("magi").named("magi_before")
    year = partly_deducted(payout, magi_before=magi, deduction=allowed, elect_nondeductible=False)
    best = year.settled
    beside = total(others, case.in_plan).money
    instead = taxes.federal(beside + best.taxable.money - best.deduction.money)
    return DeductingInstead(one.who, elected, best, taxes.federal(beside + elected.money) - instead, year.other)


def _kept(case: Case, one: Outlook, kept: Amount, taxes: Taxes) -> DeductingInstead | None:
    """A contribution that stays in the traditional IRA: the plan moves it to a Roth IRA, or lets it wait as basis."""
    if one.deduction is None:
        return None
    deducted = least(one.deduction.line("deduction"), kept)  # what still goes in is converted all the same
    elected = income_of(one, case.season.tax_year)
    form = form_8606(line1=kept - deducted, line2=one.held.basis or ZERO, distribution_or_conversion=False)
    converted = to_roth_iras(case.people, case.season.tax_year, case.in_plan)
    beside = total(case.in_plan, case.paid_out)
    income = deduction_income(case.facts, case.season.tax_year, converted=converted, beside=beside)
    if income is None:
        return None
    whole = total(converted, beside).money
    saved = taxes.federal(whole) - taxes.federal(whole - deducted.money)
    return DeductingInstead(one.who, elected, Settled(form, deducted, income.line("magi"), elected), saved, None)


def _form(case: Case, one: Outlook) -> Worksheet | None:
    """Form 8606 of the tax year, with its contribution and its payouts."""
    forms = one.chosen.forms if one.chosen else ()
    sheets = (form.sheet for form in forms if form.year == case.season.tax_year)
    return next((sheet for sheet in sheets if sheet["5"] and sheet.line("1").value), None)
