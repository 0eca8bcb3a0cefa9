"""What a person can do at any moment, as a command or in plain words; the list is ``locale/en/verbs.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.text import bare, clean, ways_to_say


@dataclass(frozen=True, slots=True)
class Verb:
    """menu: its line in a list of commands; empty for those that are only said in words."""

    name: str
    words: tuple[str, ...]
    menu: str


@cache
def verbs() -> dict[str, Verb]:
    raw = read_toml(ENGLISH / "verbs.toml")
    return {name: Verb(name, tuple(card["words"]), card.get("menu", "")) for name, card in raw.items()}


@cache
def _by_words() -> dict[str, str]:
    return {bare(word): verb.name for verb in verbs().values() for word in verb.words}


def command(text: str) -> tuple[str, str] | None:
    """A typed or pressed command with what follows it; the name is as typed and may be unknown."""
    if not text.startswith("/"):
        return None
    name, _, rest = clean(text[1:]).partition(" ")
    return name.casefold(), rest


def alone(text: str) -> bool:
    """Whether the text is one of our commands and nothing else: then no reader of prose has to look at it."""
    return text.startswith("/") and text[1:] in verbs()


def in_words(text: str) -> str | None:
    """The verb that the whole text says, courtesies left out, or None."""
    said = bare(text)
    while said not in _by_words():
        plainer = _courtesy().sub("", said, count=1)
        if plainer == said:
            return None
        said = plainer
    return _by_words()[said]


@cache
def _courtesy() -> re.Pattern[str]:
    before, after = ("|".join(sorted(ways_to_say(place), key=len, reverse=True)) for place in ("opening", "closing"))
    return re.compile(rf"^(?:{before}) (?=\S)|(?<=\S) (?:{after})$")
