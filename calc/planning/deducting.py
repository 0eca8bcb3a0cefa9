"""How much of the traditional contribution could be deducted, now that it is known what is converted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from calc.derivation import ZERO, Amount, Worksheet, most, total
from calc.facts import Facts, FilingStatus
from calc.planning.assessment import Outlook
from calc.planning.incomes import deduction_income
from calc.planning.missing import add_backs_open
from calc.planning.missing_at_work import covered
from calc.planning.season import Season
from calc.worksheets.ira_deduction import deduction_range, ira_deduction


def deducting(people: Sequence[Outlook], facts: Facts, when: Season, in_plan: Amount) -> list[Outlook]:
    """Each with the deduction that income allows, the conversions and payouts of both spouses in it."""
    converted = to_roth_iras(people, when.tax_year, in_plan)
    beside = total(in_plan, *(paid_out_of(one, when.tax_year) for one in people))
    income = deduction_income(facts, when.tax_year, converted=converted, beside=beside)
    magi = income.line("magi").named("deduction_magi") if income and not add_backs_open(facts) else None
    by_income = ((one, deduction_by_income(one, facts, when)) for one in people)
    return [replace(one, deduction=allowed(magi) if allowed and magi else None) for one, allowed in by_income]


def to_roth_iras(people: Sequence[Outlook], year: int, in_plan: Amount) -> Amount:
    """Income of one year from what reaches Roth IRAs: conversions, and plan growth that leaves its plan."""
    growth = total(*(one.growth for one in people)) - in_plan
    parts = [growth, *(_lines(one, year, "18") for one in people)]
    return total(*(part for part in parts if part.value)).named("taxable_conversions")


def income_of(one: Outlook, year: int) -> Amount:
    """What the chosen way makes income of one year: Form 8606, lines 15c and 18."""
    return _lines(one, year, "15c", "18")


def paid_out_of(one: Outlook, year: int) -> Amount:
    """Taxable part of the year's payouts; the largest of the ways, or all of them, while it is not settled."""
    if one.chosen or not one.held.withdrew:
        return _lines(one, year, "15c")
    lines = [form.sheet["15c"] or ZERO for option in one.options for form in option.worked if form.year == year]
    return most(*lines) if lines else one.held.withdrew


def _lines(one: Outlook, year: int, *numbers: str) -> Amount:
    sheets = [form.sheet for form in one.chosen.worked if form.year == year] if one.chosen else []
    return total(ZERO, *(line for sheet in sheets for n in numbers if (line := sheet[n]) is not None))


def deducts_nothing(one: Outlook, facts: Facts) -> bool:
    """Whether the income told is above every range that can hold for one whom a plan at work covers."""
    status, year, income = facts.filing_status, facts.tax_year, facts.income
    if status is None or year is None or income is None or not covered(one.person):
        return False
    reach = deduction_range(year, status, lived_with_spouse=False, covered=True, spouse_covered=None)
    return reach is not None and income >= reach[1].money


def deduction_by_income(one: Outlook, facts: Facts, when: Season) -> Callable[[Amount], Worksheet] | None:
    """How much of the traditional contribution could be deducted at a modified AGI (Pub. 590-A, Worksheet 1-2).

    One that the plan moves to a Roth IRA counts as if it stayed. None while another fact is missing.
    """
    status, made, contribute = facts.filing_status, one.held.made, one.contribute
    if status is None or one.chosen is None or made is None or contribute is None:
        return None
    other = facts.spouse if one.who == "you" else facts.you
    own, others = covered(one.person), covered(other) if other else None
    joint, apart = status is FilingStatus.MFJ, status is FilingStatus.MFS and not facts.lived_with_spouse
    if own is None or (not own and others is None and (joint or (status is FilingStatus.MFS and not apart))):
        return None
    age, pay = one.age, one.compensation
    if age is None or pay is None:
        return None
    if one.barred is None or (status is FilingStatus.MFS and facts.lived_with_spouse is None):
        return None  # the birthday of somebody who turned 70 decides, or whether they lived together
    return lambda magi: ira_deduction(
        tax_year=when.tax_year,
        filing_status=status,
        lived_with_spouse=facts.lived_with_spouse,
        covered=own,
        spouse_covered=others,
        age=age,
        magi=magi,
        compensation=pay,
        contribution=total(made, contribute, one.to_roth),
    )
