"""From the one income that was told to the two that the IRA rules ask for: conversions left out, or in."""

from __future__ import annotations

from calc.derivation import ZERO, Amount, Worksheet, given, total
from calc.facts import Facts
from calc.worksheets.modified_agi import AddBacks, deduction_magi, roth_magi


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
