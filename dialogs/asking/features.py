"""What of a question is looked at: its words, after different words for one thing were made one, and their parts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from dialogs.words import tidy

PART = 4  # letters of a word part: enough to bridge endings and slips of the finger

# Read before the words of ``words.toml``: names and numbers that are written in many ways.
_NUMBERS = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\b(40[13]|457) ?\(? ?(k|b|a) ?\)?('?s\b)?", r"\1\2 "),
        (r"\b1099[ -]?r('?s)?\b", "1099r"),
        (r"\bform[ -]?(\d{4})\b", r"\1"),
        (r"\b(59|70)( 1/2| ?½|\.5| and a half)|\b(59|70)1/2", r"age\1\3"),
        (r"\b(five|5)[ -]?(years?|yrs?)\b", "5year"),
        (r"\b(two|2)[ -]?(years?|yrs?)\b", "2year"),
        (r"\$?\b\d*\.\d\d\b(?!k)", "smallsum"),
        (r"\b(19|20)\d\d\b(?!,)", "someyear"),
        (r"\$ ?\d[\d,]*(\.\d+)? ?(k|m|mm|million|thousand)?\b|\b\d{1,3}(,\d{3})+\b", "somesum"),
        (r"\b(?!401)\d+(\.\d+)? ?k\b", "somesum"),
        (r"\b(?!1040|1099|2210|2555|5305|5329|5498|5500|8606|8880|8960|9465)\d{4,7}\b", "somesum"),
        (r"\b([4-9]\d)[ -]?(yo|y/o|years? old)\b", r"\1 old"),
    )
)
_TOKEN = re.compile(r"[a-z0-9%&]+")


def features(text: str) -> frozenset[str]:
    """Words, pairs of words with nothing telling between them, and parts of words."""
    tokens = words(text)
    telling = [word for word in tokens if word not in _unheard()]
    return frozenset((*tokens, *_pairs(telling), *_parts(tokens)))


def words(text: str) -> list[str]:
    """The words of a question, in order, in our spelling."""
    plain = tidy(text.replace("½", " 1/2"))
    for pattern, name in _NUMBERS:
        plain = pattern.sub(name, plain)
    return _TOKEN.findall(_alternatives().sub(lambda found: _same()[found[0]], plain).replace("'", ""))


def _pairs(tokens: list[str]) -> Iterator[str]:
    return (f"{one} {two}" for one, two in pairwise(tokens))


def _parts(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        edged = f"_{token}_"
        yield from (f"~{edged[i : i + PART]}" for i in range(len(edged) - PART + 1))


@cache
def _cards() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("dialogs") / "cards" / "asking" / "words.toml").read_text("utf-8"))


@cache
def _same() -> dict[str, str]:
    return {other: name for name, others in _cards()["same"].items() for other in others}


@cache
def _alternatives() -> re.Pattern[str]:
    longest_first = sorted(_same(), key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, longest_first))})(?![\w'])")


@cache
def _unheard() -> frozenset[str]:
    return frozenset(_cards()["unheard"]["words"])
