"""What of a question an answer leaves unspoken: an account, a person, an act, a condition that tells it from others.

"Does a SEP count?" and "does an HSA count?" are asked in one way; an answer that speaks of no HSA is none to the
second (``locale/en/asking/distinguishing.toml``).
And what somebody tells of themselves can turn an answer around, wherever it stands: the sixty days are over, somebody
is disabled (``locale/en/asking/turning_points.toml``).
No list holds every such word: a yes or no stands only where each word of the question is accounted for, by the
answer, by the ways it is asked, or as one that turns nothing (``locale/en/asking/neutral.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.answering.computed import wording
from dialogs.answering.vocabulary import plain_words
from dialogs.text import tidy

TURNS = "turns"  # the kind of what only a yes or no has to speak of
STEM = 4  # letters that two words have to share from the first on, to be one
SHARE = 7  # tenths of the longer one that they have to share


@dataclass(frozen=True, slots=True)
class _Distinguishing:
    kind: str
    said: re.Pattern[str]
    told: re.Pattern[str]


def unspoken(
    question: str,
    told: str,
    *,
    required: Iterable[re.Pattern[str]] = (),
    taught: Iterable[str] = (),
    least: int = 1,
    without: Collection[str] = (TURNS,),
) -> tuple[str, ...]:
    """The names of what a question speaks of and an answer does not.

    required: words without which the answer is not given. taught: the ways of asking that lead to it; what at least
    so many of them speak of is meant by it, but for what turns a yes into a no. without: kinds of words that are no
    matter here.
    """
    answer, needed = tidy(told), tuple(required)
    said = {name: words for name, words in _said(question).items() if _all()[name].kind not in without}
    left = {name: words for name, words in said.items() if not _all()[name].told.search(answer)}
    left = {name: words for name, words in left.items() if not any(one.search(words) for one in needed)}
    turning = tuple(name for name in left if _all()[name].kind == TURNS)
    ways = tuple(map(tidy, taught)) if left else ()
    meant = (name for name in left if sum(1 for way in ways if _all()[name].said.search(way)) < least)
    return tuple(dict.fromkeys((*turning, *meant)))


def unaccounted(question: str, told: str, ways: Iterable[str], required: Iterable[re.Pattern[str]] = ()) -> list[str]:
    """The words of a question that neither an answer nor the ways of asking for it account for.

    Such a word may be what turns a yes into a no. What tells questions from each other is seen to by ``unspoken``;
    what the answer requires is of it.
    """
    plain = tidy(question)
    for words in (*required, *(one.said for one in _all().values())):
        plain = words.sub(" ", plain)
    left = [word for word in plain_words(plain) if word not in _neutral() and not word.isdigit()]
    known = {word for text in (told, *ways) for word in plain_words(text)} if left else set()
    return [word for word in left if not any(_is_near(word, other) for other in known)]


def _is_near(word: str, other: str) -> bool:
    """Whether two words are one, but for their endings."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return word == other or (alike >= STEM and alike * 10 >= max(len(word), len(other)) * SHARE)


def turned(message: str, told: str, *, required: Iterable[re.Pattern[str]] = ()) -> tuple[str, ...]:
    """The names of what a message tells that turns an answer around which does not speak of it."""
    plain, answer, needed = tidy(message), tidy(told), tuple(required)
    found = ((name, one, one.found(plain)) for name, one in _turning().items())
    return tuple(
        name
        for name, one, words in found
        if words and not one.told.search(answer) and not any(any(map(need.search, words)) for need in needed)
    )


@dataclass(frozen=True, slots=True)
class _TurningPoint:
    said: re.Pattern[str]
    beside: re.Pattern[str] | None
    told: re.Pattern[str]
    no_more: re.Pattern[str] | None

    def found(self, plain: str) -> tuple[str, ...]:
        text = self.no_more.sub(" ", plain) if self.no_more else plain
        if self.beside is not None and not self.beside.search(text):
            return ()
        return tuple(one[0] for one in self.said.finditer(text))


@cache
def _turning() -> Mapping[str, _TurningPoint]:
    read = read_toml(ENGLISH / "asking" / "turning_points.toml")
    return {name: _turning_point(words) for name, words in read.items()}


def _turning_point(words: Mapping[str, list[str]]) -> _TurningPoint:
    beside, no_more = (wording.any_of(words[one]) if one in words else None for one in ("beside", "no_more"))
    told = wording.any_of([*words["said"], *words.get("told", ())])
    return _TurningPoint(wording.any_of(words["said"]), beside, told, no_more)


def _said(question: str) -> dict[str, str]:
    plain = tidy(question)
    return {name: found[0] for name, one in _all().items() if (found := one.said.search(plain)) is not None}


@cache
def _neutral() -> frozenset[str]:
    return frozenset(word for words in read_toml(ENGLISH / "asking" / "neutral.toml").values() for word in words)


@cache
def _all() -> Mapping[str, _Distinguishing]:
    read = read_toml(ENGLISH / "asking" / "distinguishing.toml")
    return {
        name: _Distinguishing(
            kind, wording.any_of(words["said"]), wording.any_of([*words["said"], *words.get("told", ())])
        )
        for kind, all_of_it in read.items()
        for name, words in all_of_it.items()
    }
