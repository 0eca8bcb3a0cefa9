"""What a worked-out answer can lean on, and whether what is told is of the year that is asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dialogs.interview import codec
from dialogs.interview.agenda import Agenda, Question
from dialogs.session import Answers, Told
from dialogs.understanding import dates
from dialogs.understanding.gathering import OTHER
from dialogs.understanding.readings import Reading, Readings, Understood

ZERO = Decimal(0)


COUPLE = ("you", "spouse")


INCOMES = ("agi", "wages")  # of both together


OF_WORK = frozenset({*INCOMES, "compensation", "pay"})  # where what arrives is less than what is asked for


STRANGE = 2  # words that may mean anything


MOST_TIMES = 60  # payments


SMALL = 1000  # below this an amount of a year was probably meant in thousands


MONTHS = 12  # of a year


WEEKS = 52  # of a year


HOURS = 2080  # of a year


@dataclass(frozen=True)
class Setting:
    """What an answer can lean on. told: facts of the same message, which go before those noted."""

    question: Question
    agenda: Agenda
    today: date
    told: Mapping[str, Told] = field(default_factory=dict)

    @property
    def fact(self) -> str:
        return self.question.fact

    @property
    def name(self) -> str:
        """Of the fact, without its owner and its plan."""
        return self.fact.rpartition(".")[2]

    def noted(self) -> Answers:
        return {**codec.encode(self.agenda.facts), **self.agenda.answers, **self.told}

    def dollars(self, *facts: str) -> Decimal | None:
        """The sum of facts that are known; None where none is."""
        noted = self.noted()
        told = [Decimal(value) for fact in facts if isinstance(value := noted.get(fact), str) and _is_amount(value)]
        return sum(told, ZERO) if told else None

    def of_other(self) -> str:
        """The same fact of the other spouse, of the one plan it is told of; empty where there is none."""
        who, _, rest = self.fact.partition(".")
        other = OTHER.get(who)
        told = [
            fact
            for fact in self.noted()
            if rest.startswith("plans.") and fact.startswith(f"{other}.plans.") and fact.endswith(f".{self.name}")
        ]
        return told[0] if len(told) == 1 else f"{other}.{rest}" if other else ""


def _is_amount(value: str) -> bool:
    return value.replace(".", "", 1).removeprefix("-").isdecimal()


def told_as(value: Decimal) -> str:
    """As stored: to the cent, no exponent, no minus zero."""
    value = value.quantize(Decimal("0.01"))
    whole = value.to_integral_value()
    return f"{(whole if value == whole else value) + 0:f}"


def choose_of(values: Sequence[Decimal]) -> Reading | None:
    """One value is the answer; several are offered."""
    if not values:
        return None
    texts = tuple(dict.fromkeys(map(told_as, values)))
    return Understood(texts[0]) if len(texts) == 1 else Readings(texts, "all")


PAIR = 2  # other words; terms; below which an amount beside thousands is unclear


FEW_DOLLARS = 100  # other words; terms; below which an amount beside thousands is unclear


AFTERWARDS = frozenset({"contributed_late", "converted_next"})  # what was done in the year behind the tax year


def is_current(time: dates.When, setting: Setting) -> bool:
    """Whether the time is in the year that the question is about."""
    year = setting.agenda.facts.tax_year or setting.today.year
    if setting.name in {"contributed_prior", "prior_wages"}:
        year -= 1
        return time.year in {year, year + 1}
    if setting.name in AFTERWARDS:
        return time.year == year + 1
    if setting.name == "basis":  # as of the last form
        return time.year <= year
    return setting.question.card.of == "desk" or time.year == year
