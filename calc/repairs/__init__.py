"""What went wrong and how it is put right: one file a repair, each with its ways out, their price and last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calc.derivation import ZERO, Amount, Worksheet, cents, given, total


@dataclass(frozen=True, slots=True)
class Income:
    """Dollars that are taxed in one year; year None: in the year in which the money comes out one day."""

    amount: Amount
    year: int | None


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way to put it right.

    code: key of its sentence. by: the last day, None where the law sets none. open: that day has not passed.
    moved: dollars that leave or change account. taxable: income it adds, in ``taxable_year``.
    more: income it adds in other years (growth that is paid out later, money taxed a second time).
    extra: excise, additional tax and penalties, certain without knowing the person's tax rate.
    forms: what is filed, in order.
    """

    code: str
    by: date | None = None
    open: bool = True
    moved: Amount = ZERO
    taxable: Amount = ZERO
    taxable_year: int | None = None
    more: tuple[Income, ...] = ()
    extra: Amount = ZERO
    forms: tuple[str, ...] = ()
    sheet: Worksheet | None = None

    @property
    def incomes(self) -> tuple[Income, ...]:
        """What it adds to income, one sum a year; empty where it adds nothing."""
        years: dict[int | None, Amount] = {}
        for one in (Income(self.taxable, self.taxable_year), *self.more):
            if one.amount.value:
                years[one.year] = years[one.year] + one.amount if one.year in years else one.amount
        return tuple(Income(amount, year) for year, amount in years.items())

    def price(self, rate: Decimal) -> Amount:
        """What this way costs in dollars at a marginal income tax rate (a share of one)."""
        added = total(ZERO, *(one.amount for one in self.incomes))
        return cents(added * given(rate, "rate")) + self.extra


@dataclass(frozen=True, slots=True)
class Repair:
    """code: key of what went wrong; amount: the dollars it is about; ways: the cheapest usual way first."""

    code: str
    amount: Amount
    ways: tuple[WayOut, ...]

    def way(self, code: str) -> WayOut:
        return next(way for way in self.ways if way.code == code)
