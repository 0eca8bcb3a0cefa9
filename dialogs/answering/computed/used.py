"""The figures an answer was worked out from, and its question with another in the place of one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calc.facts import Facts, FilingStatus
from dialogs.answering.computed import kinds
from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed
from dialogs.phrases import money, say
from dialogs.understanding import dates
from dialogs.understanding.questions import year_asked

AGE, FILING, YEAR = "age", "filing", "year"
ASKED, TOLD, ASSUMED, MISSING = "asked", "told", "assumed", "missing"
OF_ASSUMED = {  # what an assumption is about
    "all_taxed": "basis",
    "joint": FILING,
    "low_income": "magi",
    "no_basis": "basis",
    "pay_enough": "pay",
    "pay_is_magi": "magi",
    "pay_less_deferrals": "magi",
    "under_50": AGE,
    "year": YEAR,
}
OF_MISSING = {  # by the name under which it is asked for
    "agi": "magi",
    "basis": "basis",
    "birth_year": AGE,
    "contributions": "contribution",
    "conversion": "conversion",
    "deferrals": "deferrals",
    "employer_money": "employer",
    "filing_status": FILING,
    "ira_values": "value",
    "net_profit": "profit",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """name: ``n`` and its number for an amount of the question, else what it is of. role: what it is of.

    shown: as it reads; empty where nothing stands for it. origin: asked, told in the talk, assumed or missing.
    """

    name: str
    role: str
    shown: str
    origin: str

    @property
    def label(self) -> str:
        what = say(f"asked.used.{self.role}")
        return say(f"asked.used_as.{self.origin}", what=what, value=self.shown) if self.shown else what


def leaned_on(found: Computed) -> tuple[Figure, ...]:
    """What the answer leans on, each figure once: those of the question first, then of the talk, then assumed."""
    asked = found.asked
    listed: dict[str, Figure] = {}
    for one in (*_of_question(asked), *_of_talk(asked), *_assumed(asked)):
        if one.role not in {known.role for known in listed.values()} or _number(one.name) is not None:
            listed.setdefault(one.name, one)
    for name in found.missing:
        if role := OF_MISSING.get(name):
            listed.setdefault(role, Figure(role, role, "", MISSING))
    return tuple(listed.values())


def _number(name: str) -> int | None:
    """Which amount of the question a figure is."""
    return int(name[1:]) if name[:1] == "n" and name[1:].isdecimal() else None


def _of_question(asked: Asked) -> Iterator[Figure]:
    outside = asked.outside
    for number, role in sorted(kinds.roles(asked.marked, asked.sums, asked.kind, asked.settled).items()):
        if role != kinds.REST and number not in outside:
            yield Figure(f"n{number}", role, money(asked.sums[number]), ASKED)
    if asked.kind != kinds.NONE and (year := year_asked(asked.of_tax_years(asked.text))) is not None:
        yield Figure(YEAR, YEAR, f"{year}", ASKED)
    if (place := _age_place(asked)) is not None:
        yield Figure(AGE, AGE, asked.text[slice(*place)], ASKED)
    if _status_places(asked) and asked.status is not None:
        yield Figure(FILING, FILING, say(f"asked.status.{asked.status.value}"), ASKED)


def _of_talk(asked: Asked) -> Iterator[Figure]:
    for role, value in asked.leaned.items():
        shown = money(value) if isinstance(value, Decimal) else f"{value}"
        yield Figure(role, role, say(f"asked.status.{value}") if role == FILING else shown, TOLD)


def _assumed(asked: Asked) -> Iterator[Figure]:
    for name in asked.taken:
        role = OF_ASSUMED.get(name)
        if role is not None and (role != AGE or asked.told_age is None):
            shown = f"{asked.year}" if role == YEAR else say(f"asked.used_assumed.{name}")
            yield Figure(role, role, shown, ASSUMED)


def changed(before: str, name: str, words: str, today: date) -> str | None:
    """The question with other words for one of its figures; None where it has no such figure."""
    old = Asked(before, Facts(), today)
    if (number := _number(name)) is not None:
        if number >= len(old.spans):
            return None
        return _replaced(old.text, [(old.spans[number].start, old.spans[number].end)], words)
    match name:
        case "year":
            in_year = data()["follow"]["in_year"].format(year=words)
            return _replaced(old.text, _year_places(old), words) or _with(old.text, in_year, "")
        case "age":
            place = _age_place(old)
            aged = data()["follow"]["aged"].format(years=words)
            return _replaced(old.text, [place] if place else [], words) or _with(old.text, aged)
        case "filing":
            plain = _without(old.text, _status_places(old))
            return _with(plain, say(f"asked.status.{FilingStatus(words).value}"))
    said = data()["follow"]["words"].get(name)
    return _with(old.text, f"{said} {words}") if said else None


def _replaced(text: str, places: list[tuple[int, int]], words: str) -> str | None:
    for start, end in sorted(places, reverse=True):
        text = text[:start] + words + text[end:]
    return text if places else None


def _without(text: str, places: list[tuple[int, int]]) -> str:
    return _replaced(text, places, "") or text


def _with(text: str, words: str, joint: str = ", ") -> str:
    return f"{text.rstrip(' ?.!')}{joint}{words}?"


def _year_places(asked: Asked) -> list[tuple[int, int]]:
    said = [when for when in asked.times if when.said is dates.Said.YEAR]
    year = year_asked(asked.of_tax_years(asked.text))
    return [(when.start, when.end) for when in said if when.first.year == year]


def _age_place(asked: Asked) -> tuple[int, int] | None:
    """Where the digits of the one age of the question stand."""
    for way in data()["people"]["age"]:
        if (found := re.search(way, asked.text)) and not any(
            one.start <= found.start(1) < one.end for one in asked.spans
        ):
            return found.span(1)
    ages = dates.ages(asked.text, asked.today)
    if len(ages) != 1 or (found := re.search(r"\d\d", asked.text[ages[0].start : ages[0].end])) is None:
        return None
    return ages[0].start + found.start(), ages[0].start + found.end()


def _status_places(asked: Asked) -> list[tuple[int, int]]:
    names = data()["follow"]["statuses"]
    return [found.span() for name in names for found in re.finditer(data()["people"][name], asked.text)]
