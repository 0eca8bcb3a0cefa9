"""What is known at a desk: what was told there, and the facts of the talk where they speak of the same year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from calc import law
from calc.facts import AGGREGATED, Facts, Person
from calc.planning.balance import basis_forward
from dialogs.session import Answers, Stage, Told


class AskedToo(NamedTuple):
    """A question of the interview that a desk asks as well, by the fact's name without its owner."""

    fact: str


@dataclass(frozen=True)
class Visit:
    """One person at one desk. Every reader gives None for what was not told and for "I don't know"."""

    desk: Stage
    answers: Answers
    facts: Facts
    today: date

    def told(self, name: str) -> Told:
        return self.answers.get(f"{self.desk}.{name}")

    def answered(self, name: str) -> bool:
        """Also with "I don't know"."""
        return f"{self.desk}.{name}" in self.answers

    def money(self, name: str) -> Decimal | None:
        value = self.told(name)
        return None if value is None else Decimal(str(value))

    def day(self, name: str) -> date | None:
        value = self.told(name)
        return None if value is None else date.fromisoformat(str(value))

    def choice(self, name: str) -> str | None:
        value = self.told(name)
        return None if value is None else str(value)

    def yes(self, name: str) -> bool | None:
        value = self.told(name)
        return value if isinstance(value, bool) else None

    def listed(self, name: str) -> list[str] | None:
        value = self.told(name)
        return value if isinstance(value, list) else None

    @property
    def year(self) -> int | None:
        value = self.told("year")
        return value if isinstance(value, int) else None

    @property
    def who(self) -> str:
        return "spouse" if self.facts.joint and self.choice("who") == "spouse" else "you"

    @property
    def person(self) -> Person:
        return self.facts.people[self.who]

    def of_talk(self, year: int | None) -> Person | None:
        """The person as told in the talk, where the talk is about this year."""
        return self.person if year is not None and self.facts.tax_year == year else None

    def basis(self, year: int | None) -> Decimal | None:
        """Line 2 of the year's Form 8606, as far as the talk tells it."""
        person = self.of_talk(year)
        forward = basis_forward(self.who, person) if person else None
        return None if forward is None else forward.money

    def iras(self, year: int | None) -> Decimal | None:
        """Value today of all traditional, rollover, SEP and SIMPLE IRAs, as told in the talk."""
        person = self.of_talk(year)
        values = [person.ira_value(kind) for kind in AGGREGATED] if person else [None]
        known = [value for value in values if value is not None]
        return sum(known, Decimal(0)) if len(known) == len(values) else None

    def under_59_half(self, day: date) -> bool:
        """As far as a birth year tells; the costlier answer where it does not."""
        born = self.person.birth_year
        return born is None or day < _reached_59_half(born + 1)

    def perhaps_59_half(self, day: date) -> bool:
        """Whether the birthday decides: 59½ is reached from the July of one year to the June of the next."""
        born = self.person.birth_year
        return born is not None and _reached_59_half(born) <= day < _reached_59_half(born + 1)


def _reached_59_half(born: int) -> date:
    """The day on which who was born on the January 1 of that year reaches it (IRC 72(t)(2)(A)(i))."""
    years, rest = divmod(law.standing().figure("roth_qualified_age").value, 1)
    return date(born + int(years), 1 + int(12 * rest), 1)
