"""Amounts that remember how they were reached.

An ``Amount`` is a value and the operation and operands behind it; arithmetic on amounts keeps the trail,
so that an explanation is read off the calculation itself and cannot drift from it.
``recompute`` works the trail out again from its leaves: the two always agree, and a test holds them to it.

A leaf is *given* (a fact, named as in ``calc.facts``), comes from the *law* (a figure with its citation), or is a
line of another sheet. Only these operations exist: + - × ÷ least most share round10 cents dollars.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from pydantic_core import CoreSchema

from calc import dollars as rounding
from calc.showing import shown_as

Value = Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Amount:
    """A value with its derivation. ``name`` is a line number, a fact or a figure; ``source`` cites the law."""

    value: Value
    op: str = "given"
    operands: tuple[Amount, ...] = ()
    name: str = ""
    source: str = ""

    def named(self, name: str, source: str = "") -> Amount:
        return Amount(self.value, self.op, self.operands, name, source or self.source)

    def __add__(self, other: Amount) -> Amount:
        return _apply("+", self, other)

    def __sub__(self, other: Amount) -> Amount:
        return _apply("-", self, other)

    def __mul__(self, other: Amount) -> Amount:
        return _apply("×", self, other)

    def __truediv__(self, other: Amount) -> Amount:
        return _apply("÷", self, other)

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        return shown_as(lambda amount: str(amount.value), {"type": "string", "examples": ["7500.00", "5/67"]}, cls)

    def __repr__(self) -> str:
        return f"Amount({self.value}{f', {self.name}' if self.name else ''})"

    @property
    def money(self) -> Decimal:
        """The value as dollars; an exact ratio is not money and must be rounded first."""
        if isinstance(self.value, Fraction):
            raise TypeError(f"{self.name or self.op} is a ratio, not money")
        return self.value


def given(value: Decimal | int, name: str) -> Amount:
    return Amount(Decimal(value), "given", (), name)


def law(value: Decimal | int, name: str, source: str) -> Amount:
    return Amount(Decimal(value), "law", (), name, source)


ZERO = given(0, "zero")


def told(value: Amount | Decimal | int, name: str) -> Amount:
    """What a worksheet is handed: an amount with its trail as it is, a bare number as a fact under ``name``."""
    return value if isinstance(value, Amount) else given(value, name)


def entered(number: str, amount: Amount) -> Amount:
    """A line that takes over a fact, a figure or another line as it is; the trail keeps where it came from."""
    return Amount(amount.value, "+", (amount,), number)


def least(*amounts: Amount) -> Amount:
    return _apply("least", *amounts)


def most(*amounts: Amount) -> Amount:
    return _apply("most", *amounts)


def total(*amounts: Amount) -> Amount:
    return _apply("+", *amounts)


def cents(amount: Amount) -> Amount:
    return _apply("cents", amount)


def dollars(amount: Amount) -> Amount:
    return _apply("dollars", amount)


def up_to_ten(amount: Amount) -> Amount:
    return _apply("round10", amount)


def _exact(value: Value) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(value)


def _evaluate(op: str, values: tuple[Value, ...]) -> Value:
    match op:
        case "+":
            if _mixed(values):
                return sum(map(_exact, values), Fraction(0))
            return sum((v for v in values if isinstance(v, Decimal)), Decimal(0))
        case "-":
            a, b = values
            return _exact(a) - _exact(b) if _mixed(values) else a - b  # type: ignore[operator]
        case "×":
            (up, down), (by, over) = (value.as_integer_ratio() for value in values)
            return Fraction(up * by, down * over)
        case "÷":
            (up, down), (by, over) = (value.as_integer_ratio() for value in values)
            return Fraction(up * over, down * by)
        case "least":
            return min(values)
        case "most":
            return max(values)
        case "cents":
            return rounding.cents(values[0])
        case "dollars":
            return rounding.dollars(values[0])
        case "round10":
            return rounding.up_to_ten(values[0])
    raise ValueError(f"no such operation: {op}")


def _mixed(values: tuple[Value, ...]) -> bool:
    return Fraction in map(type, values)


def _apply(op: str, *operands: Amount) -> Amount:
    return Amount(_evaluate(op, tuple(o.value for o in operands)), op, operands)


def recompute(amount: Amount) -> Value:
    """The value worked out again from the leaves of the trail."""
    if not amount.operands:
        return amount.value
    return _evaluate(amount.op, tuple(recompute(o) for o in amount.operands))


@dataclass(frozen=True, slots=True)
class Worksheet(Mapping[str, Amount | None]):
    """The lines of one form or worksheet, in the form's order, under the form's numbers.

    A line that the form leaves empty is None. ``name`` is the worksheet's name in the phrase cards.
    """

    name: str
    lines: Mapping[str, Amount | None] = field(default_factory=dict)
    source: str = ""

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        line = {"type": ["string", "null"]}
        return shown_as(_as_lines, {"type": "object", "additionalProperties": line}, cls)

    def __getitem__(self, number: str) -> Amount | None:
        return self.lines[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def line(self, number: str) -> Amount:
        """A line that must be filled in; an empty one is a mistake of ours."""
        amount = self.lines[number]
        if amount is None:
            raise LookupError(f"{self.name} line {number} is empty")
        return amount

    def money(self, number: str) -> Decimal:
        return self.line(number).money


def _as_lines(sheet: Worksheet) -> dict[str, str | None]:
    return {number: None if amount is None else str(amount.value) for number, amount in sheet.items()}
