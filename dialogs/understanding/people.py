"""Of whom a text speaks: the speaker, the spouse by role or by name, both, each of them, or somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.text import tidy
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.tokens import tokens

YOU, SPOUSE, BOTH, EACH, OTHER = "you", "spouse", "both", "each", "other"


@dataclass(frozen=True, slots=True)
class Person:
    """start, end: place in the text. who: you, spouse, both, each or other. role: wife, husband, she, he or empty."""

    start: int
    end: int
    words: str
    who: str
    role: str = ""


def find(text: str, names: Mapping[str, str] | None = None) -> tuple[Person, ...]:
    """The people in a text, from left to right. names: in lower case, each with ``you`` or ``spouse``."""
    said = tokens(text)
    known = names or {}
    found = [
        Person(
            said[m.first].start, said[m.end - 1].end, text[said[m.first].start : said[m.end - 1].end], *_who(m.keys)
        )
        for m in lexicon("people", *_TABLES).find(said)
    ]
    for token in said:
        name = token.text if token.text in known else token.text.removesuffix("s")
        if name in known and not any(p.start <= token.start < p.end for p in found):
            found.append(Person(token.start, token.end, text[token.start : token.end], known[name]))
    return tuple(sorted(found, key=lambda person: person.start))


_TABLES = ("you", "spouse", "both", "each", "other")


def _who(keys: tuple[str, ...]) -> tuple[str, str]:
    table, _, role = keys[0].partition(".")
    return table, role if table == SPOUSE and role != SPOUSE else ""


def named(text: str) -> str | None:
    """The one person that a text speaks of, or ``both``; None where nobody is named, or one and the other."""
    whose = {person.who for person in find(tidy(text)) if person.who != OTHER}
    if whose & {BOTH, EACH} or len(whose) > 1:
        return BOTH
    return whose.pop() if whose else None


def taking_over(text: str) -> str:
    """``wife`` or ``husband`` where another person says that they speak now; else empty."""
    said = tokens(tidy(text))
    found = next(lexicon("people", "takes_over").find(said), None)
    return found.keys[0].partition(".")[2] if found else ""
