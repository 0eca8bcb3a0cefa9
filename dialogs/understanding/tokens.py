"""A text in tokens: words, numbers and marks, each with its place. Every recogniser counts in these."""

from __future__ import annotations

import re
from dataclasses import dataclass

from calc.effort import once

_TOKEN = re.compile(
    r"(?<=\d) ?\((?P<letter>[^\W\d_])\)(?P<plural>[^\W\d_]?)(?![^\W\d_])"  # 401(k), 403(b)s
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)"
    r"|(?P<number>\d+(?:[.,']\d+)*|\.\d+)"
    r"|(?P<mark>\S)"
)
_KEPT = "'re"  # we're is no "were"


@dataclass(frozen=True, slots=True)
class Token:
    """text: as the vocabularies have it, in lower case and without apostrophes; start, end: its place in the text."""

    text: str
    start: int
    end: int
    kind: str


@once
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, cleaned or tidied (``dialogs.text``); one pass."""
    return tuple(_token(found) for found in _TOKEN.finditer(text))


def spelled(phrase: str) -> list[str]:
    """The texts alone of a phrase's tokens, for a vocabulary of thousands; it belongs to no step."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return phrase.casefold().split()
    return [_token(found).text for found in _TOKEN.finditer(phrase)]


def _token(found: re.Match[str]) -> Token:
    if found["letter"]:
        return Token((found["letter"] + found["plural"]).casefold(), found.start(), found.end(), "word")
    if word := found["word"]:
        plain = word if word.casefold().endswith(_KEPT) else word.replace("'", "")
        return Token(plain.casefold(), found.start(), found.end(), "word")
    return Token(found[0], found.start(), found.end(), "number" if found["number"] else "mark")
