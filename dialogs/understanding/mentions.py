"""The figures of a text, each with what it can be: dollars, a bare number, an age, a year, a day or a percentage.

``mark`` puts a mark in the place of each, so that a text can be cut at its commas and "and"s without cutting
"between 5 and 6k". The number in a name (401(k), Form 8606, line 14) is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dialogs.understanding.numerals import small_number
from dialogs.understanding.numerals import words as numerals
from dialogs.understanding.patterns import words

_DOLLARS = (
    r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d{1,2})?(?![\d,]*\d)|\d{1,3}(?:'\d{3})+|\d{1,3}(?: \d{3})? 000(?! ?\d)"
    r"|\d+(?:[.,]\d+)*|\.\d+"
)
_SCALE = r"(?:k|mm?|mill?|mil|millions?|thousands?|thou|grand|lakhs?|lac|crores?)"
_SIGN = r"(?:(?<![\w$-])-(?=[$\d])|minus )?"
_SUM = rf"{_SIGN}(?:(?:us)?\$ ?)?(?<![\w.])(?:{_DOLLARS})(?: ?{_SCALE})?(?!\w)"
_NUMBER_WORD = rf"(?:{'|'.join([*numerals().ones, *numerals().tens])}|hundred|half|quarters?)"
_SPOKEN = (
    rf"(?:(?:\d+(?:\.\d+)? and a half|\b(?:an? )?{_NUMBER_WORD}|\ban?(?= (?:{_SCALE}|hundred)\b))"
    rf"(?:[ -](?:of )?(?:an? )?(?:{_NUMBER_WORD}|{_SCALE})|(?<=hundred) and {_NUMBER_WORD}| and a half)*)\b"
)
_PERIOD = (
    r"(?: ?(?:/|\b(?:per|an?|each|every)\b) ?(?:years?|yr|months?|mo|weeks?|wk|two weeks|days?|hours?|hr|pay ?checks?"
    r"|pay ?periods?)\b| (?:bi-?weekly|semi-?monthly|monthly|weekly|daily|hourly|yearly|annually)\b)"
)
_BOUND = r"(?:\b(?:over|above|under|below|(?:more|less) than|up to|at least|at most) )?"
_ONE = rf"(?:{_SUM}|{_SPOKEN})(?:-?ish\b|\+)?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:[a-z]{2,7})?\.?"
_NOT_MORE = r"\b(?![\d.,]*\d| ?(?:k|%)\b)"
_DAY = (
    rf"\b(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?{_NOT_MORE}(?:,? (?:19|20)\d\d\b)?|{_MONTH},? (?:of )?(?:19|20)\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b(?:,? (?:19|20)\d\d)?)\b"
    r"|\b(?:\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}/\d{4}|(?:1[0-2]|0?[1-9])/[0-3]?\d)\b(?!/)"
)
_AGE = (
    r"\b(?:aged?(?: of)?[: ]+|turn(?:s|ed|ing)? )\d\d\b(?! ?k\b)"
    r"|\b\d\d ?-?(?:(?:years?|yrs?)[ -](?:old|of age)|y/?o|yrs?)\b|\b\d\df\b"
)
_IS_AGE = (
    r"\b(?:i'm|i am|im|she's|she is|he's|he is|(?:wife|husband|spouse|partner)(?:'s| is)?:?) "
    r"(?=\d\d(?![\d.,]*\d| ?k|%| ?½| ?1[⁄/]2))"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """kind: money, number (below 100, without a unit), age, ages (of two), year, day or percent."""

    kind: str
    words: str


MARK = re.compile(r"§(\d+)§")


def mark(text: str) -> tuple[str, tuple[Mention, ...]]:
    """The text, cleaned, with §0§, §1§ … in the place of the figures."""
    found: list[Mention] = []

    def put(match: re.Match[str]) -> str:
        kind = _kind(match)
        if kind == "name":
            return match[0]
        said = match["of"] or match[0]
        found.append(Mention(kind, said.casefold()))
        return match[0].replace(said, f"§{len(found) - 1}§", 1)

    return _figures().sub(put, text.replace("§", " ")), tuple(found)


def _kind(match: re.Match[str]) -> str:
    said = match[0].casefold()
    if match.lastgroup == "money":
        if re.fullmatch(r"(?:19|20)\d\d", said):
            return "year"
        spoken = small_number(said)
        if spoken is not None and spoken < 100:
            return "number" if spoken >= len(numerals().ones) else "name"  # "two kids" are no dollars
        return "number" if re.fullmatch(r"\d\d?", said) else "money"
    return "age" if match.lastgroup == "is" else match.lastgroup or "name"


@cache
def _figures() -> re.Pattern[str]:
    """The first that fits counts."""
    parts = {
        "name": "|".join(words()["names"]),
        "percent": r"(?:between \d{1,3} ?%? and |\d{1,3} ?%? ?(?:-|to) ?)?"
        r"(?<![\d.,])\d{1,3}(?:\.\d+)? ?(?:%|percent\b|pct\b)",
        "age": _AGE,
        "is": rf"(?:{_IS_AGE})(?P<of>\d\d)",
        "ages": r"\b(?:[2-9]\d|1[89]) ?/ ?(?:[2-9]\d|1[89])\b(?! ?[/k])",
        "day": _DAY,
        "money": rf"{_BOUND}(?:between {_ONE} and {_ONE}|{_ONE}(?: ?- ?| to | or ){_ONE}|{_ONE}){_PERIOD}?",
    }
    return re.compile("|".join(f"(?P<{name}>{part})" for name, part in parts.items()), re.IGNORECASE)


def figures(marked: str, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """The figures whose marks stand in a part of the marked text."""
    return (mentions[int(number)] for number in MARK.findall(marked))
