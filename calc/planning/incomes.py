"""From the one income that was told to the two that the IRA rules ask for: conversions left out, or in."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, given, total
from calc.facts import AGGREGATED, LARGEST, Facts, Move
from calc.planning.coverage import apart_open, covered
from calc.worksheets.ira_deduction import deduction_range
from calc.worksheets.modified_agi import AddBacks, deduction_magi, roth_magi
from calc.worksheets.roth_limit import roth_range


def roth_income(facts: Facts, year: int, *, converted: Amount = ZERO, beside: Amount = ZERO) -> Worksheet | None:
    """Worksheet 2-1 of the return; None while the income is not known.

    converted: taxable part of what reaches a Roth IRA in the year; beside: of what is converted inside a plan or
    paid out by an IRA, which is not left out again.
    """
    if facts.income is None:
        return None
    agi = _with(given(facts.income, "agi"), beside, converted)
    return roth_magi(
        tax_year=year, agi=agi, conversion_income=converted, ira_deduction=None, add_backs=_added_back(facts)
    )


def deduction_income(facts: Facts, year: int, *, converted: Amount, beside: Amount = ZERO) -> Worksheet | None:
    """Worksheet 1-1 of the return; the contribution is not deducted, so nothing is added back for it."""
    if facts.income is None:
        return None
    agi = _with(given(facts.income, "agi"), beside, converted)
    return deduction_magi(tax_year=year, agi=agi, add_backs=_added_back(facts))


def _with(income: Amount, *more: Amount) -> Amount:
    known = [amount for amount in more if amount.value]
    return total(income, *known) if known else income


def _added_back(facts: Facts) -> AddBacks:
    """What was told: foreign pay left out of tax, and the rest in one sum. What was not asked cannot matter."""
    told = {f"{who}.foreign_excluded": person.foreign_excluded for who, person in facts.people.items()}
    abroad = [given(amount, name) for name, amount in told.items() if amount is not None]
    return AddBacks(
        student_loan_interest=None,
        tuition_deduction=None,
        foreign_exclusion=total(*abroad) if abroad else None,
        foreign_housing_deduction=None,
        savings_bond_interest=None,
        adoption_benefits=None,
        together=None if facts.add_backs is None else given(facts.add_backs, "add_backs"),
    )


def near_roth_range(facts: Facts) -> bool:
    """Whether what is added back could lift the income into the Roth range, or move it within."""
    if facts.tax_year is None or facts.filing_status is None or apart_open(facts):
        return False
    return near_range(facts, roth_range(facts.tax_year, facts.filing_status, facts.lived_with_spouse))


def near_range(facts: Facts, reach: tuple[Amount, Amount], *, with_conversions: bool = False) -> bool:
    """The same for any range. Payouts of IRAs are income that was not told, and conversions may count too."""
    if facts.income is None:
        return False
    told, more = facts.income + _excluded(facts), _most_taken_out(facts)
    moved = _most_converted(facts) if with_conversions else ZERO.money
    return within_reach(told, told + more + moved, reach)


def coverage_moves(facts: Facts, who: str) -> bool:
    """Whether the income leaves a deduction that coverage at work takes away (IRC 219(g)(2), (3), (7)).

    who: of the two on the return, whose coverage it is.
    """
    year, status, income = facts.tax_year, facts.filing_status, income_window(facts)
    if year is None or status is None or income is None or apart_open(facts):
        return True
    least, most = income
    of = partial(deduction_range, year, status, lived_with_spouse=facts.lived_with_spouse)
    own = of(covered=True, spouse_covered=True)
    if own is None or most <= own[0].money:
        return False  # all of it can be deducted either way
    if not facts.joint:
        return True
    beside = of(covered=False, spouse_covered=True)
    other = facts.spouse if who == "you" else facts.you
    sure = other is not None and covered(other) is True  # then above that range nothing can be deducted either way
    return not sure or beside is None or least < beside[1].money


def income_window(facts: Facts) -> tuple[Decimal, Decimal] | None:
    """The least and the most that the income of the deduction can be; None while the income told is not known.

    Everything in the IRAs could be converted.
    """
    if facts.income is None:
        return None
    least = facts.income + _excluded(facts) + (facts.add_backs or ZERO.money)
    added = law.threshold("add_backs_dollars").money if facts.add_backs is None else ZERO.money
    return least, least + added + _most_converted(facts) + _most_taken_out(facts)


def within_reach(least: Decimal, most: Decimal, reach: tuple[Amount, Amount]) -> bool:
    """Whether an income between these two lies in a range, or add-backs could lift it into one."""
    start, end = reach
    return least < end.money and most + law.threshold("add_backs_dollars").money > start.money


def may_go_straight(facts: Facts) -> bool:
    """Whether the income told is not above the range in which direct Roth contributions shrink."""
    if facts.tax_year is None or facts.filing_status is None or facts.income is None or apart_open(facts):
        return True
    return facts.income < roth_range(facts.tax_year, facts.filing_status, facts.lived_with_spouse)[1].money


def surely_straight(facts: Facts) -> bool:
    """Whether the income is below the range in which direct Roth contributions shrink, whatever is added back."""
    if facts.tax_year is None or facts.filing_status is None or facts.income is None or apart_open(facts):
        return False
    start, _ = roth_range(facts.tax_year, facts.filing_status, facts.lived_with_spouse)
    added = law.threshold("add_backs_dollars").money if facts.add_backs is None else facts.add_backs
    return facts.income + _excluded(facts) + _most_taken_out(facts) + added <= start.money


def _excluded(facts: Facts) -> Decimal:
    """Foreign pay that was left out of tax, so far as told."""
    return sum((person.foreign_excluded or ZERO.money for person in facts.people.values()), ZERO.money)


def _most_converted(facts: Facts) -> Decimal:
    """Everything in the IRAs and what left them for a Roth IRA; without bounds where an amount is not known."""
    converted = [
        amount
        for person in facts.people.values()
        for amount in (person.moved(Move.CONVERTED), *(person.ira_value(kind) for kind in AGGREGATED))
    ]
    known = sum((amount for amount in converted if amount is not None), ZERO.money)
    return LARGEST if None in converted else known


def _most_taken_out(facts: Facts) -> Decimal:
    """Income that was not told: what IRAs pay out and was not converted, and growth converted inside plans.

    All of it taxed; without bounds where an amount is not known.
    """
    found = ZERO.money
    for person in facts.people.values():
        found += sum((plan.after_tax_earnings or ZERO.money for plan in person.plans.values()), ZERO.money)
        if person.withdrawals_in_agi:
            continue
        withdrew = person.moved(Move.WITHDREW)
        if withdrew is None and person.moves is not None:
            return LARGEST
        parts = (withdrew, person.ira_rmd, person.withheld, person.converted_simple)
        found += sum((part for part in parts if part is not None), ZERO.money)
    return found
