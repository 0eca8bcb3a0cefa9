"""What a way out costs: income tax on what it adds to income, and what comes on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calc.derivation import Amount, cents, given
from calc.planning.season import season
from calc.planning.tax_cost import Taxes
from calc.refusals import Refusal
from calc.repairs import WayOut
from dialogs.desks.visit import Visit


@dataclass(frozen=True, slots=True)
class Price:
    """federal, state: tax on the way's income, None where nobody can tell; at_rate: at the rate that was told.

    federal is the most of it where the rest of the return was not told; federal_least then is the other end.
    With neither ``federal`` nor ``at_rate`` the income itself is all that can be said.
    """

    way: WayOut
    federal: Amount | None = None
    state: Amount | None = None
    at_rate: Amount | None = None
    federal_least: Amount | None = None

    @property
    def open(self) -> bool:
        return bool(self.way.taxable.value) and self.federal is None and self.at_rate is None

    @property
    def total(self) -> Decimal:
        """Of what is known in dollars."""
        known = [amount.money for amount in (self.federal, self.state, self.at_rate) if amount is not None]
        return sum(known, self.way.extra.money)


def price(visit: Visit, way: WayOut) -> Price:
    if not way.taxable.value:
        return Price(way)
    of_talk = _from_talk(visit, way)
    if of_talk.federal is not None:
        return of_talk
    rate = visit.money("rate")
    return Price(way, at_rate=cents(way.taxable * given(rate / 100, "rate"))) if rate is not None else Price(way)


def _from_talk(visit: Visit, way: WayOut) -> Price:
    """On top of the income of the talk, where the way's income falls in the talk's year."""
    facts = visit.facts
    if facts.tax_year is None or way.taxable_year != facts.tax_year:
        return Price(way)
    try:
        within = season(facts.tax_year, date(facts.tax_year, 12, 31), facts.state)
        cost = Taxes(facts, within).cost(way.taxable)
    except Refusal:
        return Price(way)
    least = cost.federal_ends[0] if cost.federal_ends else None
    return Price(way, cost.federal_at_most, cost.state, federal_least=least)
