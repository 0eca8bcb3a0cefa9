"""The few shapes that state schedules, phase-outs and credits are made of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from calc.derivation import ZERO, Amount, given, law, least, most, total
from calc.law import Bracket


def above(amount: Amount, floor: Amount = ZERO) -> Amount:
    """The part of an amount over a floor, never below zero."""
    return most(amount - floor, ZERO)


def graduated(income: Amount, brackets: Sequence[Bracket]) -> Amount:
    """Tax by the rate schedule, exact: no table, no rounding."""
    reached = [b for b in brackets if b.over.money <= max(income.value, ZERO.money)]
    slices = (above(least(income, b.up_to) if b.up_to else income, b.over).named("in_bracket") for b in reached)
    return total(*(part * bracket.rate for part, bracket in zip(slices, reached, strict=True))).named("schedule")


def times(amount: Amount, count: int) -> Amount:
    """An amount for each of some people or steps."""
    return amount * given(count, "count")


def as_share(percent: Amount) -> Amount:
    """A figure written in percent, as a share of one."""
    return law(percent.money / 100, "rate", percent.source)


def steps(excess: Amount, size: Amount, *, begun: bool) -> int:
    """How many steps of a size an excess has: begun ones count ("or fraction thereof"), or only whole ones."""
    whole, rest = divmod(Fraction(max(excess.value, ZERO.money)), Fraction(size.money))
    return whole + (1 if begun and rest else 0)


def row_at(rows: Sequence[tuple[Amount, ...]], value: Amount, *, over: bool = False) -> tuple[Amount, ...]:
    """The row of a table that applies at a value: the last whose first cell is reached (``over``: passed)."""
    fits = [row for row in rows if row[0].value < value.value or (not over and row[0].value == value.value)]
    return fits[-1] if fits else rows[0]
