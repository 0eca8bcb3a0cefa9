"""Words of the law, letter for letter, and whether a document holds them.

Line ends, runs of blanks, hyphens at line ends and the shape of quotation marks and dashes are the printer's and do
not count; every letter and figure does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from calc.law import LAW
from calc.packaged import read_toml

_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": "", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Quote:
    """document: the name of its file, without the ending. subjects: figures or cards that stand on it."""

    document: str
    place: str
    text: str
    subjects: tuple[str, ...]
    checked_against: tuple[str, ...]
    checked: date


@cache
def quotes() -> tuple[Quote, ...]:
    """All of ``quotes.toml``, in its order."""
    raw = read_toml(LAW / "quotes.toml")
    return tuple(
        Quote(
            one["document"],
            one["place"],
            one["text"],
            tuple(one["for"]),
            tuple(one["checked_against"]),
            one.get("checked", raw["checked"]),
        )
        for one in raw["quote"]
    )


def holds(text: str, quote: Quote) -> bool:
    """Whether the text of a document has the quotation in it."""
    return _plain(quote.text) in _plain(text)


def _plain(text: str) -> str:
    joined = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text.translate(_SAME))
    return " ".join(joined.split())
