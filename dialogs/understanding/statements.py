"""A pasted text in statements: sentences and list items, and answers together with the questions before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dialogs.text import tidy
from dialogs.understanding.lexicon import pattern, respelled

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\s+(?=(?:[•*–]|- |\(?\d{1,2}[.)] ))|\n")
_BULLET = re.compile(r"^(?:[•*–-]|\(?\d{1,2}[.)])\s*")
_NUMBERED = re.compile(r"\s\(?(\d{1,2})[.):]\s")
_ASKS = pattern("statements", "asks")
_REPLY = pattern("statements", "reply")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, contractions written out. question: what it answers, where it is an answer."""

    words: str
    question: str = ""


def reply(statement: Statement) -> bool | None:
    """Yes or no to the question before; None where the statement is no bare reply."""
    if not statement.question:
        return None
    if pattern("statements", "denied").match(statement.words):
        return False
    return True if _REPLY.match(statement.words) else None


def is_numbered(text: str) -> bool:
    return len(_NUMBERED.findall(f" {tidy(text)}")) > 1


def replies(text: str, questions: Sequence[str]) -> list[Statement]:
    """Numbered answers to the numbered questions of a message; none where the numbers do not fit."""
    parts = _NUMBERED.split(f" {_most(tidy(text))}")
    pairs = [
        (int(number), _plain(words).strip(" .;,")) for number, words in zip(parts[1::2], parts[2::2], strict=True)
    ]
    numbers = [number for number, _ in pairs]
    if numbers != sorted(set(numbers)) or not 0 < numbers[0] <= numbers[-1] <= len(questions):
        return []
    return [Statement(words, _plain(tidy(questions[number - 1]))) for number, words in pairs]


def statements(text: str) -> Iterator[Statement]:
    """Sentences and list items; a question stands with the reply behind it, and without one it states nothing."""
    question = ""
    for part in _SENTENCE.split(_most(tidy(pattern("statements", "line").sub(". ", text)))):
        words = _BULLET.sub("", _plain(part)).strip()
        if words.endswith("?") or _ASKS.match(words):
            question = words
        elif words:
            yield Statement(words.rstrip(".!;"), question if _REPLY.match(words) or len(words.split()) < 8 else "")
            question = ""


def _plain(words: str) -> str:
    return respelled(words, "statements", "plain")


def _most(words: str) -> str:
    """Of a span of percents its upper end: between 1% and 10%."""
    return respelled(words, "statements", "most")
