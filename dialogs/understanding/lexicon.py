"""Words and phrases for things, as data: the vocabularies of ``locale/en/recognisers`` and how a text is searched.

An entry is a template: ``[my] (wife|husband) is`` stands for four phrases; brackets hold what may be left out,
parentheses what is said one way or another. The longest phrase at a place counts, and a text is searched in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.understanding.tokens import Token, spelled


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a vocabulary: what it can be, and its first and last token, counted from 0; ``end`` is past it."""

    keys: tuple[str, ...]
    first: int
    end: int


class _Node:
    """A place in a template: the words that may come next, and where each leads; ``key`` where it may end."""

    __slots__ = ("after", "key")

    def __init__(self, after: Mapping[str, Sequence[_Node]], key: str = "") -> None:
        self.after, self.key = after, key


class _Place:
    """The same words in all templates at once: worked out when somebody first says them, for most are never said."""

    __slots__ = ("_known", "_next", "keys")

    def __init__(self, nodes: Sequence[_Node]) -> None:
        self.keys = tuple(dict.fromkeys(node.key for node in nodes if node.key))
        self._known: dict[str, _Place] = {}
        self._next: dict[str, list[_Node]] = {}
        for node in nodes:
            for word, there in node.after.items():
                self._next.setdefault(word, []).extend(there)

    def after(self, word: str) -> _Place | None:
        if (place := self._known.get(word)) is None and (nodes := self._next.get(word)):
            place = self._known[word] = _Place(list(dict.fromkeys(nodes)))
        return place


class Lexicon:
    """Phrases by what they mean."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        begun: list[_Node] = []
        for key, templates in table.items():
            end = {"": [_Node({}, key)]}
            for template in templates:
                begun += _begun(_read(template, end))
        self._root = _Place(begun)

    def at(self, said: Sequence[Token], place: int, end: int | None = None) -> Found | None:
        """The longest phrase that begins at a token, and ends before another."""
        at, found, number = self._root, None, place
        end = len(said) if end is None else end
        while number < end and (step := at.after(said[number].text)):
            at, number = step, number + 1
            if at.keys:
                found = Found(at.keys, place, number)
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


_Rest = dict[str, list[_Node]]
"""What may follow: letters that belong to the word before, and where they lead."""


def _read(template: str, end: _Rest) -> _Rest:
    """A template from its end to its beginning, so that what several ways have in common is there once."""
    rest, left = _sequence(template.casefold(), len(template) - 1, end)
    if left >= 0:
        raise ValueError(f"unbalanced: {template}")
    return rest


def _sequence(template: str, place: int, after: _Rest) -> tuple[_Rest, int]:
    """What stands before a place back to the mark that opens it, in all its ways; and the place of that mark."""
    ways: _Rest = {}
    rest = after
    while place >= 0 and template[place] not in "([":
        mark = template[place]
        if mark == "|":
            ways, rest, place = _either(ways, rest), after, place - 1
        elif mark in ")]":
            inner, opened = _sequence(template, place - 1, rest)
            if opened < 0 or template[opened] != {")": "(", "]": "["}[mark]:
                raise ValueError(f"unbalanced: {template}")
            rest, place = _either(inner, rest) if mark == "]" else inner, opened - 1
        elif mark == " ":
            rest, place = {"": _begun(rest)}, place - 1
        else:
            first = max(template.rfind(other, 0, place) for other in " ()[]|") + 1
            rest, place = {template[first : place + 1] + letters: to for letters, to in rest.items()}, first - 1
    return _either(ways, rest), place


def _either(one: _Rest, other: _Rest) -> _Rest:
    both = {letters: [*one.get(letters, ()), *other.get(letters, ())] for letters in {**one, **other}}
    return {letters: list(dict.fromkeys(to)) for letters, to in both.items()}


def _begun(rest: _Rest) -> list[_Node]:
    """Where a word begins, what may follow."""
    after: dict[str, list[_Node]] = {}
    for letters, to in rest.items():
        if letters:
            word, *more = spelled(letters)
            there = to
            for last in reversed(more):
                there = [_Node({last: there})]
            after.setdefault(word, []).extend(there)
    return [*([_Node(after)] if after else []), *rest.get("", ())]


@cache
def data(name: str) -> Mapping[str, Any]:
    """A file of ``locale/en/recognisers``."""
    return read_toml(ENGLISH / "recognisers" / f"{name}.toml")


@cache
def joined(*tables: tuple[str, str]) -> Lexicon:
    """Tables of several files (file, table), searched as one."""
    return Lexicon({key: words for name, table in tables for key, words in _flat({table: data(name)[table]}, "")})


@cache
def lexicon(name: str, *tables: str) -> Lexicon:
    """The vocabulary of a file, or of some of its tables; a key of a table within a table is dotted."""
    flat = dict(_flat(data(name), ""))
    wanted = {key: words for key, words in flat.items() if not tables or key.split(".")[0] in tables}
    if name in _WITHOUT_ARTICLES:
        wanted = {key: [_ARTICLE.sub("[the] ", words) for words in told] for key, told in wanted.items()}
    return Lexicon(wanted)


_WITHOUT_ARTICLES = frozenset(
    {"replies", "own_words", "plan"}
)  # full amount, legal limit: the article may be missing
_ARTICLE = re.compile(r"(?<![\w\[])the (?=\S)")


def _flat(node: Mapping[str, Any], path: str) -> Iterator[tuple[str, Sequence[str]]]:
    for name, value in node.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name}.")
        elif isinstance(value, list):
            yield path + name, value


@cache
def pattern(room: str, name: str) -> re.Pattern[str]:
    """A way of saying of ``locale/en/recognisers/patterns.toml``: the room that listens for it, and its name."""
    return compiled(data("patterns")[room][name])


def compiled(written: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile`` at the first use: most of what people can say is not said in a talk."""
    return cast("re.Pattern[str]", _Compiled(written, flags))


class _Compiled:
    """What is asked of it once is from then on its own."""

    def __init__(self, written: str, flags: int) -> None:
        self._written, self._flags = written, flags

    def __getattr__(self, name: str) -> object:
        asked = getattr(re.compile(self._written, self._flags), name)
        setattr(self, name, asked)
        return asked


@cache
def respellings(room: str, name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """A list of ``patterns.toml``: what is written in another way, one after the other."""
    return tuple((re.compile(said), written) for said, written in data("patterns")[room][name])


def respelled(words: str, room: str, name: str) -> str:
    """The words with a room's respellings carried out, in their order."""
    for said, written in respellings(room, name):
        words = said.sub(written, words)
    return words
