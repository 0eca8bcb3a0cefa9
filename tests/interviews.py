"""People who answer an interview at random, with what people really answer: amounts at edges, dates, ticks of lists.

``answered(seed)`` talks until nothing is open; the same seed gives the same person. Answers are stored ones, by name.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from calc.contradictions import contradictions
from calc.facts import AGGREGATED, Circumstance, Facts, Person
from calc.planning.ledger import ledger
from calc.planning.plan import Plan
from dialogs.answering.cards import warnings
from dialogs.interview.agenda import Agenda, Question, agenda

DAYS = [  # a tax year and a day in its life, or after it
    (2026, date(2026, 1, 20)),
    (2026, date(2026, 3, 15)),
    (2026, date(2026, 6, 30)),
    (2026, date(2026, 10, 5)),
    (2026, date(2026, 11, 28)),
    (2026, date(2026, 12, 28)),
    (2026, date(2027, 2, 10)),
    (2026, date(2027, 4, 15)),
    (2026, date(2027, 5, 20)),
    (2025, date(2026, 3, 15)),
    (2025, date(2026, 11, 28)),
    (2019, date(2020, 2, 1)),
]
STATES = ["TX", "CA", "NY", "NJ", "PA", "MA", "IL", "OH", "GA", "FL", "MI", "ME", "MS"]
INCOMES = [0, 5_000, 9_000, 60_000, 76_000, 85_000, 90_000, 126_000, 152_000, 160_000, 167_999, 168_000, 200_000]
JOINT = [60_000, 120_000, 126_000, 135_000, 190_000, 230_000, 237_000, 245_000, 251_999, 252_000, 310_000, 450_000]
UNKNOWN = None


@dataclass(frozen=True, slots=True)
class Interviewed:
    answers: dict[str, Any]
    today: date
    agenda: Agenda
    order: tuple[str, ...]  # of the questions as they were asked


def many(suite: int, others: int = 2_000) -> Callable[[Any], Any]:
    """How many people of ``seeds()`` a property is held against: in the suite, and by ``make fuzz``."""
    return settings(max_examples=suite if settings.default.derandomize else others, deadline=None)


def drawn(suite: int, others: int = 2_000) -> range:
    """Seeds of a property that holds over all of them together: the same in the suite, others by ``make fuzz``."""
    if settings.default.derandomize:
        return range(suite)
    first = random.SystemRandom().randrange(10**9)
    return range(first, first + others)


def seeds() -> st.SearchStrategy[int]:
    return st.integers(0, 10**9)


def answered(seed: int, *, unknown: float = 0.0) -> Interviewed:
    """unknown: the share of questions that are answered with "I don't know", where the question allows it."""
    dice = random.Random(seed)
    year, today = dice.choice(DAYS)
    return finished(dice, {"tax_year": year}, today, unknown=unknown)


def finished(dice: random.Random, begun: Mapping[str, Any], today: date, *, unknown: float = 0.0) -> Interviewed:
    """The interview talked to its end. begun: what was answered before."""
    answers, order = dict(begun), [*begun]
    while question := next(iter((now := agenda(answers, today)).open), None):
        for _ in range(20):
            answers[question.fact] = answer(dice, question, now.facts, today)
            if not contradictions(agenda(answers, today).facts, today):
                break
        else:
            answers[question.fact] = UNKNOWN
        if question.card.unknown and dice.random() < unknown:
            answers[question.fact] = UNKNOWN
        order.append(question.fact)
    return Interviewed(answers, today, now, tuple(order))


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked: what this person, or this household, told so far."""

    dice: random.Random
    facts: Facts
    owner: Person
    today: date

    @property
    def year(self) -> int:
        return self.facts.tax_year or 2026

    def ticks(self, chances: Mapping[str, float]) -> list[str]:
        return [choice for choice, chance in chances.items() if self.dice.random() < chance]


def answer(dice: random.Random, question: Question, facts: Facts, today: date) -> Any:
    """One of the things that this person could answer; a contradiction now and then."""
    asked = Asked(dice, facts, facts.people.get(question.who, facts.you), today)
    name, kind = question.card.fact, question.card.kind
    if kind == "yes_no":
        return dice.random() < 0.5
    if name in PICKED:
        return PICKED[name](asked)
    if kind == "choice":
        return dice.choice(list(question.card.choices))
    return str(dice.choice(AMOUNTS.get(name, OF_THE_RETURN)(asked)))


def _born(asked: Asked) -> int:
    return asked.year - asked.dice.choice([26, 38, 42, 49, 50, 58, 60, 63, 64, 66, 70, 71, 72, 73, 76])


def _moves(asked: Asked) -> list[str]:
    begun = asked.today.year >= asked.year
    return asked.ticks(MOVES) if begun else []


def _first_deposit(asked: Asked) -> str:
    days = ("2016-03-02", "2018-12-31", "2024-12-31", "2025-06-01", "2026-02-01")
    return asked.dice.choice([day for day in days if day <= str(asked.today)])


MOVES = {"traditional": 0.3, "roth": 0.2, "prior": 0.12, "converted": 0.25, "withdrew": 0.15, "relabeled": 0.05}
IRAS = {"traditional": 0.4, "rollover": 0.25, "sep": 0.12, "simple": 0.12, "inherited": 0.08, "roth": 0.3}
PLANS = {"401k": 0.5, "other401k": 0.1, "403b": 0.15, "401a": 0.04, "457b": 0.08, "457b_tax_exempt": 0.03}
PLANS |= {"tsp": 0.06, "simple": 0.06, "solo401k": 0.12, "pension": 0.05, "old": 0.12}
EXITS = {"in_plan": 0.3, "in_service": 0.4, "automatic": 0.2}
STATUSES = ["single", "single", "mfj", "mfj", "mfs", "hoh", "qss"]

PICKED: Mapping[str, Callable[[Asked], Any]] = {
    "filing_status": lambda asked: asked.dice.choice(STATUSES),
    "birth_year": _born,
    "state": lambda asked: asked.dice.choice(STATES),
    "ira_kinds": lambda asked: asked.ticks(IRAS),
    "simple_first_deposit": _first_deposit,
    "roth_first_year": lambda asked: asked.dice.choice([2005, 2019, asked.year - 1]),
    "moves": _moves,
    "relabeled_year": lambda asked: asked.dice.choice([asked.year - 1, asked.year]),
    "relabeled_on": lambda asked: str(asked.today.replace(month=1, day=asked.dice.choice([2, 15]))),
    "first_taken_on": lambda asked: str(
        asked.today.replace(month=asked.dice.choice(range(1, asked.today.month + 1)), day=1)
    ),
    "plan_kinds": lambda asked: asked.ticks(PLANS),
    "after_tax_capped": lambda asked: asked.dice.choice(["no", "no", "5%", "10%", "25%", "10000", "30000"]),
    "exits": lambda asked: asked.ticks(EXITS),
    "circumstances": lambda asked: asked.ticks(dict.fromkeys(map(str, Circumstance), 0.07)),
    "save": lambda asked: asked.dice.choice([None, None, None, "0", "3000", "7500", "20000", "60000"]),
}


def _any(*dollars: float) -> Callable[[Asked], list[Any]]:
    return lambda _: list(dollars)


OF_THE_RETURN = _any(0, 0, 3)  # the rest of the return: children, or a few dollars of interest


def _part(whole: str) -> Callable[[Asked], list[Any]]:
    """Nothing, all or a part of another fact of the same person."""

    def pick(asked: Asked) -> list[Any]:
        most = getattr(asked.owner, whole) or 0
        return [0, most, min(most, 700)]

    return pick


def _year_end(asked: Asked) -> list[Any]:
    held = sum(asked.owner.ira_value(kind) or 0 for kind in AGGREGATED)
    return [0, 0, held, 12_000, 90_000]


HELD = (0, 0, 3_000, 7_000, 7_500, 7_530, 8_200, 40_000, 250_000)
LIMITS = (1_000, 3_000, 6_000, 7_000, 7_500, 8_000, 8_600)
GONE = (1_000, 7_000, 7_500, 12_000, 40_000)

AMOUNTS: Mapping[str, Callable[[Asked], list[Any]]] = {
    "agi": lambda asked: [-20_000, *(JOINT if asked.facts.joint else INCOMES)],
    "compensation": _any(0, 3_000, 8_000, 60_000, 95_000, 150_000, 220_000, 420_000),
    "wages": _any(0, 60_000, 150_000, 240_000, 420_000),
    "taken_off": _any(0, 10_000, 30_000),
    "other_income": _any(-3_000, 0, 5_000),
    "add_backs": _any(0, 0, 2_500, 9_000, 19_000),
    "traditional": _any(*HELD),
    "rollover": _any(*HELD),
    "sep": _any(*HELD),
    "simple": _any(*HELD),
    "contributed": _any(*LIMITS),
    "contributed_roth": _any(*LIMITS),
    "contributed_prior": _any(*LIMITS),
    "relabeled_contribution": _any(*LIMITS),
    "relabeled": _any(*LIMITS),
    "converted": _any(*GONE),
    "withdrew": _any(*GONE),
    "contributed_late": _part("contributed"),
    "basis": lambda asked: [0, 0, asked.owner.contributed_prior or 0, 7_000, 14_000, 25_000, 300_000],
    "year_end_value": _year_end,
    "converted_simple": _part("converted"),
    "withdrew_early": _part("withdrew"),
    "converted_next": _any(0, 0, 3_000, 7_500),
    "ira_rmd": _any(0, 4_000, 20_000),
    "withheld": _part("converted"),
    "foreign_excluded": _part("compensation"),
    "deferrals": _any(0, 5_000, 10_000, 24_500, 24_500, 31_000, 32_500),
    "net_profit": _any(-2_000, 30_000, 90_000, 200_000),
    "prior_wages": _any(90_000, 150_000, 150_001, 260_000),
    "employer_money": _any(0, 3_000, 10_000, 30_000, 60_000),
    "pay": _any(20_000, 60_000, 150_000, 260_000),
    "after_tax_made": _any(0, 5_000, 12_000, 30_000),
    "after_tax_earnings": _any(0, 120, 3_000),
    "value": _any(0, 500, 80_000, 400_000),
}


def outcomes(made: Plan) -> str:
    """All that a plan tells to do, to pay, to file and to watch; not what was assumed, asked or left open."""
    rooms = [
        (
            plan.kind,
            plan.path,
            plan.room and plan.room.line("room").value,
            *(part and part.value for part in (plan.put, plan.excess_additions)),
        )
        for one in made.people
        for plan in one.plans
    ]
    left = [(kept.base.left, kept.catch_up.left) for kept in (ledger(made.case, one) for one in made.people)]
    told = (made.steps, made.tax, made.behind, made.early, made.ways, made.company_money, made.deducting)
    rest = (made.deferring, made.deadlines, made.clocks, made.professional, warnings(made.case))
    return repr((told, rest, rooms, left))
