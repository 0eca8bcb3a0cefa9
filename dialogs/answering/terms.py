"""What a word of the field means, and who the bot is: two sentences from ``locale/en/asking/terms.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from calc import law
from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.phrases import fill
from dialogs.text import bare, tidy

DEFINES = 3  # of the ways of asking, those that ask for a definition
LONGEST = 14  # words; a longer question asks for more than a meaning


def meaning(question: str) -> str | None:
    """The two sentences, where the whole question asks for one word or for the bot; else None."""
    said = bare(question)
    if not said or len(said.split()) > LONGEST:
        return None
    about = about_the_bot(question)
    if about is not None:
        return about
    for pattern in _asked():
        match = pattern.fullmatch(said)
        if match and (text := _terms().get(match[1])):
            return text
    return _terms().get(_bare_term(question))


def is_defined(question: str) -> bool:
    """Whether nothing but the meaning of one word is asked: "what is basis", "MAGI?", and not how it works."""
    said = bare(question)
    found = (pattern.fullmatch(said) for pattern in _asked()[:DEFINES])
    return _bare_term(question) in _terms() or any(match and match[1] in _terms() for match in found)


def about_the_bot(question: str) -> str | None:
    """What is said of the bot itself, where it is asked about: who it is, what it keeps, what it may see."""
    said = bare(question)
    if len(said.split()) > LONGEST:
        return None
    found = next((text for matches, text in _of_the_bot() if matches(said)), None)
    values = {"first": law.years()[0], "last": law.latest(), "checked": law.checked()}
    return found and fill(found, **values)


def _bare_term(question: str) -> str:
    """The word that alone is the question: "MAGI?"; empty where more is said, or it is no question."""
    return bare(tidy(question).rstrip(" ?!.")) if question.rstrip().endswith("?") else ""


@cache
def _data() -> Mapping[str, Any]:
    return read_toml(ENGLISH / "asking" / "terms.toml")


@cache
def _terms() -> Mapping[str, str]:
    return {bare(name): term["text"] for term in _data()["terms"].values() for name in term["names"]}


@cache
def _asked() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _data()["asked"])


@cache
def _of_the_bot() -> tuple[tuple[Callable[[str], bool], str], ...]:
    """What recognises a question about one thing, and the sentences; the more particular ways before the words."""
    entries = _data()["bot"].values()
    whole = [(_whole(entry["asked"]), entry["text"]) for entry in entries]
    parts = [(_part(entry.get("about", ())), entry["text"]) for entry in entries]
    words = [(_word(entry["words"]), entry["text"]) for entry in entries if "words" in entry]
    return (*whole, *parts, *words)


def _whole(ways: Iterable[str]) -> Callable[[str], bool]:
    patterns = [re.compile(way) for way in ways]
    return lambda said: any(pattern.fullmatch(said) for pattern in patterns)


def _part(ways: Iterable[str]) -> Callable[[str], bool]:
    patterns = [re.compile(way) for way in ways]
    return lambda said: not _kept("of_the_field").search(said) and any(pattern.search(said) for pattern in patterns)


def _word(way: str) -> Callable[[str], bool]:
    """One word is enough where a question speaks to the bot and of nothing of the field."""
    pattern, spoken_to = re.compile(way), (_kept("question"), _kept("addressed"))
    field = _kept("of_the_field")
    return lambda said: (
        bool(pattern.search(said)) and not field.search(said) and all(p.search(said) for p in spoken_to)
    )


@cache
def _kept(name: str) -> re.Pattern[str]:
    return re.compile(_data()[name])
