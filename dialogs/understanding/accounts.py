"""The accounts and workplace plans that a text names, and the other things an amount can be of."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.understanding.lexicon import Found, lexicon
from dialogs.understanding.tokens import tokens


@dataclass(frozen=True, slots=True)
class Thing:
    """start, end: place in the text. kind: ``ira``, ``plan`` or ``thing``; names: which, more than one where it can
    be one or the other (a SIMPLE is an IRA and a plan: of the kind that comes first).
    """

    start: int
    end: int
    words: str
    kind: str
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]


def find(text: str) -> tuple[Thing, ...]:
    """Accounts, plans and things in tidied text, from left to right."""
    said = tokens(text)
    found = lexicon("accounts").find(said)
    return tuple(
        _thing(one, text[said[one.first].start : said[one.end - 1].end], said[one.first].start) for one in found
    )


def _thing(found: Found, words: str, start: int) -> Thing:
    kind = found.keys[0].partition(".")[0]
    names = tuple(name for table, _, name in (key.partition(".") for key in found.keys) if table == kind)
    return Thing(start, start + len(words), words, kind, names)
