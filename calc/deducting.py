"""How much of the traditional contribution could be deducted, now that it is known what is converted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from calc.derivation import ZERO, Amount, Worksheet, total
from calc.facts import Facts, FilingStatus
from calc.incomes import deduction_income
from calc.ira_deduction import ira_deduction
from calc.outlook import Outlook
from calc.season import Season


def deducting(people: Sequence[Outlook], facts: Facts, when: Season, in_plan: Amount) -> list[Outlook]:
    """Each with the deduction that income allows, the conversions of both spouses in it."""
    converted = to_roth_iras(people, when.tax_year, in_plan)
    income = deduction_income(facts, when.tax_year, converted=converted, in_plan=in_plan)
    magi = income.line("magi").named("deduction_magi") if income else None
    return [replace(one, deduction=deduction(one, facts, when, magi)) for one in people]


def to_roth_iras(people: Sequence[Outlook], year: int, in_plan: Amount) -> Amount:
    """Income of one year from what reaches Roth IRAs: conversions, and plan growth that leaves its plan."""
    growth = total(*(one.growth for one in people)) - in_plan
    parts = [growth, *(income_of(one, year) for one in people)]
    return total(*(part for part in parts if part.value)).named("taxable_conversions")


def income_of(one: Outlook, year: int) -> Amount:
    """What the chosen way makes income of one year: Form 8606, lines 15c and 18."""
    sheets = [form.sheet for form in one.chosen.forms if form.year == year] if one.chosen else []
    lines = [line for sheet in sheets for line in (sheet["15c"], sheet["18"]) if line is not None]
    return total(ZERO, *lines)


def deduction(one: Outlook, facts: Facts, when: Season, magi: Amount | None) -> Worksheet | None:
    """How much of the traditional contribution could be deducted at a modified AGI (Pub. 590-A, Worksheet 1-2)."""
    status, made, contribute = facts.filing_status, one.held.made, one.contribute
    if status is None or one.chosen is None or magi is None or made is None or contribute is None:
        return None
    other = facts.spouse if one.who == "you" else facts.you
    married = status in {FilingStatus.MFJ, FilingStatus.MFS}
    spouse_covered = other.covered if other and married else None
    if one.person.covered is None or (married and spouse_covered is None):
        return None
    if one.age is None or one.compensation is None:
        return None
    if one.barred is None or (status is FilingStatus.MFS and facts.lived_with_spouse is None):
        return None  # the birthday of somebody who turned 70 decides, or whether they lived together
    return ira_deduction(
        tax_year=when.tax_year,
        filing_status=status,
        lived_with_spouse=facts.lived_with_spouse,
        covered=one.person.covered,
        spouse_covered=spouse_covered,
        age=one.age,
        magi=magi,
        compensation=one.compensation,
        contribution=made + contribute,
    )
