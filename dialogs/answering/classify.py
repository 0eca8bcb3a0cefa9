"""Questions in a person's own words: which confusion card answers, and whether it is a question at all.

Deterministic and offline: words speak for cards by weights learned from the cards' ways of asking (``train``), a
file a card.
When no card stands out it says so, and the three nearest are offered; what is not our subject is declined.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from calc.effort import once
from dialogs import ENGLISH
from dialogs.answering.vocabulary import features
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.linear import UNIT

OUTSIDE = "outside"  # the class of what is not our subject
WEIGHTS = ENGLISH / "asking" / "weights" / "cards"
RARITY = "rarity"  # the file beside those of the cards
SURE = 0.85  # below this chance of being right we ask back
SURE_IN_A_STORY = 0.7  # what is told around a question lowers every chance, and the likeliest is as often right
STORY = 18  # words
SURE_IN_A_LONG_STORY = 0.5
LONG_STORY = 30  # words
SURE_OF_SEVERAL = 0.6  # of a question that was taken out of its story
SAY = 0.6  # of the words that ask, beside the whole story
LEANING = 5  # words; a shorter question with "it" or "that" in it tells little by itself
LEAST = 0.001  # a chance that they leave to every card
FOREIGN_FIRST = 0.32  # the likeliest of all, and not by chance
FOREIGN = 0.12  # beside a best card less likely than the next, it is another subject
UNLIKELY = 0.1
OFFERED = 3  # cards to ask back with


@dataclass(frozen=True, slots=True)
class Answer:
    """card: the code that answers, or None. score: its chance, from 0 to 1 (no money, so a float).

    others: the nearest cards, best first, ``card`` among them; empty when the question is outside the subject.
    """

    card: str | None
    score: float
    others: tuple[str, ...]

    @property
    def outside(self) -> bool:
        return not self.others


def classify(question: str, words: str = "") -> Answer:
    """The card that answers a question. words: those of it that ask, which have a say of their own."""
    own = words if tells_by_itself(words) else ""
    chances = _weighed(_chances(question), _chances(own)) if own else _chances(question)
    best = sorted(chances, key=lambda card: -chances[card])
    cards = tuple(card for card in best if card != OUTSIDE)[:OFFERED]
    foreign = best[0] == OUTSIDE and chances[OUTSIDE] >= FOREIGN_FIRST
    if foreign or (chances[OUTSIDE] >= FOREIGN and chances[cards[0]] < UNLIKELY):
        return Answer(None, chances[OUTSIDE], ())
    length = len(question.split())
    least = SURE_IN_A_LONG_STORY if length >= LONG_STORY else SURE_IN_A_STORY if length >= STORY else SURE
    least = max(least, SURE_OF_SEVERAL) if words else least
    sure = chances[cards[0]] >= least
    return Answer(cards[0] if sure else None, chances[cards[0]], cards)


def tells_by_itself(words: str) -> bool:
    """Whether words that ask are no few that lean on what stands before them."""
    return len(words.split()) > LEANING or not pattern("questions", "leans").search(words)


def _weighed(told: Mapping[str, float], asked: Mapping[str, float]) -> dict[str, float]:
    """The chances by the whole story, moved by those of the words that ask; vague words move little."""
    moved = {card: chance * max(asked[card], LEAST) ** SAY for card, chance in told.items()}
    whole = math.fsum(moved.values())
    return {card: chance / whole for card, chance in moved.items()}


@once
def _chances(question: str) -> dict[str, float]:
    """The chance of each card; a question of which no word is known is outside the subject."""
    rare, (cards, begins, speaks) = rarity(), _learned()
    known = {feature: rare[feature] for feature in features(question) if feature in rare}
    if not known:
        return {card: float(card == OUTSIDE) for card in cards}
    length = math.sqrt(math.fsum(weight**2 for _, weight in sorted(known.items())))
    scores = [begin / UNIT for begin in begins]
    for feature, weight in sorted(known.items()):
        told = speaks.get(feature, ())
        for number, worth in zip(told[::2], told[1::2], strict=True):
            scores[number] += worth / UNIT * weight / length
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    whole = math.fsum(powers)
    return {card: power / whole for card, power in zip(cards, powers, strict=True)}


@cache
def rarity() -> Mapping[str, float]:
    """How rare each feature is among the ways of asking."""
    return {name: value / UNIT for name, value in _lines(WEIGHTS / f"{RARITY}.tsv")}


@cache
def _learned() -> tuple[Sequence[str], Sequence[int], Mapping[str, Sequence[int]]]:
    """The cards, the weight where each begins, and for each feature which cards it speaks for or against: the number
    of a card and the weight, in turns, packed because there are two hundred thousand of them.
    """
    entries = sorted(WEIGHTS.iterdir(), key=lambda entry: entry.name)
    files_of = {e.name.removesuffix(".tsv"): e for e in entries if e.name.endswith(".tsv")}
    names = [name for name in files_of if name != RARITY]
    begins = [0] * len(names)
    speaks: dict[str, array[int]] = {}
    for number, name in enumerate(names):
        for feature, weight in _lines(files_of[name]):
            if feature:
                speaks.setdefault(feature, array("h")).extend((number, weight))
            else:
                begins[number] = weight
    return names, begins, speaks


def _lines(entry: Path) -> Iterator[tuple[str, int]]:
    """Features and weights of a file; the weight without a name is where a card begins."""
    for line in entry.read_text("utf-8").splitlines():
        name, _, value = line.partition("\t")
        yield name, int(value)
