"""People who answer an interview at random, with what people really answer: amounts at edges, dates, ticks of lists.

``answered(seed)`` talks until nothing is open; the same seed gives the same person. Answers are stored ones, by name.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calc.contradictions import contradictions
from calc.facts import AGGREGATED, AMOUNT_OF, Facts, Person
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
INCOMES = [
    0,
    5_000,
    9_000,
    60_000,
    76_000,
    85_000,
    90_000,
    126_000,
    135_000,
    152_000,
    160_000,
    167_999,
    168_000,
    200_000,
]
JOINT = [60_000, 120_000, 126_000, 135_000, 190_000, 230_000, 237_000, 245_000, 251_999, 252_000, 310_000, 450_000]
LIMITS = [1_000, 3_000, 6_000, 7_000, 7_500, 8_000, 8_600]
UNKNOWN = None


@dataclass(frozen=True, slots=True)
class Interviewed:
    answers: dict[str, Any]
    today: date
    agenda: Agenda
    order: tuple[str, ...]  # of the questions as they were asked


def answered(seed: int, *, unknown: float = 0.0) -> Interviewed:
    """unknown: the share of questions that are answered with "I don't know", where the question allows it."""
    dice = random.Random(seed)
    year, today = dice.choice(DAYS)
    answers: dict[str, Any] = {"tax_year": year}
    order = ["tax_year"]
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


def answer(dice: random.Random, question: Question, facts: Facts, today: date) -> Any:
    """One of the things that this person could answer; a contradiction now and then."""
    owner: Person = facts.people.get(question.who, facts.you)
    name = question.card.fact
    if question.card.kind == "yes_no":
        return dice.random() < 0.5
    if name in PICKED:
        return PICKED[name](dice, facts, owner, today)
    if question.card.kind == "choice":
        return dice.choice(list(question.card.choices))
    return str(dice.choice(AMOUNTS.get(name, _pays)(facts, owner)))


def _several(*chances: tuple[str, float]) -> Callable[..., list[str]]:
    def pick(dice: random.Random, *_: object) -> list[str]:
        return [choice for choice, chance in chances if dice.random() < chance]

    return pick


def _born(dice: random.Random, facts: Facts, *_: object) -> int:
    year = facts.tax_year or 2026
    return dice.choice([year - age for age in (26, 38, 42, 49, 50, 58, 60, 63, 64, 66, 70, 71, 72, 73, 76)])


def _moves(dice: random.Random, facts: Facts, owner: Person, today: date) -> list[str]:
    if today.year < (facts.tax_year or 0):
        return []
    chances = {"traditional": 0.3, "roth": 0.2, "prior": 0.12, "converted": 0.25, "withdrew": 0.15}
    return [move for move, chance in chances.items() if dice.random() < chance]


def _first_deposit(dice: random.Random, facts: Facts, owner: Person, today: date) -> str:
    first = [
        day for day in ("2016-03-02", "2018-12-31", "2024-12-31", "2025-06-01", "2026-02-01") if day <= str(today)
    ]
    return dice.choice(first)


def _cap(dice: random.Random, *_: object) -> str:
    return dice.choice(["no", "no", "5%", "10%", "25%", "10000", "30000"])


def _plan_kinds(dice: random.Random, facts: Facts, owner: Person, today: date) -> list[str]:
    chances = {"401k": 0.5, "other401k": 0.1, "403b": 0.15, "401a": 0.04, "457b": 0.08, "457b_tax_exempt": 0.03}
    chances |= {"tsp": 0.06, "simple": 0.06, "solo401k": 0.12, "pension": 0.05, "old": 0.12}
    return [kind for kind, chance in chances.items() if dice.random() < chance]


PICKED: Mapping[str, Callable[..., Any]] = {
    "filing_status": lambda dice, *_: dice.choice(["single", "single", "mfj", "mfj", "mfs", "hoh", "qss"]),
    "birth_year": _born,
    "state": lambda dice, *_: dice.choice(STATES),
    "ira_kinds": _several(
        ("traditional", 0.4), ("rollover", 0.25), ("sep", 0.12), ("simple", 0.12), ("inherited", 0.08), ("roth", 0.3)
    ),
    "simple_first_deposit": _first_deposit,
    "roth_first_year": lambda dice, facts, *_: dice.choice([2005, 2019, (facts.tax_year or 2026) - 1]),
    "moves": _moves,
    "plan_kinds": _plan_kinds,
    "after_tax_capped": _cap,
    "exits": _several(("in_plan", 0.3), ("in_service", 0.4), ("automatic", 0.2)),
    "circumstances": _several(
        *(
            (name, 0.07)
            for name in ("rmd", "withheld", "marketplace", "medicare", "aid", "stock", "annuity", "divorce")
        ),
        *((name, 0.07) for name in ("lawsuits", "abroad", "moving", "charity")),
    ),
    "save": lambda dice, *_: dice.choice([None, None, None, "0", "3000", "7500", "20000", "60000"]),
}


def _pays(facts: Facts, owner: Person) -> list[Any]:
    return [0, 500, 3_000, 10_000, 24_500, 60_000]


def _agi(facts: Facts, owner: Person) -> list[Any]:
    return [-20_000, *(JOINT if facts.joint else INCOMES)]


def _held(facts: Facts, owner: Person) -> list[Any]:
    return [0, 0, 3_000, 7_000, 7_500, 7_530, 8_200, 40_000, 250_000]


def _gone(facts: Facts, owner: Person) -> list[Any]:
    return [1_000, 7_000, 7_500, 12_000, 40_000]


def _of(*names: str) -> Callable[[Facts, Person], list[Any]]:
    """All, nothing or a part of another fact of the same person."""

    def pick(facts: Facts, owner: Person) -> list[Any]:
        whole = next((amount for name in names if (amount := getattr(owner, name)) is not None), 0)
        return [0, whole, min(whole, 700)]

    return pick


def _year_end(facts: Facts, owner: Person) -> list[Any]:
    held = [owner.ira_value(kind) or 0 for kind in AGGREGATED]
    return [0, 0, sum(held), 12_000, 90_000]


AMOUNTS: Mapping[str, Callable[[Facts, Person], list[Any]]] = {
    "agi": _agi,
    "compensation": lambda *_: [0, 3_000, 8_000, 60_000, 95_000, 150_000, 220_000, 420_000],
    "wages": lambda *_: [0, 60_000, 150_000, 240_000, 420_000],
    "taken_off": lambda *_: [0, 10_000, 30_000],
    "other_income": lambda *_: [-3_000, 0, 5_000],
    "add_backs": lambda *_: [0, 0, 2_500, 9_000, 60_000],
    **dict.fromkeys(("traditional", "rollover", "sep", "simple"), _held),
    **dict.fromkeys(AMOUNT_OF.values(), lambda *_: LIMITS),
    "converted": _gone,
    "withdrew": _gone,
    "contributed_late": _of("contributed"),
    "basis": lambda _, owner: [0, 0, owner.contributed_prior or 0, 7_000, 14_000, 25_000, 300_000],
    "year_end_value": _year_end,
    "converted_simple": _of("converted"),
    "converted_next": lambda *_: [0, 0, 3_000, 7_500],
    "ira_rmd": lambda *_: [0, 4_000, 20_000],
    "withheld": _of("converted"),
    "foreign_excluded": _of("compensation"),
    "deferrals": lambda *_: [0, 5_000, 10_000, 24_500, 24_500, 31_000, 32_500],
    "net_profit": lambda *_: [-2_000, 30_000, 90_000, 200_000],
    "prior_wages": lambda *_: [90_000, 150_000, 150_001, 260_000],
    "employer_money": lambda *_: [0, 3_000, 10_000, 30_000, 60_000],
    "pay": lambda *_: [20_000, 60_000, 150_000, 260_000],
    "after_tax_made": lambda *_: [0, 5_000, 12_000, 30_000],
    "after_tax_earnings": lambda *_: [0, 120, 3_000],
    "value": lambda *_: [0, 500, 80_000, 400_000],
}
