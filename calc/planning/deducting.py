"""How much of the traditional contribution could be deducted, now that it is known what is converted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from calc.derivation import ZERO, Amount, Worksheet, most, total
from calc.facts import Facts, FilingStatus, Person
from calc.planning.assessment import Outlook
from calc.planning.balance import Balance
from calc.planning.coverage import covered
from calc.planning.incomes import coverage_moves, deduction_income, within_reach
from calc.planning.options import Option
from calc.planning.season import Season
from calc.worksheets.ira_deduction import deduction_range, ira_deduction


@dataclass(frozen=True, slots=True)
class Contributed:
    """One person's traditional contribution of the year, made and planned, and what its deduction hangs on."""

    who: str
    person: Person
    amount: Amount | None  # one that the plan moves to a Roth IRA counts as if it stayed
    age: int | None
    barred: bool | None
    compensation: Amount | None


def deducting(people: Sequence[Outlook], facts: Facts, when: Season, in_plan: Amount) -> list[Outlook]:
    """Each with the deduction that income allows, the conversions and payouts of both spouses in it."""
    converted = to_roth_iras(people, when.tax_year, in_plan)
    beside = total(in_plan, *(paid_out_of(one.chosen, one.options, one.held, when.tax_year) for one in people))
    income = deduction_income(facts, when.tax_year, converted=converted, beside=beside)
    magi = income.line("magi").named("deduction_magi") if income else None
    return [replace(one, deduction=_deduction(one, facts, when, magi)) for one in people]


def _deduction(one: Outlook, facts: Facts, when: Season, magi: Amount | None) -> Worksheet | None:
    allowed = deduction_by_income(one, facts, when)
    return None if magi is None or allowed is None or _added_back_decides(one, facts, magi) else allowed(magi)


def _added_back_decides(one: Outlook, facts: Facts, magi: Amount) -> bool:
    """Whether what is added back was not told, and bears on what goes straight to Roth or on the deduction."""
    status, year = facts.filing_status, facts.tax_year
    if facts.add_backs is not None or one.roth_magi is None or status is None or year is None:
        return facts.add_backs is None
    reach = deduction_range(
        year,
        status,
        lived_with_spouse=facts.lived_with_spouse,
        covered=covered(one.person) is not False,
        spouse_covered=True,
    )
    return reach is not None and within_reach(magi.money, magi.money, reach)


def to_roth_iras(people: Sequence[Outlook], year: int, in_plan: Amount) -> Amount:
    """Income of one year from what reaches Roth IRAs: conversions, and plan growth that leaves its plan."""
    growth = total(*(one.growth for one in people)) - in_plan
    parts = [growth, *(_lines(one.chosen, year, "18") for one in people)]
    return total(*(part for part in parts if part.value)).named("taxable_conversions")


def income_of(one: Outlook, year: int) -> Amount:
    """What the chosen way makes income of one year: Form 8606, lines 15c and 18."""
    return _lines(one.chosen, year, "15c", "18")


def paid_out_of(chosen: Option | None, options: Sequence[Option], held: Balance, year: int) -> Amount:
    """Taxable part of the year's payouts; the largest of the ways, or all of them, while it is not settled."""
    if chosen or not held.withdrew:
        return _lines(chosen, year, "15c")
    lines = [form.sheet["15c"] or ZERO for option in options for form in option.worked if form.year == year]
    return most(*lines) if lines else held.withdrew


def without_payouts(told: Facts, people: Sequence[Outlook], year: int) -> tuple[Facts, Amount]:
    """The facts with no distribution of the year in the income, and what of the distributions is taxed.

    Where nobody knows yet what of them is taxed, they stay in the income, so far as it holds them.
    """
    each = {one.who: paid_out_of(one.chosen, one.options, one.held, year) for one in people}
    inside = {one.who: one.chosen is not None for one in people if in_agi(one.who, told)}
    paid_out = total(ZERO, *(amount for who, amount in each.items() if inside.get(who, True)))
    held = total(ZERO, *(each[who] for who, known in inside.items() if known))
    if told.agi is None or not held.value:
        return told, paid_out
    return told.model_copy(update={"agi": told.agi - held.money}), paid_out


def in_agi(who: str, told: Facts) -> bool:
    """Whether the income told holds the distributions of the person's IRAs."""
    return told.agi is not None and bool(told.people[who].withdrawals_in_agi)


def _lines(chosen: Option | None, year: int, *numbers: str) -> Amount:
    sheets = [form.sheet for form in chosen.worked if form.year == year] if chosen else []
    return total(ZERO, *(line for sheet in sheets for n in numbers if (line := sheet[n]) is not None))


def deducts_nothing(one: Outlook, facts: Facts) -> bool:
    """Whether the income told is above every range that can hold for one whom a plan at work covers."""
    status, year, income = facts.filing_status, facts.tax_year, facts.income
    if status is None or year is None or income is None or not covered(one.person):
        return False
    reach = deduction_range(year, status, lived_with_spouse=False, covered=True, spouse_covered=None)
    return reach is not None and income >= reach[1].money


def deduction_by_income(one: Outlook, facts: Facts, when: Season) -> Callable[[Amount], Worksheet] | None:
    """How much could be deducted at a modified AGI; None while another fact is missing."""
    made, contribute = one.held.made, one.contribute
    if one.chosen is None or made is None or contribute is None:
        return None
    amount = total(made, contribute, one.to_roth)
    return by_income(Contributed(one.who, one.person, amount, one.age, one.barred, one.compensation), facts, when)


def by_income(one: Contributed, facts: Facts, when: Season) -> Callable[[Amount], Worksheet] | None:
    """The same of a contribution (Pub. 590-A, Worksheet 1-2)."""
    status, amount, age, pay = facts.filing_status, one.amount, one.age, one.compensation
    if status is None or amount is None or age is None or pay is None:
        return None
    other = facts.spouse if one.who == "you" else facts.you
    own = _sure(covered(one.person), one.who, facts)
    others = _sure(covered(other) if other else None, "spouse" if one.who == "you" else "you", facts)
    joint, apart = status is FilingStatus.MFJ, status is FilingStatus.MFS and not facts.lived_with_spouse
    if own is None or (not own and others is None and (joint or (status is FilingStatus.MFS and not apart))):
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
        contribution=amount,
    )


def _sure(told: bool | None, who: str, facts: Facts) -> bool | None:  # noqa: FBT001 - a fact
    """Coverage that was not told counts as coverage where the deduction is the same either way."""
    return True if told is None and not coverage_moves(facts, who) else told
