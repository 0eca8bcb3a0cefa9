"""What a taxable amount costs in income tax, federal and state: with it less without it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from calc.derivation import ZERO, Amount, Worksheet, given
from calc.facts import Facts
from calc.federal_tax import federal_tax, tax_on
from calc.refusals import Refusal
from calc.season import Season


@dataclass(frozen=True, slots=True)
class TaxCost:
    """Exact for wages with the standard deduction, an estimate for everybody else.

    Where an amount is None, ``refused`` tells why.
    """

    federal: Amount | None
    state: Amount | None
    refused: tuple[Refusal, ...] = ()


class Taxes:
    """What taxable amounts cost one household in the year of conversion, on top of the income told in the talk.

    What two ways share is worked out once.
    """

    def __init__(self, facts: Facts, season: Season) -> None:
        self.facts, self.season = facts, season
        self._federal: dict[Decimal, Amount] = {}
        self._state: dict[tuple[Decimal, str], Amount | Refusal] = {}

    def cost(self, taxable: Amount, *, before: Amount = ZERO, owner: str = "you") -> TaxCost:
        """Tax on ``taxable``.

        before: what is converted and taxed already, so that this comes on top of it. owner: whose it is, for the
        states that look at the owner's age.
        """
        if taxable.value == 0:
            return TaxCost(ZERO, ZERO)
        gap = missing(self.facts)
        if self.season.split:
            return TaxCost(None, None, (Refusal("other_year", "agi", year=self.season.conversion_year),))
        if gap:
            return TaxCost(None, None, (Refusal("fact_missing", gap),))
        together = taxable + before
        federal = self.federal(together.money) - self.federal(before.money)
        found, first = self.state(together.money, owner), self.state(before.money, owner)
        refused = tuple(answer for answer in (found, first) if isinstance(answer, Refusal))
        state = None if isinstance(found, Refusal) or isinstance(first, Refusal) else found - first
        return TaxCost(federal, state, refused[:1])

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

    def state(self, taxable: Decimal, owner: str) -> Amount | Refusal:
        """What the state adds for so much of taxable conversions, or why that is not known."""
        if not taxable:
            return ZERO
        if (taxable, owner) not in self._state:
            self._state[taxable, owner] = self._of_state(taxable, owner)
        return self._state[taxable, owner]

    def _of_state(self, taxable: Decimal, owner: str) -> Amount | Refusal:
        if self.facts.state is None:
            return Refusal("fact_missing", "state")
        from calc.state_tax import delta  # late: fifty schedules are read only where one is needed

        age, spouse_age = ages(self.facts, owner)
        assert self.facts.tax_year is not None
        assert self.facts.filing_status is not None
        try:
            return delta(
                tax_year=self.facts.tax_year,
                state=self.facts.state,
                filing_status=self.facts.filing_status,
                age=age,
                spouse_age=spouse_age,
                wages=wages(self.facts),
                conversion_taxable=taxable,
            ).line("delta")
        except Refusal as refusal:
            return refusal


def worksheet(facts: Facts, taxable: Amount) -> Worksheet:
    """The federal tax worksheet of all that is converted."""
    age, spouse_age = ages(facts)
    assert facts.tax_year is not None
    assert facts.filing_status is not None
    return federal_tax(
        tax_year=facts.tax_year,
        filing_status=facts.filing_status,
        age=age,
        spouse_age=spouse_age,
        wages=wages(facts),
        conversion_taxable=taxable.money,
    )


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
