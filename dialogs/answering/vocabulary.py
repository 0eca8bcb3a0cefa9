"""What of a question is looked at: its words, after different words for one thing were made one, and their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from calc.effort import once
from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.text import tidy

PART = 4  # letters of a word part: enough to bridge endings and slips of the finger
REACH = 3  # telling words further apart are seldom about one thing

_TIMES = {"": 1, "k": 1000, "t": 1000, "m": 1_000_000}
_TOKEN = re.compile(r"[a-z0-9%&]+")


def features(text: str) -> frozenset[str]:
    """Words and neighbours, pairs of telling words that stand close, in either order, and parts of words."""
    tokens = plain_words(text)
    telling = [word for word in tokens if word not in _unheard()]
    neighbours = (f"{one} {other}" for one, other in pairwise(tokens))
    return frozenset((*tokens, *neighbours, *_pairs(telling), *_parts(tokens)))


@once
def plain_words(text: str) -> list[str]:
    """The words of a question, in order, in our spelling."""
    plain = tidy(text.replace("½", " 1/2"))
    for pattern, name in _numbers():
        plain = pattern.sub(name, plain)
    plain = _sum().sub(_size, plain)
    return _TOKEN.findall(_alternatives().sub(lambda found: _same()[found[0]], plain).replace("'", ""))


def _size(found: re.Match[str]) -> str:
    """A sum as a word of its size: whether cents or a whole plan are spoken of tells more than the digits."""
    digits = next(found[name] for name in "abcd" if found[name])
    value = Decimal(digits.replace(",", "")) * _TIMES[(found["ak"] or found["ck"] or "")[:1]]
    return next((f" sum{name} " for name, below in _cards()["sums"].items() if value < below), " sumlarge ")


def _pairs(tokens: list[str]) -> Iterator[str]:
    for place, one in enumerate(tokens):
        yield from ("&" + " ".join(sorted((one, two))) for two in tokens[place + 1 : place + 1 + REACH] if one != two)


def _parts(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        edged = f"_{token}_"
        yield from (f"~{edged[i : i + PART]}" for i in range(len(edged) - PART + 1))


@cache
def _cards() -> dict[str, dict[str, Any]]:
    return read_toml(ENGLISH / "asking" / "words.toml")


@cache
def _numbers() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Names and numbers that are written in many ways, read before the words."""
    return tuple((re.compile(pattern), name) for pattern, name in _cards()["numbers"]["read_as"])


@cache
def _sum() -> re.Pattern[str]:
    return re.compile("|".join(_cards()["numbers"]["sum"]))


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
