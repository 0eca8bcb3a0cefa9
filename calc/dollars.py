"""Rounding as the forms do it. Money is Decimal; a ratio is an exact Fraction; nothing here is binary."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

CENT = Decimal("0.01")
DOLLAR = Decimal(1)
ZERO = Decimal(0)


def exactly(value: Fraction | Decimal, unit: Decimal, *, up: bool = False) -> Decimal:
    """Round an exact value to a multiple of ``unit``: half-up, or always up."""
    steps = Fraction(value) / Fraction(unit)
    floor, rest = divmod(steps.numerator, steps.denominator)
    more = rest > 0 if up else 2 * rest >= steps.denominator
    return (floor + more) * unit


def cents(value: Fraction | Decimal) -> Decimal:
    """Half-up to the cent."""
    return exactly(value, CENT)


def dollars(value: Fraction | Decimal) -> Decimal:
    """Half-up to the whole dollar, as Form 1040 allows."""
    return exactly(value, DOLLAR)


def up_to_ten(value: Fraction | Decimal) -> Decimal:
    """Up to the next multiple of 10 (IRC 219(g)(2)(C), 408A(c)(3))."""
    return exactly(value, Decimal(10), up=True)
