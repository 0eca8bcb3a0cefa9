"""Answers from a list: a choice, several choices, yes or no, a state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from itertools import count

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.interview.questions import Card, every_card
from dialogs.text import bare, ways_to_say
from dialogs.understanding.lexicon import Lexicon, lexicon, pattern
from dialogs.understanding.readings import Misread, Reading, Readings, Understood
from dialogs.understanding.tokens import tokens

_SHORT = 4  # letters; a misspelling so short is asked back
CLOSE = 0.86  # below this a misspelling could as well be another word
_LEADING = pattern("choices", "leading")
_TRAILING = pattern("choices", "trailing")
_PERCENT = "%"
_SEVERAL = pattern("choices", "several_places")
_YEARS_IN_A_ROW = pattern("choices", "years_in_a_row")
_PLAN = re.compile(r"\b(401|403|457) ([abk])\b")


def matches(text: str, card: Card) -> tuple[str, ...]:
    """The choices that the words can mean: exactly, else by a misspelling."""
    said = _words(text)
    letters = said.split()
    said = "".join(letters) if len(letters) > 1 and all(len(one) == 1 for one in letters) else said  # h.o.h.
    plain = _LEADING.sub("", _TRAILING.sub("", said))
    for words in dict.fromkeys((said, plain, _words(re.sub(r"\b20\d\d\b", "", said)))):
        exact = [key for word, key in _names(card) if word == words]
        if exact:
            return tuple(dict.fromkeys(exact))
    if len(said) < 4 or pattern("choices", "denied").search(f" {said} "):
        return ()
    part = [key for key, choice in card.choices.items() if re.search(rf"\b{re.escape(said)}\b", _words(choice.label))]
    if part and not _is_somebody(said):
        return tuple(dict.fromkeys(part))
    close = CLOSE - 0.04 if card.kind == "choice" else CLOSE
    near = get_close_matches(said, [word for word, _ in _names(card)], n=1, cutoff=close)
    return tuple(key for word, key in _names(card) if word in near)[:1]


def _is_somebody(said: str) -> bool:
    """Whether the words only name a person, which a part of a label is no choice by: surviving spouse."""
    words = tokens(said)
    found = lexicon("people", "you", "spouse", "both", "each").at(words, 0)
    return found is not None and found.end == len(words)


def _words(text: str) -> str:
    """Without case and signs; the name of a plan is one word, however it is written."""
    return _PLAN.sub(r"\1\2", bare(text))


def _names(card: Card) -> tuple[tuple[str, str], ...]:
    return _named(card.id)


@cache
def _named(card_id: str) -> tuple[tuple[str, str], ...]:
    """Every word for every choice of a card, with the choice's key."""
    card = next(card for card in every_card() if card.id == card_id)
    names = []
    for key, choice in card.choices.items():
        label = _words(re.sub(r"\{\w+\}", "", choice.label))
        names += [(label, key), (bare(key), key), *((_words(word), key) for word in choice.also)]
    return tuple(names)


def mentioned(text: str, card: Card) -> tuple[str, ...]:
    """The choices that a longer text speaks of, to be shown and confirmed; none where something is denied."""
    if pattern("choices", "denied").search(f" {bare(text)} "):
        return ()
    return told_of(text, card)


def told_of(text: str, card: Card) -> tuple[str, ...]:
    """The choices whose words stand in a text that tells what happened; what was not done happened too."""
    found = {key for keys in senses(text, card).values() for key in keys}
    for key, choice in card.choices.items():
        if key in found and choice.over_years and (choice.over_years in found or _YEARS_IN_A_ROW.search(text)):
            found = {choice.over_years, *found} - {key}
    return tuple(key for key in card.choices if key in found)


def senses(text: str, card: Card) -> dict[str, tuple[str, ...]]:
    """The names in a text, longer ones first, with the choices that each can mean."""
    left, found = f" {_words(text)} ", {}
    for word in sorted({name for name, _ in _names(card)}, key=lambda name: (-len(name), name)):
        if len(word) > 2 and f" {word} " in left:
            left = left.replace(f" {word} ", " | ")
            found[word] = tuple(dict.fromkeys(key for name, key in _names(card) if name == word))
    return found


def is_exact(text: str, card: Card) -> bool:
    """Whether the words are those of a choice, so that no command is meant by them."""
    said = _words(text)
    if card.kind == "state":
        return said.upper() in states()
    if card.kind == "yes_no":
        return said in ways_to_say("yes") | ways_to_say("no")
    return any(said == word for word, _ in _names(card))


def one(text: str, card: Card, today: date) -> Reading:
    """A number alone may count the choices as they stand: that is asked back."""
    del today
    keys = () if _PERCENT in text else matches(text, card)
    if not keys and bare(text) in (counted := dict(zip(map(str, count(1)), card.choices, strict=False))):
        return Readings((counted[bare(text)],), "mentioned")
    if not keys:
        return Misread("not_a_choice")
    return Understood(keys[0]) if len(keys) == 1 else Readings(keys, "choices")


def several(text: str, card: Card, today: date) -> Reading:
    """Choices named one after the other; what is not understood is named and nothing is stored."""
    del today
    if bare(text) in ways_to_say("none") or bare(text) == bare(card.none):
        return Understood([])
    whole = matches(text, card)
    if len(whole) == 1:
        return Understood(list(whole))
    chosen: list[str] = []
    for part in pattern("choices", "between").split(text):
        if not bare(part):
            continue
        keys = matches(part, card)
        if chosen and not keys and _denies_another(part, card, chosen):  # a pension only, no 401(k)
            continue
        if len(keys) != 1:
            return Misread("not_a_choice_part", {"part": part[:60]}) if chosen or keys else Misread("not_a_choice")
        chosen += [key for key in keys if key not in chosen]
    order = list(card.choices)
    return Understood(sorted(chosen, key=order.index)) if chosen else Misread("not_a_choice")


def _denies_another(part: str, card: Card, chosen: list[str]) -> bool:
    """Whether a part of a list says that there is none of a choice that was not named."""
    said = f" {bare(part)} "
    rest = pattern("choices", "denied").sub(" ", said)
    keys = matches(rest.strip(), card) if rest != said else ()
    return bool(keys) and not set(keys) & set(chosen)


def yes_no(text: str, card: Card, today: date) -> Reading:
    del card, today
    said = bare(text)
    first = said.split(" ")[0] if said else ""
    if said in ways_to_say("yes") or (first in {"yes", "yeah", "yep", "yup"} and " no" not in said):
        return Understood(value=True)
    if said in ways_to_say("no") or (first in {"no", "nope", "nah"} and " yes" not in said and "idea" not in said):
        return Understood(value=False)
    return Misread("not_yes_or_no")


@cache
def states() -> Mapping[str, tuple[str, ...]]:
    """Two letters → the state's name and other ways to write it."""
    raw = read_toml(ENGLISH / "states.toml")
    return {code: tuple(names) for code, names in raw["states"].items()}


@cache
def state_names() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for code, spellings in states().items():
        for spelling in (code, *spellings):
            names[bare(spelling)] = (*names.get(bare(spelling), ()), code)
    return names


@cache
def state_words() -> Lexicon:
    """States and cities by name and letters, as they stand in a text."""
    return Lexicon({code: (code, *names) for code, names in states().items()})


def state(text: str, card: Card, today: date) -> Reading:
    """A state or the District of Columbia, by name, letters, large city or a near misspelling."""
    del card, today
    said = pattern("choices", "lives_in").sub("", bare(text))
    letters = said.split()
    said = "".join(letters) if len(letters) > 1 and all(len(one) == 1 for one in letters) else said  # N.C.
    said = said.removesuffix(" state") if said not in state_names() else said
    codes = state_names().get(said, ())
    if not codes and len(said) == _SHORT and " " not in said:
        near = get_close_matches(said, state_names(), n=1, cutoff=CLOSE)
        close = tuple(code for name in near for code in state_names()[name])
        return Readings(close, "mentioned") if close else Misread("not_a_state")  # "mine" may be meant as said
    if not codes and len(said) > _SHORT and not _SEVERAL.search(said):
        near = get_close_matches(said, state_names(), n=3, cutoff=CLOSE - 0.06)
        codes = tuple(dict.fromkeys(code for name in near for code in state_names()[name]))
        if len(codes) == 1:
            return Understood(codes[0])
    if not codes:
        return Misread("territory" if said in territories() else "not_a_state")
    return Understood(codes[0]) if len(codes) == 1 else Readings(codes, "choices")


@cache
def territories() -> Mapping[str, str]:
    """Names of places with a tax system of their own, by the same bare."""
    raw = read_toml(ENGLISH / "states.toml")
    return {bare(name): name for name in raw["territories"]}
