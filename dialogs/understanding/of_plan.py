"""Questions about one's own plan: is it worth it, what first, what would you do, what if I wait, say it simply."""

from __future__ import annotations

import re

from dialogs.text import tidy
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.questions import is_question

NOT_CONVERTING = "not_converting"
SIZE = "size"  # how much to convert
KINDS = ("worth", "first", "would", "wait", "explain", SIZE, NOT_CONVERTING)  # each with its pattern in ``[of_plan]``
BY_WORDS = ("explain", "wait", "worth", "would", "first")  # of which a few words are enough after the plan
_END = r"[.!?;](?=\s)|[,\n]"  # of a sentence, or of a clause of it
_MOST = 16  # words; a longer question is about something of its own


def of_plan(message: Message) -> Heard | None:
    """An event whose ``text`` is the kind; None where an amount makes it a question of its own."""
    plain = tidy(message.text).strip(" ?!.,")
    if len(plain.split()) > _MOST:
        return None
    asked = meant_of(message.text)
    if asked is None and message.question is None and not message.told.facts:
        asked = by_words(plain)
    tells = asked != NOT_CONVERTING and bool(message.told.facts)
    return Heard("of_plan", text=asked) if asked and not tells else None


def meant_of(text: str) -> str | None:
    """The kind where the whole text asks for nothing else."""
    plain = tidy(text).strip(" ?!.,")
    return next((kind for kind in KINDS if pattern("of_plan", kind).fullmatch(plain)), None)


def by_words(plain: str) -> str | None:
    """The kind by a few of its words: where nothing else is open, no amount is named and nothing of the field."""
    if names_the_field(plain):
        return None
    return next((kind for kind in BY_WORDS if pattern("of_plan", f"{kind}_words").search(plain)), None)


def names_the_field(text: str) -> bool:
    return pattern("of_plan", "field").search(tidy(text)) is not None


def asks_for_plan(text: str) -> bool:
    """Whether a sentence of it asks what the plan as a whole says: what to do, or whether something went wrong."""
    return any(map(_is_of_plan, re.split(_END, text)))


def asks_nothing_else(text: str) -> bool:
    """Whether every sentence of it that asks asks what the plan as a whole says."""
    asking = [one for one in re.split(_END, text) if one.strip() and (_is_of_plan(one) or is_question(one))]
    return bool(asking) and all(map(_is_of_plan, asking))


def _is_of_plan(sentence: str) -> bool:
    plain = tidy(sentence).strip(" ?!.,")
    return any(pattern("of_plan", kind).fullmatch(plain) for kind in (*KINDS, "beside"))
