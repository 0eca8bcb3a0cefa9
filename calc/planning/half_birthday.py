"""The day of 59½: of whom only the year of birth is known, between which days it lies (IRC 72(t)(2)(A)(i))."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from calc import law
from calc.facts import Person


class HalfBirthday(NamedTuple):
    """Between which days 59½ is reached; only the year of birth is known."""

    first: date
    last: date


def half_birthday(born: int) -> HalfBirthday:
    """Of a person born on 1 January, and of one born on 31 December."""
    years = int(law.standing().figure("roth_qualified_age").money)
    return HalfBirthday(date(born + years, 7, 1), date(born + years + 1, 6, 30))


def half_in_year(person: Person, year: int) -> bool:
    """Whether 59½ may be reached in the year, so that the day of a payout decides."""
    if person.birth_year is None:
        return False
    half = half_birthday(person.birth_year)
    return half.first <= date(year, 12, 31) and half.last >= date(year, 1, 1)


def by_the_days(person: Person, year: int) -> Decimal | None:
    """What was withdrawn before 59½, as the days of the payouts show it.

    None where a day lies among those that 59½ can be, or is not told: of a month its first day stands for all of it,
    and 59½ is between two firsts of months.
    """
    parts, born = person.withdrawals, person.birth_year
    if parts is None or born is None or not half_in_year(person, year):
        return None
    half = half_birthday(born)
    if any(half.first <= part.on <= half.last for part in parts):
        return None
    return sum((part.amount for part in parts if part.on < half.first), Decimal(0))


def taken_before(person: Person, year: int) -> Decimal | None:
    """What was withdrawn before 59½, as told or by the days; None where it is not known or does not matter."""
    if person.withdrew_early is not None and half_in_year(person, year):
        return person.withdrew_early
    return by_the_days(person, year)
