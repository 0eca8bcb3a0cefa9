"""The questions that nearly everybody asks, in the few words in which they ask them: told by the kinds of the words.

Every word of the message must be known here, so that a condition beside the question leaves it to who reads more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dialogs.text import tidy
from dialogs.understanding.lexicon import data, lexicon, pattern
from dialogs.understanding.questions import is_question
from dialogs.understanding.tokens import Token, tokens

_LONGEST = 24  # words
_LIGHT = "light"
_ASKING = frozenset({"may", "should", "when"})  # what begins so asks
_YEAR = pattern("questions", "of_year")


def basic(text: str) -> str:
    """What a whole message asks: a kind of figure, or the code of a card; empty for anything else."""
    if len(text.split()) > _LONGEST:
        return ""
    said = [token for token in tokens(_YEAR.sub(" ", tidy(text))) if token.kind != "mark"]
    first, *others = list(_kinds(said)) or [""]
    kinds = {first, *others}
    if "" in kinds or not (first in _ASKING or is_question(text)):
        return ""
    for meaning in data("basics")["meanings"]:
        for must in meaning["must"]:
            if set(must) <= kinds <= {*must, *meaning["also"], _LIGHT}:
                return str(meaning["is"])
    return ""


def _kinds(said: Sequence[Token]) -> Iterator[str]:
    """The kinds of the words, the longest phrase at each place; empty for a word of none."""
    words, place = lexicon("basics", "words"), 0
    while place < len(said):
        found = words.at(said, place)
        yield found.keys[0].partition(".")[2] if found else ""
        place = found.end if found else place + 1
