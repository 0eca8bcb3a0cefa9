"""What a taxable amount costs in income tax, federal and state: with it less without it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

from calc.derivation import ZERO, Amount, Worksheet, dollars, given
from calc.facts import Facts, FilingStatus
from calc.planning.season import Season
from calc.refusals import Refusal
from calc.worksheets.federal_tax import federal_tax, tax_on


class _Return(TypedDict):
    """What both returns are handed."""

    tax_year: int
    filing_status: FilingStatus
    age: int
    spouse_age: int | None
    wages: Decimal
    conversion_taxable: Decimal


@dataclass(frozen=True, slots=True)
class TaxCost:
    """Exact for wages with the standard deduction, an estimate for everybody else.

    Where an amount is None, ``refused`` tells why. state_ends: the least and the most of the state's tax where the
    state leaves a point open that moves it. ceiling: the state counts a larger basis of its own, which can only
    lower its amount.
    """

    federal: Amount | None
    state: Amount | None
    refused: tuple[Refusal, ...] = ()
    state_ends: tuple[Amount, Amount] | None = None
    ceiling: bool = False

    @property
    def state_at_most(self) -> Amount | None:
        """What to set aside for the state; None where nothing is known."""
        return self.state_ends[1] if self.state_ends else self.state


class Taxes:
    """What taxable amounts cost one household in the year of conversion, on top of the income told in the talk.

    What two ways share is worked out once.
    """

    def __init__(self, facts: Facts, season: Season) -> None:
        self.facts, self.season = facts, season
        self._federal: dict[Decimal, Amount] = {}
        self._state: dict[tuple[Decimal, str], tuple[Worksheet, Worksheet] | Refusal] = {}

    def cost(self, taxable: Amount, *, before: Amount = ZERO, owner: str = "you") -> TaxCost:
        """Tax on ``taxable``.

        before: what is converted and taxed already, so that this comes on top of it. owner: whose it is, for the
        states that look at the owner's age.
        """
        if taxable.value == 0:
            return TaxCost(ZERO, ZERO)
        gap = missing(self.facts)
        if self.season.split:
            refusal = Refusal("other_year", "agi", year=self.season.conversion_year)
            return TaxCost(None, self._never_taxed(), (refusal,))
        if gap:
            return TaxCost(None, self._never_taxed(), (Refusal("fact_missing", gap),))
        together = taxable + before
        federal = self.federal(together.money) - self.federal(before.money)
        found, first = self.state(together.money, owner), self.state(before.money, owner)
        if isinstance(found, Refusal):
            return TaxCost(federal, None, (found,))
        if isinstance(first, Refusal):
            return TaxCost(federal, None, (first,))
        low, high = sorted(
            (one.line("delta") - other.line("delta") for one, other in zip(found, first, strict=True)),
            key=lambda end: end.money,
        )
        if low.value == high.value:
            return TaxCost(federal, low, ceiling=self._ceiling() and low.value > 0)
        return TaxCost(federal, None, (self._unsettled(low, high),), (low, high))

    def federal(self, taxable: Decimal) -> Amount:
        """Income tax of the year with so much taxable on top of the income; less is taken off it."""
        if taxable not in self._federal:
            age, spouse_age = ages(self.facts)
            assert self.facts.tax_year is not None
            assert self.facts.filing_status is not None
            self._federal[taxable] = tax_on(
                tax_year=self.facts.tax_year,
                filing_status=self.facts.filing_status,
                age=age,
                spouse_age=spouse_age,
                income=given(max(wages(self.facts) + taxable, ZERO.money), "income"),
            )
        return self._federal[taxable]

    def state(self, taxable: Decimal, owner: str) -> tuple[Worksheet, Worksheet] | Refusal:
        """The state's return for so much of taxable conversions, in both readings, or why there is none."""
        if (taxable, owner) not in self._state:
            self._state[taxable, owner] = self._of_state(taxable, owner)
        return self._state[taxable, owner]

    def _of_state(self, taxable: Decimal, owner: str) -> tuple[Worksheet, Worksheet] | Refusal:
        if self.facts.state is None:
            return Refusal("fact_missing", "state")
        from calc.worksheets.state_tax import (
            possible_taxes,  # late: fifty schedules are read only where one is needed
        )

        try:
            return possible_taxes(state=self.facts.state, **_return(self.facts, taxable, owner))
        except Refusal as refusal:
            return refusal

    def _ceiling(self) -> bool:
        from calc.states.figures import states

        return states()[self.facts.state or ""].basis_lowers

    def _never_taxed(self) -> Amount | None:
        """Zero where the state takes nothing of any conversion, whatever else the year brings."""
        from calc.states.figures import states

        place = states().get(self.facts.state or "")
        return ZERO if place and place.never_taxed(self.season.conversion_year) else None

    def _unsettled(self, low: Amount, high: Amount) -> Refusal:
        from calc.worksheets.state_tax import unsettled

        assert self.facts.state is not None
        assert self.facts.tax_year is not None
        return unsettled(self.facts.state, self.facts.tax_year, dollars(low).money, dollars(high).money)


def worksheet(facts: Facts, taxable: Amount) -> Worksheet:
    """The federal tax worksheet of all that is converted."""
    return federal_tax(**_return(facts, taxable.money))


def state_worksheet(facts: Facts, taxable: Amount, owner: str) -> Worksheet:
    """The state's, where ``Taxes.cost`` had an amount for it."""
    from calc.worksheets.state_tax import delta

    assert facts.state is not None
    return delta(state=facts.state, **_return(facts, taxable.money, owner))


def _return(facts: Facts, taxable: Decimal, owner: str = "you") -> _Return:
    age, spouse_age = ages(facts, owner)
    assert facts.tax_year is not None
    assert facts.filing_status is not None
    return {
        "tax_year": facts.tax_year,
        "filing_status": facts.filing_status,
        "age": age,
        "spouse_age": spouse_age,
        "wages": wages(facts),
        "conversion_taxable": taxable,
    }


def missing(facts: Facts) -> str:
    """The first fact without which no tax can be worked out; empty when there is none."""
    if facts.filing_status is None:
        return "filing_status"
    if facts.income is None:
        return "agi"
    for who, person in facts.people.items():
        if person.birth_year is None:
            return f"{who}.birth_year"
    return ""


def ages(facts: Facts, owner: str = "you") -> tuple[int, int | None]:
    """On 31 December, the owner's first; the other spouse's only on a joint return."""
    assert facts.tax_year is not None
    people = sorted(facts.people.items(), key=lambda named: named[0] != owner)
    found = [facts.tax_year - (person.birth_year or 0) for _, person in people]
    return found[0], found[1] if len(found) > 1 else None


def wages(facts: Facts) -> Decimal:
    """The income told, as the wages of the tax worksheets; a loss is none."""
    return max(facts.income or ZERO.money, ZERO.money)
