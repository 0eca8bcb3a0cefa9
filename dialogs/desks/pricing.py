"""What a way out costs: income tax on what it adds to the income of each year, and what comes on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calc.derivation import Amount, cents, given
from calc.planning.season import season
from calc.planning.tax_cost import Taxes
from calc.refusals import Refusal
from calc.repairs import Income, WayOut
from dialogs.desks.visit import Visit


@dataclass(frozen=True, slots=True)
class Part:
    """The tax on the income of one year.

    federal, state: on top of the talk's income, None where nobody can tell; at_rate: at the rate that was told.
    federal is the most of it where the rest of the return was not told; federal_least then is the other end.
    With neither ``federal`` nor ``at_rate`` the income itself is all that can be said.
    """

    income: Income
    federal: Amount | None = None
    state: Amount | None = None
    at_rate: Amount | None = None
    federal_least: Amount | None = None

    @property
    def open(self) -> bool:
        return self.federal is None and self.at_rate is None


@dataclass(frozen=True, slots=True)
class Price:
    """parts: one for each year's income; empty where the way adds none."""

    way: WayOut
    parts: tuple[Part, ...]

    @property
    def open(self) -> bool:
        return any(part.open for part in self.parts)

    @property
    def total(self) -> Decimal:
        """Of what is known in dollars."""
        known = (amount for part in self.parts for amount in (part.federal, part.state, part.at_rate) if amount)
        return sum((amount.money for amount in known), self.way.extra.money)


def price(visit: Visit, way: WayOut) -> Price:
    return Price(way, tuple(_part(visit, income) for income in way.incomes))


def _part(visit: Visit, income: Income) -> Part:
    of_talk = _from_talk(visit, income)
    if of_talk.federal is not None:
        return of_talk
    rate = visit.money("rate")
    if rate is None:
        return Part(income)
    return Part(income, at_rate=cents(income.amount * given(rate / 100, "rate")))


def _from_talk(visit: Visit, income: Income) -> Part:
    """On top of the income of the talk, where the way's income falls in the talk's year."""
    facts = visit.facts
    if facts.tax_year is None or income.year != facts.tax_year:
        return Part(income)
    try:
        within = season(facts.tax_year, date(facts.tax_year, 12, 31), facts.state)
        cost = Taxes(facts, within).cost(income.amount)
    except Refusal:
        return Part(income)
    least = cost.federal_ends[0] if cost.federal_ends else None
    return Part(income, cost.federal_at_most, cost.state, federal_least=least)
