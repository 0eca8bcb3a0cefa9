"""What the conditions of questions see, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from calc import law
from calc.facts import Facts, Person, PlanKind, WorkPlan
from calc.planning.price_questions import price_questions
from calc.planning.season import Season, season


class Need(Enum):
    NO = False
    ASK = True
    TAKE = "take"


TAKE = Need.TAKE


@dataclass(frozen=True)
class About:
    """What a condition sees: whose fact it is, of which plan. ``unknown``: facts answered with "I don't know"."""

    facts: Facts
    today: date
    unknown: frozenset[str]
    person: Person
    kind: PlanKind | None
    plan: WorkPlan
    who: str = "you"

    @property
    def year(self) -> law.Year | None:
        return None if self.facts.tax_year is None else law.year(self.facts.tax_year)

    @property
    def season(self) -> Season | None:
        return None if self.facts.tax_year is None else season(self.facts.tax_year, self.today, self.facts.state)

    @cached_property
    def of_the_price(self) -> tuple[str, ...]:
        """What is asked of the rest of the return (``price_questions``)."""
        return price_questions(self.facts, self.season) if self.season else ()

    @property
    def open(self) -> bool:
        """Whether anything can still be contributed for the year."""
        return self.season is None or self.season.open

    @property
    def moving(self) -> bool:
        """Whether IRA money can still move for it: contributed, or relabeled and then converted."""
        return self.open or (self.season is not None and self.season.correctable)

    @property
    def over(self) -> bool:
        """Whether the tax year has ended."""
        return self.facts.tax_year is not None and self.today.year > self.facts.tax_year

    @property
    def age(self) -> int | None:
        """On 31 December of the tax year."""
        born, year = self.person.birth_year, self.facts.tax_year
        return None if born is None or year is None else year - born
