"""Percentages that a text names, and formulas of a match: "10% of pay", "50% of 6%", "dollar for dollar up to 4%"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from calc.effort import once
from dialogs.understanding.lexicon import data
from dialogs.understanding.numerals import small_number


@dataclass(frozen=True, slots=True)
class Share:
    """start, end: place in the text. percent: of ``of`` (``pay``, ``own``: what the person pays in, or empty where
    nothing is said). A match formula has its rate multiplied in: 50% of 6% is 3. matched: it is such a formula.
    """

    start: int
    end: int
    words: str
    percent: Decimal
    of: str = ""
    matched: bool = False


@once
def find(text: str) -> tuple[Share, ...]:
    """Percentages in tidied text, from left to right; the upper end of a span."""
    found: list[Share] = []
    taken = bytearray(len(text) + 1)
    for name in ("formula", "of_share", "each_dollar", "plain"):
        for match in _pattern(name).finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            if share := _share(name, match):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append(share)
    return tuple(sorted(found, key=lambda share: share.start))


def _share(name: str, match: re.Match[str]) -> Share | None:
    if name == "each_dollar":  # of what is paid in, as far as it is told
        rate = _rate(match["rate"])
        return (
            None if rate is None else Share(match.start(), match.end(), match[0], (rate * 100).normalize() + 0, "own")
        )
    whole = _number(match["n"])
    if whole is None:
        return None
    if name == "plain":
        of = "own" if match["own"] else "pay" if match["pay"] else ""
        return Share(match.start(), match.end(), match[0], whole, of)
    rate = _rate(match["rate"])
    if rate is None:
        return None
    return Share(match.start(), match.end(), match[0], (rate * whole).normalize() + 0, "pay", matched=True)


def _number(said: str) -> Decimal | None:
    plain = said.replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})?", plain):
        return Decimal(plain)
    return small_number(said)


def _rate(said: str) -> Decimal | None:
    """Half, dollar for dollar, 50%, fifty cents on the dollar."""
    for name, rate in data("shares")["rates"].items():
        if re.fullmatch(data("shares")["rate_words"][name], said):
            return Decimal(rate)
    if cents := re.match(r"\$?(?:0?\.(\d\d)|(\d{1,2}) ?(?!%|\d))", said) if "%" not in said else None:
        return Decimal(cents[1] or cents[2]) / 100  # 25 cents on the dollar, $0.25 for each $1
    number = _number(re.sub(r"[^\w.]+$", "", said.split("%", maxsplit=1)[0]).split(" ")[0])
    return None if number is None else number / 100


@cache
def _pattern(name: str) -> re.Pattern[str]:
    raw = data("shares")["patterns"]
    parts = {part: raw[part] for part in ("percent", "number", "rate", "pay", "own")}
    return re.compile(raw[name].format(**parts))
