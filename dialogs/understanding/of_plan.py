"""Questions about one's own plan as a whole: is it worth it, what first, what would you do, waiting, in plain words.

A small linear classifier tells them from all else. It learned from ``locale/en/asking/of_plan``, a file a kind
(``dialogs.answering.of_plan_train``), and its weights are a feature a line.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.text import tidy
from dialogs.understanding import linear, steps_told, verbs
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.questions import is_question
from dialogs.understanding.readings import Understood

EXPLAIN = "explain"
NOT_CONVERTING = "not_converting"
LEFT_OUT = "left_out"  # a step, or a part of one
SIZE = "size"  # how much to convert
OWED = "owed"  # what of tax, and when
KINDS = (
    "worth",
    "first",
    "would",
    "wait",
    "explain",
    OWED,
    "undo",
    "risks",
    SIZE,
    NOT_CONVERTING,
    "why",
    LEFT_OUT,
    "each",
    "again",
)
_AFTER = frozenset({"why", LEFT_OUT, "each", "again"})  # only of a plan that stands there; else of what is asked
_SUPPOSED = frozenset({NOT_CONVERTING, LEFT_OUT})  # what is not done tells no fact
_ASKED = frozenset({OWED, "undo", "risks"})  # while a question is open, only in the form of one
OFFERED = ("explain", "wait", "worth", "would", "first")  # where another may be meant
BESIDE = "beside"  # of the plan beside what was told; alone each is another question
NONE = "none"  # about something else
CERTAIN = 0.8  # the chance that is needed while a question is open
CERTAIN_BESIDE = 0.9  # beside what is told, where another question may lean on it
SURE = 0.5  # after the plan
LIKELY = 0.4  # after the plan, where it is no other subject of ours
OF_FIELD = "@of_field"
KIN = "@kin"
ODD = "@odd"  # a word that was never seen, or once
PART = 4  # letters of a word part
_ASKING = ENGLISH / "asking"
WEIGHTS = _ASKING / "weights" / "of_plan.tsv"
_WORD = re.compile(r"[a-z0-9$%][a-z0-9.,]*[a-z0-9]|[a-z0-9]")
END = r"[.!?;](?=\s)|[,\n]"  # of a sentence, or of a clause of it
_MOST = 16  # words; a longer question is about something of its own


def of_plan(message: Message) -> Heard | None:
    """An event whose ``text`` is the kind; None where what is told makes it a question of its own."""
    verb = verbs.in_words(message.text)
    if verb == "help" or (verb == "next" and message.session.found):  # how it all works; what to do with a list
        return None
    kind = plan_kind(message.text)
    if message.question is not None and (kind in {None, *_AFTER} or _is_of_question(message.text, kind)):
        return None
    if message.question is not None and (isinstance(message.reading, Understood) or _tells_of_itself(message, kind)):
        return None  # it's in the SPD, yes
    if kind is None or (kind not in _SUPPOSED and _tells(message, kind)):
        return None
    if kind in _AFTER and steps_told.step_named(message.text):
        return None  # one step of it, by its number
    above = message.question is None and not any(map(str.isdigit, message.text))  # how much will it save me
    if not above and message.figured(message.text):
        return None
    return Heard("of_plan", text=kind)


def _tells(message: Message, kind: str) -> bool:
    """Whether it tells a fact beside; what shall be said in simple words names no SIMPLE IRA."""
    told = message.told
    if kind == EXPLAIN and told.ticks and all(value == ["simple"] for value in told.found.values()):
        return False
    return bool(told.facts)


def _tells_of_itself(message: Message, kind: str | None) -> bool:
    """Whether what could be a question about the plan has not the form of one: we don't pay state tax."""
    return kind in _ASKED and not is_question(message.text)


def _is_of_question(text: str, kind: str | None) -> bool:
    """Whether the open question is meant: which one to take, or explained to nobody else."""
    explains_it = kind == EXPLAIN and not any(word == "plan" or _alike(word) == KIN for word in single_words(text))
    return explains_it or re.search(_data()["of_the_question"], tidy(text)) is not None


def of_the_plan_above(message: Message) -> Heard | None:
    """The same with less certainty, where nothing is open and what was said is nothing else either."""
    kind = plan_kind(message.text, SURE)
    if kind is None or message.question is not None or _tells(message, kind):
        return None
    if kind and plan_kind(message.text) is None and (message.subject(message.text) or message.figured(message.text)):
        return None  # a card or a worksheet answers it more surely
    return Heard("of_plan", text=kind) if kind else None


def perhaps_of_the_plan(message: Message) -> Heard | None:
    """The likeliest kind, where nothing is open and the message was recognised as nothing else at all."""
    kind = None if message.question else plan_kind(message.text, LIKELY)
    return Heard("of_plan", text=kind) if kind else None


def plan_kind(text: str, least: float = CERTAIN) -> str | None:
    """The kind where the whole text asks for nothing else; least: the chance it must have."""
    chances = _chances(text)
    kind = max(KINDS, key=lambda one: chances.get(one, 0.0))
    return kind if chances.get(kind, 0.0) >= least else None


def names_the_field(text: str) -> bool:
    """Whether a word of the law or of an account stands in it."""
    return any(_alike(word) == OF_FIELD for word in single_words(text))


def asks_for_plan(text: str, *, beside: bool = False) -> bool:
    """Whether a sentence of it asks what the plan as a whole says; beside: or whether something went wrong."""
    return any(_is_of_plan(sentence, beside=beside) for sentence in re.split(END, text))


def asks_nothing_else(text: str) -> bool:
    """Whether every sentence of it that asks asks that, or whether something went wrong."""
    found = [(one, _is_of_plan(one, beside=True)) for one in re.split(END, text) if one.strip()]
    asking = [of_it for one, of_it in found if of_it or is_question(one)]
    return bool(asking) and all(asking)


def _is_of_plan(sentence: str, *, beside: bool) -> bool:
    chances = {} if re.search(r"\d", sentence) else _chances(sentence)
    as_a_whole = [kind for kind in KINDS if kind not in _ASKED | _AFTER]  # a tax beside an amount is of that amount
    kinds = (*as_a_whole, BESIDE) if beside else as_a_whole
    return sum(chances.get(kind, 0.0) for kind in kinds) >= CERTAIN_BESIDE


def _chances(text: str) -> Mapping[str, float]:
    """Of each kind; of a text that is longer, or has no word, none."""
    said = single_words(text)
    if not 0 < len(said) <= _MOST:
        return {}
    learned = _learned()
    return learned.chances(features(text, learned.weights))


def features(text: str, known: Container[str]) -> frozenset[str]:
    """Words, neighbours with the ends of the text, words next but one, parts of words, and how long it is.

    Beside each other stand what words are alike; known: the words that tell something, for any other is odd.
    """
    said = single_words(text)
    plain = [word if word in known else ODD for word in said]
    alike = [_alike(word) or known_word for word, known_word in zip(said, plain, strict=True)]
    neighbours = (f"{one} {two}" for one, two in pairwise(["^", *alike, "$"]))
    next_but_one = (f"{one} _ {two}" for one, two in zip(alike, alike[2:], strict=False))
    edged = (f"_{word}_" for word in said)
    parts = (f"~{word[place : place + PART]}" for word in edged for place in range(len(word) - PART + 1))
    return frozenset((*plain, *alike, *neighbours, *next_but_one, *parts, f"@{min(len(said) // 4, 3)}"))


def single_words(text: str) -> list[str]:
    """The words of a text, without apostrophes."""
    return _WORD.findall(tidy(text).replace("'", ""))


def _alike(word: str) -> str:
    """What a word is one of; empty for a word that stands for itself."""
    return next((f"@{name}" for name, pattern in _same() if pattern.fullmatch(word)), "")


@cache
def _data() -> Mapping[str, Any]:
    return read_toml(_ASKING / "after_plan.toml")


@cache
def _same() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in _data()["same"].items())


@cache
def _learned() -> linear.Linear:
    return linear.parse(WEIGHTS.read_text("utf-8"))
