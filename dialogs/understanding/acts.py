"""What a text says was done with money: paid in, converted, rolled over, taken out, deducted, earned …"""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.tokens import tokens


@dataclass(frozen=True, slots=True)
class Act:
    """start, end: place in the text. names: what it can be, as ``recognisers/acts.toml`` has them."""

    start: int
    end: int
    words: str
    names: tuple[str, ...]


def find(text: str) -> tuple[Act, ...]:
    """The acts in tidied text, from left to right."""
    said = tokens(text)
    found = []
    for one in lexicon("acts", "act").find(said):
        start, end = said[one.first].start, said[one.end - 1].end
        found.append(Act(start, end, text[start:end], tuple(key.partition(".")[2] for key in one.keys)))
    return tuple(found)
