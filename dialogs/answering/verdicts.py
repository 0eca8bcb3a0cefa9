"""Whether the yes or no in front of an answer is the yes or no of what was asked.

"Does a SEP count?" and "May I pay my wages into a SEP?" lead to the same rule, and only one of them to its "Yes".
An answer keeps its yes or no where it speaks by the words by which it is asked (``locale/en/asking/yes_no.toml``):
of what may be or has to be done, of tax, a limit, a wait, what counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.answering.computed import wording
from dialogs.answering.computed.patterns import pattern_of
from dialogs.text import tidy

_CLAUSE = re.compile(r"[:;]|\. ")


@dataclass(frozen=True)
class _Topic:
    asked: re.Pattern[str]
    told: re.Pattern[str]


def begins(told: str) -> bool:
    """Whether an answer begins with a yes or no."""
    return pattern_of("asks", "verdict_first").match(told) is not None


def behind(told: str) -> str:
    """An answer without the yes or no in front of it."""
    return pattern_of("asks", "verdict_first").sub("", told, count=1) if begins(told) else told


def asks_the_reverse(verdict: str, asking: Sequence[str]) -> bool:
    """Whether a question asks the reverse of a verdict: "is it illegal", or "do I need a job" of what may be done.

    What need not be done answers none but a question whether it has to be.
    """
    asked, told = _together(asking), _first_clause(verdict)
    if _turned().search(asked) and not _turned().search(told):
        return True
    if _not_needed().search(told) and not _needed().asked.search(asked):
        return True
    modal, modals = _modal_of(asked), [one for one in _modals() if one.told.search(told)]
    return modal is not None and bool(modals) and modal not in modals


def speaks_of(verdict: str, asking: Sequence[str], question: str) -> bool:
    """Whether a verdict, which stands here without its yes or no, speaks of what is asked in a question."""
    asked, told = _together(asking), _first_clause(verdict)
    acts = _acts_in(told)
    if acts and _acts_in(asked) and not acts & _acts_in(tidy(question)):
        return False
    of_it = next((one for one in _topics() if one.asked.search(asked)), _modal_of(asked))
    return of_it is not None and of_it.told.search(told) is not None


def _modal_of(asked: str) -> _Topic | None:
    return next((one for one in _modals() if one.asked.search(asked)), None)


def _together(asking: Sequence[str]) -> str:
    return _names().sub(" ", tidy(". ".join(asking)))


def _first_clause(verdict: str) -> str:
    return _names().sub(" ", tidy(_CLAUSE.split(verdict, maxsplit=1)[0]))


@cache
def _names() -> re.Pattern[str]:
    return wording.any_of(_words()["names"])


@cache
def _turned() -> re.Pattern[str]:
    return wording.any_of(_words()["turned"])


def _acts_in(text: str) -> set[str]:
    return {name for name, words in _acts() if words.search(text)}


@cache
def _acts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, wording.any_of(words)) for name, words in _words()["acts"].items())


@cache
def _topics() -> tuple[_Topic, ...]:
    return tuple(map(_topic, _words()["topics"]))


@cache
def _not_needed() -> re.Pattern[str]:
    return wording.any_of(_words()["not_needed"])


@cache
def _needed() -> _Topic:
    return _topic(_words()["modals"]["needed"])


@cache
def _modals() -> tuple[_Topic, ...]:
    return tuple(map(_topic, _words()["modals"].values()))


def _topic(words: dict[str, list[str]]) -> _Topic:
    return _Topic(wording.any_of(words["asked"]), wording.any_of(words["told"]))


@cache
def _words() -> Mapping[str, Any]:
    return read_toml(ENGLISH / "asking" / "yes_no.toml")
