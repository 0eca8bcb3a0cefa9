"""Questions in a person's own words: which confusion card answers, and whether it is a question at all.

Deterministic and offline: words speak for cards by weights learned from the cards' ways of asking (``train``), a
file a card.
When no card stands out it says so, and the three nearest are offered; what is not our subject is declined.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from dialogs.answering.linear import UNIT
from dialogs.answering.vocabulary import features

OUTSIDE = "outside"  # the class of what is not our subject
WEIGHTS = files("dialogs") / "locale" / "en" / "asking" / "weights" / "cards"
RARITY = "rarity"  # the file beside those of the cards
SURE = 0.85  # below this chance of being right we ask back
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


def classify(question: str) -> Answer:
    """The card that answers a question."""
    chances = _chances(question)
    best = sorted(chances, key=lambda card: -chances[card])
    cards = tuple(card for card in best if card != OUTSIDE)[:OFFERED]
    foreign = best[0] == OUTSIDE and chances[OUTSIDE] >= FOREIGN_FIRST
    if foreign or (chances[OUTSIDE] >= FOREIGN and chances[cards[0]] < UNLIKELY):
        return Answer(None, chances[OUTSIDE], ())
    sure = chances[cards[0]] >= SURE
    return Answer(cards[0] if sure else None, chances[cards[0]], cards)


def _chances(question: str) -> dict[str, float]:
    """The chance of each card; a question of which no word is known is outside the subject."""
    rare, cards = rarity(), _cards()
    known = {feature: rare[feature] for feature in features(question) if feature in rare}
    if not known:
        return {card: float(card == OUTSIDE) for card in cards}
    length = math.sqrt(math.fsum(weight**2 for _, weight in sorted(known.items())))
    scores = [weights.get("", 0.0) for weights in cards.values()]
    for feature, weight in sorted(known.items()):
        for number, worth in _speaks_for().get(feature, ()):
            scores[number] += worth * weight / length
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    whole = math.fsum(powers)
    return {card: power / whole for card, power in zip(cards, powers, strict=True)}


@cache
def rarity() -> Mapping[str, float]:
    """How rare each feature is among the ways of asking."""
    return _read(WEIGHTS / f"{RARITY}.tsv")


@cache
def _cards() -> Mapping[str, Mapping[str, float]]:
    """What each card's own file holds; the weight without a name is where it begins."""
    entries = sorted(WEIGHTS.iterdir(), key=lambda entry: entry.name)
    found = {e.name.removesuffix(".tsv"): e for e in entries if e.name.endswith(".tsv")}
    return {name: _read(entry) for name, entry in found.items() if name != RARITY}


@cache
def _speaks_for() -> Mapping[str, list[tuple[int, float]]]:
    """Which cards a feature speaks for or against, by their number, and how much."""
    found: dict[str, list[tuple[int, float]]] = {}
    for number, weights in enumerate(_cards().values()):
        for feature, weight in weights.items():
            found.setdefault(feature, []).append((number, weight))
    return found


def _read(entry: Traversable) -> dict[str, float]:
    lines = (line.split("\t") for line in entry.read_text("utf-8").splitlines())
    return {name: int(value) / UNIT for name, value in lines}
