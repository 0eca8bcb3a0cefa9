"""Short replies that fit many questions: yes, no, none, not yet, both, all, the same, the rest, the most allowed."""

from __future__ import annotations

from functools import cache

from dialogs.text import tidy
from dialogs.understanding.lexicon import Lexicon, lexicon
from dialogs.understanding.tokens import Token, tokens


def replies(text: str) -> frozenset[str]:
    """What a whole text can be as a reply, words without weight left out: ``yes``, ``no``, ``none`` … of
    ``recognisers/replies.toml``.
    """
    said = [token for token in tokens(tidy(text)) if token.kind != "mark" or token.text in "?&"]
    found: set[str] = set()
    for part in _plainer(said):
        found |= {key.partition(".")[2] for key in _replies().whole(part)}
        if found:
            break
    return frozenset(found)


def is_reply(text: str, *names: str) -> bool:
    """Whether the whole text is one of these replies."""
    return bool(replies(text) & set(names))


def _plainer(said: list[Token]) -> list[list[Token]]:
    """The text, then without what opens or closes it, then without every word that carries nothing."""
    ways = [said]
    first, last = 0, len(said)
    while first < last and (found := _fillers("opening").at(said, first)) and found.end < last:
        first = found.end
        ways.append(said[first:last])
    while (cut := _closing(said[first:last])) < last - first:
        last = first + cut
        ways.append(said[first:last])
    return ways


def _closing(said: list[Token]) -> int:
    """Where words begin that only close the text."""
    for start in range(max(1, len(said) - 4), len(said)):
        found = _fillers("closing").at(said, start)
        if found and found.end == len(said):
            return start
    return len(said)


@cache
def _replies() -> Lexicon:
    return lexicon("replies", "reply")


@cache
def _fillers(name: str) -> Lexicon:
    return lexicon("replies", name)
