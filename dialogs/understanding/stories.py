"""What a story told at a desk holds besides what happened: answers to further questions, by their cards' words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from calc import law
from calc.worksheets.ira_limit import dollar_limit
from dialogs.interview.questions import Card, desk_cards
from dialogs.session import Answers
from dialogs.text import bare, tidy
from dialogs.understanding import amounts, answers, choices, dates, lists
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.readings import Understood

_AMOUNT = pattern("stories", "amount").pattern
_SPAN = pattern("stories", "span")
_YEAR = re.compile(r"(?<![\d,.$])(?:19|20)\d\d(?![\d,.]*\d)")


def besides(text: str, what: Card, happened: str, today: date, born: int | None = None) -> Answers:
    """Facts of the desk and their values, each told once and clearly; to be listed and confirmed.

    born: the birth year, where it is known; "the maximum" of a year depends on it.
    """
    told = what.choices[happened].tells
    cards = [card for card in desk_cards(what.section) if card.fact.partition(".")[2] in told]
    found = {card.fact: _value(text, card, today, born) for card in cards}
    return {fact: value for fact, value in found.items() if value is not None}


def _value(text: str, card: Card, today: date, born: int | None) -> str | int | bool | list[str] | None:
    said = tidy(text)
    if card.kind == "by_year":
        return _by_year(said, card, today, born)
    if card.kind == "date":
        return _day(said, card, today)
    if card.kind == "yes_no":
        return True if any(f" {bare(cue)} " in f" {bare(text)} " for cue in card.told) else None
    if card.kind == "choice":
        for aside in card.told:
            said = re.sub(rf"\b(?:{aside})\b", " ", said)
        named = choices.told_of(said, card)
        return named[0] if len(named) == 1 else None
    found = set(_amounts(said, card.told)) if card.told else set(_YEAR.findall(said))
    if len(found) != 1:
        return None
    reading = answers.read(found.pop(), card, today)
    value = reading.value if isinstance(reading, Understood) else None
    return value if isinstance(value, str | int) else None


def _day(said: str, card: Card, today: date) -> str | None:
    """The one month or day that is told."""
    when = [one for one in dates.find(said, today) if one.said >= dates.Said.MONTH]
    reading = answers.read(when[0].words, card, today) if len(when) == 1 else None
    return reading.value if isinstance(reading, Understood) and isinstance(reading.value, str) else None


def _by_year(said: str, card: Card, today: date, born: int | None) -> list[str] | None:
    """Each year with its amount, the same for all of them, or the most that the year allows."""
    apart = lists.by_year(said, card, today)
    if isinstance(apart, Understood) and isinstance(apart.value, list) and len(apart.value) > 1:
        return apart.value
    told = list(dict.fromkeys(_years(said)))
    years = sorted(told)
    if not years or years[-1] > today.year:
        return None
    sums = [one for one in amounts.find(_SPAN.sub(" ", said)) if one.kind == "money"]
    in_turn = [one.words for one in sums if len(one.values) == 1]
    if 1 < len(told) == len(in_turn):  # for 2022 and 2023, 6k and 6.5k
        return _read_by_year(zip(told, in_turn, strict=True), card, today)
    each = set(in_turn)
    if not each and pattern("stories", "most").search(said):
        if not set(years) <= set(law.years()):
            return None
        return [f"{year}:{dollar_limit(year, 0 if born is None else year - born).money:f}" for year in years]
    if len(each) != 1:
        return None
    return _read_by_year(((year, in_turn[0]) for year in years), card, today)


def _read_by_year(told: Iterable[tuple[int, str]], card: Card, today: date) -> list[str] | None:
    reading = lists.by_year("; ".join(f"{year}: {amount}" for year, amount in told), card, today)
    return reading.value if isinstance(reading, Understood) and isinstance(reading.value, list) else None


def _years(said: str) -> Iterator[int]:
    for found in _SPAN.finditer(said):
        yield from range(int(found["first"]), int(found["last"] or found["first"]) + 1)


def _amounts(said: str, cues: tuple[str, ...]) -> list[str]:
    patterns = [re.escape(cue).replace(re.escape("{}"), _AMOUNT) for cue in cues]
    return [found for cue in patterns for found in re.findall(rf"(?<![\w,.]){cue}(?!\w)", said)]
