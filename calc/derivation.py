"""Amounts that remember how they were reached.

An ``Amount`` is a value and the operation and operands behind it; arithmetic on amounts keeps the trail,
so that an explanation is read off the calculation itself and cannot drift from it.
``recompute`` works the trail out again from its leaves: the two always agree, and a test holds them to it.

A leaf is *given* (a fact, named as in ``calc.facts``), comes from the *law* (a figure with its citation), or is a
line of another sheet. Only these operations exist: + - × ÷ least most share round10 cents dollars.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, Overflow
from fractions import Fraction
from functools import reduce
from operator import add, attrgetter
from typing import TYPE_CHECKING, Any, Final, Protocol, overload

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

Value = Decimal | Fraction
CENT, DOLLAR, TEN = Decimal("0.01"), Decimal(1), Decimal(10)
_PLACES = (CENT, DOLLAR)
_NOTHING = Decimal(0)
PAIR = 2  # nearly all lines are the least, the most or the sum of so many
_VALUE = attrgetter("value")
_EXACT = Context(prec=18, Emin=0, Emax=24, traps=[Inexact, Overflow])  # so few digits that sums are exact, too


def rounded(value: Value, unit: Decimal, *, up: bool = False) -> Decimal:
    """An exact value rounded to a multiple of ``unit``: half-up, or always up. Nothing here is binary."""
    if isinstance(value, Decimal) and value > 0 and unit in _PLACES and not up:
        return value.quantize(unit, ROUND_HALF_UP)
    (top, bottom), (by, over) = value.as_integer_ratio(), unit.as_integer_ratio()
    floor, rest = divmod(top * over, bottom * by)
    more = rest > 0 if up else 2 * rest >= bottom * by
    return (floor + more) * unit


def shown_as(to_json: Callable[[Any], Any], described: dict[str, Any], cls: type) -> CoreSchema:
    """How a type stands in JSON: written as ``to_json`` of it, in the schema as ``described``."""
    from pydantic_core import core_schema

    return core_schema.is_instance_schema(
        cls,
        serialization=core_schema.plain_serializer_function_ser_schema(to_json),
        metadata={"pydantic_js_functions": [lambda _schema, _handler: described]},
    )


@dataclass(slots=True, unsafe_hash=True)
class Amount:
    """A value with its derivation. ``name`` is a line number, a fact or a figure; ``source`` cites the law.

    It never changes. The types hold that, not ``frozen``: a plan makes some thousands, and so it takes a third less.
    """

    value: Final[Value]
    op: Final[str] = "given"
    operands: Final[tuple[Amount, ...]] = ()
    name: Final[str] = ""
    source: Final[str] = ""

    def named(self, name: str, source: str = "") -> Amount:
        return Amount(self.value, self.op, self.operands, name, source or self.source)

    def cited(self, source: str) -> Amount:
        return Amount(self.value, self.op, self.operands, self.name, source)

    def __add__(self, other: Amount) -> Amount:
        one, two = self.value, other.value
        value = one + two if type(one) is type(two) is Decimal else _sum(one, two)
        return Amount(value, "+", (self, other))

    def __sub__(self, other: Amount) -> Amount:
        one, two = self.value, other.value
        value = one - two if type(one) is type(two) is Decimal else _difference(one, two)
        return Amount(value, "-", (self, other))

    def __mul__(self, other: Amount) -> Amount:
        return Amount(_product(self.value, other.value), "×", (self, other))

    def __truediv__(self, other: Amount) -> Amount:
        return Amount(_quotient(self.value, other.value), "÷", (self, other))

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        return shown_as(lambda amount: str(amount.value), {"type": "string", "examples": ["7500.00", "5/67"]}, cls)

    def __repr__(self) -> str:
        return f"Amount({self.value}{f', {self.name}' if self.name else ''})"

    @property
    def money(self) -> Decimal:
        """The value as dollars; an exact ratio is not money and must be rounded first."""
        if isinstance(self.value, Decimal):
            return self.value
        raise TypeError(f"{self.name or self.op} is a ratio, not money")


Money = Amount | Decimal | int
"""What a worksheet takes: dollars with their trail, or a bare number."""


def given(value: Decimal | int, name: str) -> Amount:
    return Amount(Decimal(value), "given", (), name)


def law(value: Decimal | int, name: str, source: str) -> Amount:
    return Amount(Decimal(value), "law", (), name, source)


ZERO = given(0, "zero")


def told(value: Money, name: str) -> Amount:
    """What a worksheet is handed: an amount with its trail as it is, a bare number as a fact under ``name``."""
    return value if isinstance(value, Amount) else given(value, name)


def entered(number: str, amount: Amount) -> Amount:
    """A line that takes over a fact, a figure or another line as it is; the trail keeps where it came from."""
    return Amount(amount.value, "+", (amount,), number)


class _OfAny(Protocol):
    def __call__(self, *amounts: Amount) -> Amount: ...


def _of_any(op: str, of_two: Callable[[Decimal, Decimal], Decimal], of_all: Callable[..., Value]) -> _OfAny:
    """An operation on any number of amounts; of two in decimals, as nearly all are, with no more than it takes."""

    def worked(*amounts: Amount) -> Amount:
        if len(amounts) == PAIR:
            one, two = amounts[0].value, amounts[1].value
            if type(one) is type(two) is Decimal:
                return Amount(of_two(one, two), op, amounts)
        return Amount(of_all(*map(_VALUE, amounts)), op, amounts)

    return worked


@overload
def cents(amount: Amount) -> Amount: ...
@overload
def cents(amount: Value) -> Decimal: ...
def cents(amount: Amount | Value) -> Amount | Decimal:
    """Half-up to the cent."""
    return _apply("cents", amount) if isinstance(amount, Amount) else rounded(amount, CENT)


@overload
def dollars(amount: Amount) -> Amount: ...
@overload
def dollars(amount: Value) -> Decimal: ...
def dollars(amount: Amount | Value) -> Amount | Decimal:
    """Half-up to the whole dollar, as Form 1040 allows."""
    return _apply("dollars", amount) if isinstance(amount, Amount) else rounded(amount, DOLLAR)


def up_to_ten(amount: Amount) -> Amount:
    """Up to the next multiple of 10 (IRC 219(g)(2)(C), 408A(c)(3))."""
    return _apply("round10", amount)


def _sum(*values: Value) -> Value:
    try:
        return sum(values, _NOTHING)
    except TypeError:  # a ratio is among them
        pass
    top, bottom = 0, 1  # brought to lowest terms once, at the end
    for up, down in (value.as_integer_ratio() for value in values):
        top, bottom = (top + up, bottom) if down == bottom else (top * down + up * bottom, bottom * down)
    return Fraction(top, bottom)


def _difference(one: Value, other: Value) -> Value:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one - other
    (up, down), (by, over) = one.as_integer_ratio(), other.as_integer_ratio()
    return Fraction(up * over - by * down, down * over)


def _product(one: Value, other: Value) -> Value:
    """A decimal as long as that is exact in a few digits: it is worked with ten times as fast as a ratio."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        try:
            return _EXACT.multiply(one, other) or _NOTHING  # never a zero below zero
        except (Inexact, Overflow):
            pass
    (up, down), (by, over) = one.as_integer_ratio(), other.as_integer_ratio()
    return Fraction(up * by, down * over)


def _quotient(one: Value, other: Value) -> Value:
    (up, down), (by, over) = one.as_integer_ratio(), other.as_integer_ratio()
    return Fraction(up * over, down * by)


def _least(*values: Value) -> Value:
    return reduce(lambda a, b: b if _below(b, a) else a, values) if Fraction in map(type, values) else min(values)


def _most(*values: Value) -> Value:
    return reduce(lambda a, b: b if _below(a, b) else a, values) if Fraction in map(type, values) else max(values)


def _below(one: Value, other: Value) -> bool:
    """Whether one is less; a decimal beside a ratio compares a hundred times as fast by whole numbers."""
    (up, down), (by, over) = one.as_integer_ratio(), other.as_integer_ratio()
    return up * over < by * down


least, most, total = _of_any("least", min, _least), _of_any("most", max, _most), _of_any("+", add, _sum)

_OPERATIONS: Mapping[str, Callable[..., Value]] = {
    "+": _sum,
    "-": _difference,
    "×": _product,
    "÷": _quotient,
    "least": _least,
    "most": _most,
    "cents": lambda value: rounded(value, CENT),
    "dollars": lambda value: rounded(value, DOLLAR),
    "round10": lambda value: rounded(value, TEN, up=True),
}


def _apply(op: str, *operands: Amount) -> Amount:
    return Amount(_OPERATIONS[op](*[operand.value for operand in operands]), op, operands)


def recompute(amount: Amount) -> Value:
    """The value worked out again from the leaves of the trail."""
    if not amount.operands:
        return amount.value
    return _OPERATIONS[amount.op](*map(recompute, amount.operands))


def citations(*amounts: Amount | None) -> tuple[str, ...]:
    """The law behind amounts, each citation once, in the order in which their trails come upon it."""
    found: dict[str, None] = {}
    waiting, seen = [amount for amount in reversed(amounts) if amount is not None], set[int]()
    while waiting:
        amount = waiting.pop()
        if id(amount) not in seen:
            seen.add(id(amount))
            found |= {amount.source: None} if amount.source else {}
            waiting += reversed(amount.operands)
    return tuple(found)


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


class Draft:
    """A worksheet that is being filled in: ``f["5"] = f["3"] - f["4"]``.

    What is worked out takes the line's number; a fact, a figure or another line is entered under it. Lines stand in
    the order of ``numbers``, others behind them in the order in which they are filled in.
    """

    def __init__(self, *numbers: str) -> None:
        self._lines: dict[str, Amount | None] = dict.fromkeys(numbers)

    def __setitem__(self, number: str, amount: Amount | None) -> None:
        if amount is not None and amount.name != number:
            amount = amount.named(number) if amount.operands and not amount.name else entered(number, amount)
        self._lines[number] = amount

    def __getitem__(self, number: str) -> Amount:
        """A line that was filled in before; an empty one is a mistake of ours."""
        amount = self._lines[number]
        if amount is None:
            raise LookupError(f"line {number} is empty")
        return amount

    def worksheet(self, name: str, source: str) -> Worksheet:
        return Worksheet(name, self._lines, source)
