"""The two modified AGIs: Pub. 590-A, Worksheet 1-1 (deduction, conversions in) and 2-1 (Roth limit, conversions out).

Adjusted gross income is the whole of it, with the conversion; a loss makes it negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calc import law
from calc.derivation import ZERO, Amount, Money, Worksheet, entered, told, total


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBacks:
    """What both worksheets add back, in their order; the tuition deduction ended after 2020.

    None: not told by itself; its line stays empty. together: several of them, told in one sum.
    """

    student_loan_interest: Money | None = ZERO
    tuition_deduction: Money | None = ZERO
    foreign_exclusion: Money | None = ZERO  # foreign earned income and housing, Form 2555
    foreign_housing_deduction: Money | None = ZERO
    savings_bond_interest: Money | None = ZERO  # Form 8815
    adoption_benefits: Money | None = ZERO  # Form 8839
    together: Money | None = None


NONE = AddBacks()
_LINES = (
    "student_loan_interest",
    "tuition_deduction",
    "foreign_exclusion",
    "foreign_housing_deduction",
    "savings_bond_interest",
    "adoption_benefits",
)


def deduction_magi(
    *, tax_year: int, agi: Money, ira_deduction: Money = ZERO, add_backs: AddBacks = NONE
) -> Worksheet:
    """Modified AGI for the deduction; ``agi`` after the IRA deduction that was taken, which is added back first."""
    source = "Pub. 590-A, Worksheet 1-1; IRC 219(g)(3)(A)"
    start = (told(agi, "agi") + told(ira_deduction, "ira_deduction")).named("1")
    summed = [start, *_added_back(tax_year, add_backs)]
    return _sheet(_name("deduction_magi", tax_year), source, summed, add_backs)


def roth_magi(
    *,
    tax_year: int,
    agi: Money,
    conversion_income: Money = ZERO,
    ira_deduction: Money | None = ZERO,
    add_backs: AddBacks = NONE,
) -> Worksheet:
    """Modified AGI for the Roth limit.

    conversion_income: of conversions and of plan rollovers to a Roth IRA; not of in-plan Roth rollovers.
    """
    source = "Pub. 590-A, Worksheet 2-1; IRC 408A(c)(3)(B)(i)"
    whole = entered("1", told(agi, "agi"))
    converted = entered("2", told(conversion_income, "conversion_income"))
    summed = [(whole - converted).named("3"), _line(ira_deduction, "ira_deduction")]
    summed += _added_back(tax_year, add_backs)
    return _sheet(_name("roth_magi", tax_year), source, summed, add_backs, before=[whole, converted])


def _name(name: str, tax_year: int) -> str:
    """The tuition deduction had a line of its own, and moved the numbers of the rest."""
    return f"{name}_2020" if _tuition(tax_year) else name


def _tuition(tax_year: int) -> bool:
    return tax_year <= law.standing().whole("tuition_deduction_last_year")


def _added_back(tax_year: int, add_backs: AddBacks) -> list[Amount | None]:
    names = [name for name in _LINES if _tuition(tax_year) or name != "tuition_deduction"]
    return [_line(getattr(add_backs, name), name) for name in names]


def _line(amount: Money | None, name: str) -> Amount | None:
    return None if amount is None else entered("", told(amount, name))


def _sheet(
    name: str, source: str, summed: Sequence[Amount | None], add_backs: AddBacks, before: Sequence[Amount] = ()
) -> Worksheet:
    """Numbered in the worksheet's order; the last line is the sum, also under ``magi``."""
    lines: dict[str, Amount | None] = {
        str(number): line and line.named(str(number)) for number, line in enumerate([*before, *summed], start=1)
    }
    if add_backs.together is not None:
        lines["together"] = entered("together", told(add_backs.together, "add_backs"))
    count = len(before)
    known = [line for number, line in list(lines.items())[count:] if line is not None]
    last = total(*known).named(str(count + len(summed) + 1))
    return Worksheet(name, {**lines, last.name: last, "magi": entered("magi", last)}, source)
