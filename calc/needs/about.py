"""What the conditions of ``calc.needs`` see: the facts told so far, and whose fact is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cached_property

from calc import law
from calc.facts import NO_PLAN, NOBODY, Facts, Move, Person, PlanKind, WorkPlan
from calc.planning.coverage import apart_open
from calc.planning.moving import into_traditional, made
from calc.planning.paying_in_time import timing_questions
from calc.planning.price_questions import price_questions
from calc.planning.relabeled import as_if_made_there
from calc.planning.season import Season, season


class Ask(Enum):
    """NO: the answer cannot change anything. COUNT: it counts once told, but nobody is asked for it.

    TAKE: the same, and who reviews the answers is told that it can be added.
    """

    NO = False
    ASK = True
    COUNT = "count"
    TAKE = "take"


@dataclass(frozen=True)
class About:
    """Whose fact it is, of which plan. unknown: names of facts that were answered with "I don't know"."""

    facts: Facts
    today: date
    who: str = "you"
    kind: PlanKind | None = None
    unknown: frozenset[str] = frozenset()
    person: Person = field(init=False)
    plan: WorkPlan = field(init=False)

    def __post_init__(self) -> None:
        person = self.facts.you if self.who == "you" else self.facts.spouse or NOBODY
        object.__setattr__(self, "person", person)
        object.__setattr__(self, "plan", person.plans.get(self.kind, NO_PLAN) if self.kind else NO_PLAN)

    @cached_property
    def year(self) -> law.Year | None:
        return None if self.facts.tax_year is None else law.year(self.facts.tax_year)

    @cached_property
    def season(self) -> Season | None:
        if self.facts.tax_year is None:
            return None
        return season(self.facts.tax_year, self.today, self.facts.state)

    @cached_property
    def counting(self) -> Facts:
        """The facts with relabeled contributions where they count."""
        return as_if_made_there(self.facts)

    @property
    def as_counted(self) -> About:
        """The same with relabeled contributions where they count."""
        return self if self.counting is self.facts else replace(self, facts=self.counting)

    @cached_property
    def of_the_price(self) -> tuple[str, ...]:
        """What is asked of the rest of the return (``price_questions``)."""
        return price_questions(self.facts, self.season) if self.season else ()

    @cached_property
    def of_the_payments(self) -> tuple[str, ...]:
        """What is asked for the safe harbors of estimated tax (``timing_questions``)."""
        return timing_questions(self.facts, self.season) if self.season else ()

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

    @property
    def apart_open(self) -> bool:
        return apart_open(self.facts)

    def ticked(self, *moves: Move) -> bool:
        """Whether one of them was told as done."""
        told = self.person.moves
        return told is not None and not told.isdisjoint(moves)

    def did(self, *moves: Move) -> bool:
        """Whether one of them was made, be it of an amount that nobody knows."""
        return made(self.person, *moves)

    def into_traditional(self, person: Person) -> bool:
        """Whether something went into a traditional IRA for the year, or counts there now (relabeled)."""
        return into_traditional(self.facts, person)
