"""What a taxable amount costs in income tax, federal and state: with it less without it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from calc.derivation import ZERO, Amount, Worksheet
from calc.facts import Facts
from calc.federal_tax import federal_tax
from calc.refusals import Refusal
from calc.season import Season


@dataclass(frozen=True, slots=True)
class TaxCost:
    """Exact for wages with the standard deduction, an estimate for everybody else.

    Where an amount is None, ``refused`` tells why.
    """

    federal: Amount | None
    state: Amount | None
    sheet: Worksheet | None
    refused: tuple[Refusal, ...] = ()


def tax_cost(facts: Facts, season: Season, taxable: Amount, *, before: Amount = ZERO, owner: str = "you") -> TaxCost:
    """Tax on ``taxable`` in the year of conversion, on top of the income told in the talk.

    before: what is converted and taxed already, so that this comes on top of it. owner: whose it is, for the states
    that look at the owner's age.
    """
    if taxable.value == 0:
        return TaxCost(ZERO, ZERO, None)
    if season.split:
        return TaxCost(None, None, None, (Refusal("other_year", "agi", year=season.conversion_year),))
    gap = missing(facts)
    if gap:
        return TaxCost(None, None, None, (Refusal("fact_missing", gap),))
    refused: list[Refusal] = []
    sheet = _federal(facts, taxable, before, refused)
    state = _state(facts, taxable, before, owner, refused)
    return TaxCost(sheet.line("delta") if sheet else None, state, sheet, tuple(refused))


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


def _federal(facts: Facts, taxable: Amount, before: Amount, refused: list[Refusal]) -> Worksheet | None:
    age, spouse_age = ages(facts)
    assert facts.tax_year is not None
    assert facts.filing_status is not None
    try:
        return federal_tax(
            tax_year=facts.tax_year,
            filing_status=facts.filing_status,
            age=age,
            spouse_age=spouse_age,
            wages=wages(facts) + before.money,
            conversion_taxable=taxable.money,
        )
    except Refusal as refusal:
        refused.append(refusal)
        return None


def federal_on(facts: Facts, income: Decimal) -> Amount:
    """Federal income tax of the year on a whole income; a missing fact is a mistake of the caller."""
    age, spouse_age = ages(facts)
    assert facts.tax_year is not None
    assert facts.filing_status is not None
    return federal_tax(
        tax_year=facts.tax_year,
        filing_status=facts.filing_status,
        age=age,
        spouse_age=spouse_age,
        wages=max(income, ZERO.money),
        conversion_taxable=0,
    ).line("federal_income_tax_with")


def wages(facts: Facts) -> Decimal:
    """The income told, as the wages of the tax worksheets; a loss is none."""
    return max(facts.income or ZERO.money, ZERO.money)


def _state(facts: Facts, taxable: Amount, before: Amount, owner: str, refused: list[Refusal]) -> Amount | None:
    if facts.state is None:
        refused.append(Refusal("fact_missing", "state"))
        return None
    try:
        together = _state_delta(facts, facts.state, taxable + before, owner)
        return together - _state_delta(facts, facts.state, before, owner) if before.value else together
    except Refusal as refusal:
        refused.append(refusal)
        return None


def _state_delta(facts: Facts, state: str, taxable: Amount, owner: str) -> Amount:
    from calc.state_tax import delta  # late: fifty schedules are read only where one is needed

    age, spouse_age = ages(facts, owner)
    assert facts.tax_year is not None
    assert facts.filing_status is not None
    return delta(
        tax_year=facts.tax_year,
        state=state,
        filing_status=facts.filing_status,
        age=age,
        spouse_age=spouse_age,
        wages=wages(facts),
        conversion_taxable=taxable.money,
    ).line("delta")
