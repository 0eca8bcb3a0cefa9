"""Short replies that fit many questions: yes, no, none, not yet, both, all, the same, the rest, the most allowed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from calc.effort import once
from dialogs.text import tidy
from dialogs.understanding import amounts
from dialogs.understanding.lexicon import Lexicon, lexicon
from dialogs.understanding.tokens import Token, tokens

LONGEST = 14  # words; more than these tell something, and are no reply
_TAIL = 5  # words that can close a reply


@once
def replies(text: str) -> frozenset[str]:
    """What a whole text can be as a reply, words without weight left out: ``yes``, ``no``, ``none`` … of
    ``recognisers/replies.toml``.
    """
    said = [token for token in tokens(tidy(text)) if token.kind != "mark" or token.text in "?&"]
    for part in _plainer(said):
        found = {key.partition(".")[2] for key in _words("reply").whole(part)}
        if found:
            return frozenset(found)
    return frozenset()


def is_reply(text: str, *names: str) -> bool:
    """Whether the whole text is one of these replies."""
    return bool(replies(text) & set(names))


def beside_a_list(text: str) -> str:
    """What a whole text is to a list that waits for its yes: ``yes``, ``deed`` (it tells of something not done, which
    says nothing against the list), or nothing.
    """
    said = [token for token in tokens(tidy(text)) if token.kind != "mark" or token.text in "?&"]
    for part in (said, said[: _closing(said)]):
        agreed = _words("listed").at(part, 0)
        agrees = agreed is not None and not {"listed.yes", "listed.right"}.isdisjoint(agreed.keys)
        rest = part[agreed.end :] if agreed and agrees else part
        found = (_words("listed", "on") if agrees else _words("listed")).whole(rest) if rest else ("listed.yes",)
        if found:
            return "deed" if "listed.deed" in found else "yes"
    return ""


def contradictory(text: str) -> bool:
    """Whether a yes and a no stand side by side, or one is taken back: "yes and no", "no wait, yes"."""
    said, place, told = tokens(tidy(text)), 0, list[frozenset[str]]()
    if len(said) <= _TAIL and any("link.sorry" in one.keys for one in lexicon("grammar", "link").find(said)):
        return True
    cuts = [
        place for place in range(len(said)) if lexicon("grammar", "cut").at(said, place) or said[place].text == ","
    ]
    for cut in (*cuts, len(said)):
        told.append(replies(" ".join(token.text for token in said[place:cut])))
        place = cut + 1
    return any("yes" in one for one in told) and any("no" in one for one in told)


@once
def sense(text: str) -> str:
    """What a short text comes to that is no such reply as a whole: ``unsure``, ``most``, ``denied``, or nothing.

    A text with a number in it, or a question, comes to nothing.
    """
    plain = tidy(text)
    said = tokens(plain)
    if len(said) > LONGEST or plain.endswith("?") or any(token.kind == "number" for token in said):
        return ""
    if any(any(span.values) for span in amounts.find(plain)):  # not sure, around eighty
        return ""
    keys = [key.partition(".")[2] for one in _words("inside").find(said) for key in one.keys]
    found = set(keys)
    if "unsure" in found:
        return "unsure"
    if next(lexicon("arithmetic", "no_catch_up").find(said), None):
        return "most" if "most" in found else ""
    if "most" in found and next(_words("not_most").find(said), None):
        return ""  # just under the limit
    if "denied" in found:
        helped = keys.count("denied") == keys.count("auxiliary")  # "don't", "haven't": what was not done decides
        vague = helped and "deed" not in found
        return "" if vague or next(_words("not_denied").find(said), None) else "denied"
    return "most" if "most" in found else ""


def _plainer(said: list[Token]) -> list[list[Token]]:
    """The text, then without what opens or closes it, then without every word that carries nothing."""
    ways = [said]
    first, last = 0, len(said)
    while first < last and (found := _words("opening").at(said, first)) and found.end < last:
        first = found.end
        ways.append(said[first:last])
    while (cut := _closing(said[first:last])) < last - first:
        last = first + cut
        ways.append(said[first:last])
        ways.append(said[:last])
    return ways


def _closing(said: Sequence[Token]) -> int:
    """Where words begin that only close the text."""
    for start in range(max(1, len(said) - _TAIL), len(said)):
        found = _words("closing", "whole_tail").at(said, start)
        if found and found.end == len(said):
            return start
    return len(said)


@cache
def _words(*tables: str) -> Lexicon:
    return lexicon("replies", *tables)
