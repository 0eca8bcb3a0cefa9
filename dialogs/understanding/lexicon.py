"""Words and phrases for things, as data: the vocabularies of ``locale/en/recognisers`` and how a text is searched.

An entry is a template: ``[my] (wife|husband) is`` stands for four phrases; brackets hold what may be left out,
parentheses what is said one way or another. The longest phrase at a place counts, and a text is searched in one pass.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from dialogs.understanding.tokens import Token, spelled

_MARKS = "()[]|"


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a vocabulary: what it can be, and its first and last token, counted from 0; ``end`` is past it."""

    keys: tuple[str, ...]
    first: int
    end: int


@dataclass(slots=True)
class _Node:
    after: dict[str, _Node] = field(default_factory=dict)
    keys: tuple[str, ...] = ()


class Lexicon:
    """Phrases by what they mean."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        self._root = _Node()
        for key, templates in table.items():
            for template in templates:
                for phrase in phrases(template):
                    self._add(phrase, key)

    def _add(self, phrase: str, key: str) -> None:
        node = self._root
        for word in spelled(phrase.casefold()):
            step = node.after.get(word)
            if step is None:
                step = node.after[word] = _Node()
            node = step
        if key not in node.keys:
            node.keys = (*node.keys, key)

    def at(self, said: Sequence[Token], place: int, end: int | None = None) -> Found | None:
        """The longest phrase that begins at a token, and ends before another."""
        node, found, number = self._root, None, place
        end = len(said) if end is None else end
        while number < end and (step := node.after.get(said[number].text)):
            node, number = step, number + 1
            if node.keys:
                found = Found(node.keys, place, number)
        return found

    def find(self, said: Sequence[Token]) -> Iterator[Found]:
        """Phrases from left to right; none lies in another."""
        place = 0
        while place < len(said):
            found = self.at(said, place)
            if found:
                yield found
            place = found.end if found else place + 1

    def whole(self, said: Sequence[Token]) -> tuple[str, ...]:
        """What the whole of a text can be."""
        found = self.at(said, 0)
        return found.keys if found and found.end == len(said) else ()


def phrases(template: str) -> Iterator[str]:
    """Every phrase that a template stands for."""
    parts, left = _sequence(template, 0)
    if left != len(template):
        raise ValueError(f"unbalanced: {template}")
    for choice in parts:
        yield " ".join(choice.split())


def _sequence(template: str, place: int) -> tuple[list[str], int]:
    """What stands from a place to the next closing mark, in all its ways."""
    ways: list[str] = []
    pieces: list[list[str]] = []
    plain = ""
    while place < len(template) and template[place] not in ")]":
        mark = template[place]
        if mark not in _MARKS:
            plain, place = plain + mark, place + 1
            continue
        pieces, plain = [*pieces, [plain]], ""
        if mark == "|":
            ways, pieces, place = ways + _joined(pieces), [], place + 1
            continue
        inner, place = _sequence(template, place + 1)
        if place >= len(template) or template[place] != {"(": ")", "[": "]"}[mark]:
            raise ValueError(f"unbalanced: {template}")
        pieces, place = [*pieces, [*inner, ""] if mark == "[" else inner], place + 1
    return ways + _joined([*pieces, [plain]]), place


def _joined(pieces: list[list[str]]) -> list[str]:
    return ["".join(parts) for parts in product(*pieces)]


@cache
def data(name: str) -> Mapping[str, Any]:
    """A file of ``locale/en/recognisers``."""
    return tomllib.loads((files("dialogs") / "locale" / "en" / "recognisers" / f"{name}.toml").read_text("utf-8"))


@cache
def joined(*tables: tuple[str, str]) -> Lexicon:
    """Tables of several files (file, table), searched as one."""
    return Lexicon({key: words for name, table in tables for key, words in _flat({table: data(name)[table]}, "")})


@cache
def lexicon(name: str, *tables: str) -> Lexicon:
    """The vocabulary of a file, or of some of its tables; a key of a table within a table is dotted."""
    flat = dict(_flat(data(name), ""))
    wanted = {key: words for key, words in flat.items() if not tables or key.split(".")[0] in tables}
    return Lexicon(wanted)


def _flat(node: Mapping[str, Any], path: str) -> Iterator[tuple[str, Sequence[str]]]:
    for name, value in node.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name}.")
        elif isinstance(value, list):
            yield path + name, value


@cache
def pattern(room: str, name: str) -> re.Pattern[str]:
    """A way of saying of ``locale/en/recognisers/patterns.toml``: the room that listens for it, and its name."""
    return re.compile(data("patterns")[room][name])


@cache
def respellings(room: str, name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """A list of ``patterns.toml``: what is written in another way, one after the other."""
    return tuple((re.compile(said), written) for said, written in data("patterns")[room][name])


def respelled(words: str, room: str, name: str) -> str:
    """The words with a room's respellings carried out, in their order."""
    for said, written in respellings(room, name):
        words = said.sub(written, words)
    return words
