"""What of a question is looked at: its words, after different words for one thing were made one, and their parts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from dialogs.text import tidy

PART = 4  # letters of a word part: enough to bridge endings and slips of the finger
REACH = 3  # telling words further apart are seldom about one thing

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
        (r"\b(19|20)\d\d\b(?!,)", "someyear"),
    )
)
_SUM = re.compile(
    r"\$ ?(?P<a>\d[\d,]*(?:\.\d+)?) ?(?P<ak>k|m|million|thousand)?\b"
    r"|\b(?P<b>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d\d)\b(?! ?[k%])"
    r"|\b(?!40[13])(?P<c>\d+(?:\.\d+)?) ?(?P<ck>k)\b"
    r"|\b(?!1040|1099|2210|2555|5305|5329|5498|5500|8606|8880|8960|9465)(?P<d>\d{4,7})\b"
)
_TIMES = {"": 1, "k": 1000, "t": 1000, "m": 1_000_000}
_TOKEN = re.compile(r"[a-z0-9%&]+")


def features(text: str) -> frozenset[str]:
    """Words, pairs of telling words that stand close, in either order, and parts of words."""
    tokens = plain_words(text)
    telling = [word for word in tokens if word not in _unheard()]
    return frozenset((*tokens, *_pairs(telling), *_parts(tokens)))


def plain_words(text: str) -> list[str]:
    """The words of a question, in order, in our spelling."""
    plain = tidy(text.replace("½", " 1/2"))
    for pattern, name in _NUMBERS:
        plain = pattern.sub(name, plain)
    plain = _SUM.sub(_size, plain)
    return _TOKEN.findall(_alternatives().sub(lambda found: _same()[found[0]], plain).replace("'", ""))


def _size(found: re.Match[str]) -> str:
    """A sum as a word of its size: whether cents or a whole plan are spoken of tells more than the digits."""
    digits = next(found[name] for name in "abcd" if found[name])
    value = Decimal(digits.replace(",", "")) * _TIMES[(found["ak"] or found["ck"] or "")[:1]]
    return next((f" sum{name} " for name, below in _cards()["sums"].items() if value < below), " sumlarge ")


def _pairs(tokens: list[str]) -> Iterator[str]:
    for place, one in enumerate(tokens):
        yield from (" ".join(sorted((one, two))) for two in tokens[place + 1 : place + 1 + REACH] if one != two)


def _parts(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        edged = f"_{token}_"
        yield from (f"~{edged[i : i + PART]}" for i in range(len(edged) - PART + 1))


@cache
def _cards() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("dialogs") / "locale" / "en" / "asking" / "words.toml").read_text("utf-8"))


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
