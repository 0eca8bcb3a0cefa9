"""Answers: read from what was typed or pressed, and shown back in the words of the card.

What is stored is JSON; money and percents are kept as text, so that nothing is lost on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from calc.facts import Day, Money, Percent, SignedMoney, Year
from dialogs import phrases
from dialogs.interview.questions import Card
from dialogs.phrases import day, listed, say
from dialogs.session import Told
from dialogs.text import bare, tidy, ways_to_say
from dialogs.understanding import choices, lists, money_answers, year_answers
from dialogs.understanding.readings import DontKnow, Reading

READERS: Mapping[str, Callable[[str, Card, date], Reading]] = {
    "choice": choices.one,
    "several": choices.several,
    "yes_no": choices.yes_no,
    "state": choices.state,
    "money": money_answers.dollars,
    "percent": money_answers.percent,
    "cap": money_answers.cap,
    "tax_year": year_answers.tax_year,
    "year": year_answers.year,
    "birth_year": year_answers.birth_year,
    "date": year_answers.day,
    "by_year": lists.by_year,
    "boxes": lists.boxes,
}


def read(text: str, card: Card, today: date) -> Reading:
    """What ``text`` means as an answer to the card's question; never raises."""
    if bare(text) in ways_to_say("unsure") or (card.unknown and bare(text) == bare(card.unknown)):
        return DontKnow()
    return READERS[card.kind](tidy(text), card, today)


def could_be(value: Told, card: Card) -> bool:
    """Whether the question could have got this answer; anybody may have written it into a file."""
    match card.kind, value:
        case _, None:
            return bool(card.unknown)
        case "yes_no", bool():
            return True
        case "tax_year" | "year" | "birth_year", int() if not isinstance(value, bool):
            return is_of(Year, value)
        case "several", list():
            return len(set(value)) == len(value) and set(value) <= card.choices.keys()
        case "by_year" | "boxes", list():
            return lists.could_be(value, card)
        case "choice" | "cap", str() if value in card.choices:
            return True
        case "state", str():
            return value in choices.states()
        case "date", str():
            return is_of(Day, value)
        case ("money" | "cap", str()):
            share = card.kind == "cap" and value.endswith("%")
            return is_of(Percent, value[:-1]) if share else is_of(SignedMoney if card.signed else Money, value)
        case "percent", str():
            return is_of(Percent, value)
    return False


def is_of(kind: Any, value: object) -> bool:
    """Whether the value is one of an annotated type of ``calc.facts``."""
    try:
        _adapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def shown(value: Told, card: Card, **values: object) -> str:
    """An answer as a person reads it. ``values`` fill in what the card's labels leave open, such as the year."""
    if value is None:
        return card.not_known or say("talk.value.unknown")
    if isinstance(value, bool):
        return say("talk.value.yes" if value else "talk.value.no")
    if isinstance(value, list) and card.kind in {"by_year", "boxes"}:
        return ", ".join(map(lists.entry_shown, value)) if value else card.none or say("talk.value.none")
    if isinstance(value, list):
        return listed([_choice(key, card, values) for key in value]) if value else say("talk.value.none")
    match card.kind:
        case "choice":
            return _choice(str(value), card, values)
        case "money":
            return phrases.money(Decimal(value))
        case "percent":
            return f"{value}%"
        case "cap":
            return _cap(str(value), card, values)
        case "date":
            return day(date.fromisoformat(str(value)))
        case "state":
            return choices.states()[str(value)][0]
    return str(value)


def _choice(key: str, card: Card, values: Mapping[str, object]) -> str:
    choice = card.choices[key]
    return (choice.short or choice.label).format(**values)


def _cap(value: str, card: Card, values: Mapping[str, object]) -> str:
    if value in card.choices:
        return _choice(value, card, values)
    return say("talk.value.of_pay", percent=value) if value.endswith("%") else phrases.money(Decimal(value))
