"""The two modified AGIs: Pub. 590-A, Worksheet 1-1 (deduction, conversions in) and 2-1 (Roth limit, conversions out).

Adjusted gross income is the whole of it, with the conversion; a loss makes it negative.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal

from calc import law
from calc.derivation import ZERO, Amount, Worksheet, entered, told, total

Money = Amount | Decimal | int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBacks:
    """What both worksheets add back, in their order; the tuition deduction ended after 2020."""

    student_loan_interest: Money = ZERO
    tuition_deduction: Money = ZERO
    foreign_exclusion: Money = ZERO  # foreign earned income and housing, Form 2555
    foreign_housing_deduction: Money = ZERO
    savings_bond_interest: Money = ZERO  # Form 8815
    adoption_benefits: Money = ZERO  # Form 8839


NONE = AddBacks()


def deduction_magi(
    *, tax_year: int, agi: Money, ira_deduction: Money = ZERO, add_backs: AddBacks = NONE
) -> Worksheet:
    """Modified AGI for the deduction; ``agi`` after the IRA deduction that was taken, which is added back first."""
    start = (told(agi, "agi") + told(ira_deduction, "ira_deduction")).named("1")
    lines = [start, *_added_back(tax_year, add_backs)]
    return _sheet("deduction_magi", "Pub. 590-A, Worksheet 1-1; IRC 219(g)(3)(A)", lines)


def roth_magi(
    *,
    tax_year: int,
    agi: Money,
    conversion_income: Money = ZERO,
    ira_deduction: Money = ZERO,
    add_backs: AddBacks = NONE,
) -> Worksheet:
    """Modified AGI for the Roth limit.

    conversion_income: of conversions and of plan rollovers to a Roth IRA; not of in-plan Roth rollovers.
    """
    source = "Pub. 590-A, Worksheet 2-1; IRC 408A(c)(3)(B)(i)"
    whole = entered("1", told(agi, "agi"))
    converted = entered("2", told(conversion_income, "conversion_income"))
    left = (whole - converted).named("3")
    added = [entered("", told(ira_deduction, "ira_deduction")), *_added_back(tax_year, add_backs)]
    return _sheet("roth_magi", source, [left, *added], before=[whole, converted])


def _added_back(tax_year: int, add_backs: AddBacks) -> list[Amount]:
    ended = tax_year > law.standing().whole("tuition_deduction_last_year")
    names = [f.name for f in fields(add_backs) if not (ended and f.name == "tuition_deduction")]
    return [entered("", told(getattr(add_backs, name), name)) for name in names]


def _sheet(name: str, source: str, summed: list[Amount], before: list[Amount] | None = None) -> Worksheet:
    """Numbered in the worksheet's order; the last line is the sum, also under ``magi``."""
    first = before or []
    numbered = [line.named(str(number)) for number, line in enumerate([*first, *summed], start=1)]
    last = total(*numbered[len(first) :]).named(str(len(numbered) + 1))
    lines: dict[str, Amount | None] = {line.name: line for line in [*numbered, last]}
    return Worksheet(name, {**lines, "magi": entered("magi", last)}, source)
