"""Amounts that many people mean, as buttons under a question: the limit of the year, all of it, as today.

One function for each card that offers something, under the card's name; what is not known is not offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from calc import law
from calc.facts import Facts, Person, PlanKind
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.mega_room import catch_up


def offered(card_id: str, facts: Facts, who: str, kind: PlanKind | None) -> tuple[Decimal, ...]:
    """Dollars to offer for the question of a card, the likeliest first; none where the year is not known."""
    offer = _OFFERS.get(card_id)
    person = facts.people.get(who)
    if offer is None or person is None or facts.tax_year is None:
        return ()
    return tuple(dict.fromkeys(amount for amount in offer(facts.tax_year, person, kind) if amount > 0))


def before_catch_up(card_id: str, facts: Facts, kind: PlanKind | None) -> tuple[Decimal, ...]:
    """The limit of the card's question for somebody under 50; none where there is no such limit."""
    year = facts.tax_year
    if year is None:
        return ()
    if card_id == "deferrals":
        return () if kind is PlanKind.SIMPLE else (_deferral_limit(year, kind),)
    year -= card_id == "contributed_prior"
    own = card_id in {"contributed", "contributed_roth", "contributed_prior"} and year in law.years()
    return (dollar_limit(year, 0).money,) if own else ()


def limits_in_full(
    name: str, tax_year: int, ages: Iterable[int], kind: PlanKind | None = None
) -> tuple[Decimal, ...]:
    """The limit of ``deferrals``, ``contributed`` or ``contributed_roth``, with the catch-up, at each of the ages.

    Without an age at every age that has a limit of its own; none for a SIMPLE or a year without limits.
    """
    if tax_year not in law.years() or kind is PlanKind.SIMPLE:
        return ()
    year = law.year(tax_year)
    first, _ = year.range("higher_catch_up_ages")
    ages = tuple(ages) or (0, year.whole("plan_catch_up_age"), int(first.money))
    if name == "deferrals":
        limit = _deferral_limit(tax_year, kind)
        return tuple(dict.fromkeys(limit + catch_up(age, year).money for age in ages))
    return tuple(dict.fromkeys(dollar_limit(tax_year, age).money for age in ages))


def _deferral_limit(tax_year: int, kind: PlanKind | None) -> Decimal:
    year = law.year(tax_year)
    return year.figure("deferral_limit_457b" if kind is PlanKind.GOV457 else "elective_deferral_limit_402g").money


def _contributed(tax_year: int, person: Person, kind: PlanKind | None) -> Iterator[Decimal]:
    del kind
    if person.birth_year is not None:
        yield dollar_limit(tax_year, tax_year - person.birth_year).money


def _contributed_prior(tax_year: int, person: Person, kind: PlanKind | None) -> Iterator[Decimal]:
    if tax_year - 1 in law.years():
        yield from _contributed(tax_year - 1, person, kind)


def _contributed_late(tax_year: int, person: Person, kind: PlanKind | None) -> Iterator[Decimal]:
    del tax_year, kind
    if person.contributed:
        yield person.contributed


def _converted(tax_year: int, person: Person, kind: PlanKind | None) -> Iterator[Decimal]:
    del tax_year, kind
    yield from filter(None, (person.contributed, person.contributed_prior))


def _deferrals(tax_year: int, person: Person, kind: PlanKind | None) -> Iterator[Decimal]:
    """The whole limit, with the catch-up of the age; a SIMPLE has its own."""
    if kind is PlanKind.SIMPLE or person.birth_year is None:
        return
    yield from limits_in_full("deferrals", tax_year, (tax_year - person.birth_year,), kind)
    yield _deferral_limit(tax_year, kind)


def _year_end_value(tax_year: int, person: Person, kind: PlanKind | None) -> Iterator[Decimal]:
    """As today."""
    del tax_year, kind
    values = [person.ira_value(ira) for ira in person.pretax_ira_kinds or ()]
    if values and None not in values:
        yield sum((value for value in values if value is not None), Decimal(0))


_OFFERS = {
    "contributed": _contributed,
    "contributed_roth": _contributed,
    "contributed_prior": _contributed_prior,
    "contributed_late": _contributed_late,
    "converted": _converted,
    "deferrals": _deferrals,
    "year_end_value": _year_end_value,
}
