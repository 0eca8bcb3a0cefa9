"""The lines of a plan's forms, as they are written into the year's blank form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from calc.derivation import Worksheet
from calc.planning.plan import Plan
from calc.planning.putting_right import excise
from calc.worksheets.form_8606 import filed_lines

PLACES = Decimal("0.00001")  # the form asks for three at least


def filled_lines(plan: Plan, form: str, year: int | None) -> dict[str, dict[str, str]]:
    """By person and line; empty where the plan has no such form for the year. Lines that stay empty are left out."""
    return {who: dict(_lines(sheet)) for who, of, sheet in _sheets(plan, form) if of == year}


def years_of(plan: Plan, form: str) -> frozenset[int]:
    """The years for which the plan has this form."""
    return frozenset(year for _, year, _ in _sheets(plan, form))


def _sheets(plan: Plan, form: str) -> Iterator[tuple[str, int, Worksheet]]:
    for one in plan.people:
        if form == "8606" and one.chosen:
            yield from ((one.who, each.year, each.sheet) for each in one.chosen.forms)
        if form == "5329":
            yield from ((one.who, year, sheet) for year, sheet in excise(plan.case, one).items())


def _lines(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """Numbered lines as the form has them: dollars, and a ratio as a decimal."""
    for number, amount in filed_lines(sheet).items():
        if number[0].isdecimal():
            exact = isinstance(amount.value, Decimal)
            yield number, f"{amount.money:f}" if exact else f"{_decimal(amount.value):f}"


def _decimal(ratio: Fraction | Decimal) -> Decimal:
    up, down = ratio.as_integer_ratio()
    return (Decimal(up) / Decimal(down)).quantize(PLACES, ROUND_HALF_UP)
