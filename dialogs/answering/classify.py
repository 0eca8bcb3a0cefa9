"""Questions in a person's own words: which confusion card answers, and whether it is a question at all.

Deterministic and offline: words speak for cards by weights learned from the cards' ways of asking (``learning``).
When no card stands out it says so, and the three nearest are offered; what is not our subject is declined.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dialogs.answering.vocabulary import features

OUTSIDE = "outside"  # the class of what is not our subject
SURE = 0.8  # below this chance of being right we ask back
FOREIGN = 0.15  # an unlikely best card beside this chance of another subject: another subject it is
LIKELY = 0.5
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
    if best[0] == OUTSIDE or (chances[OUTSIDE] >= FOREIGN and chances[cards[0]] < LIKELY):
        return Answer(None, chances[OUTSIDE], ())
    sure = chances[cards[0]] >= SURE
    return Answer(cards[0] if sure else None, chances[cards[0]], cards)


def _chances(question: str) -> dict[str, float]:
    """The chance of each card; a question of which no word is known is outside the subject."""
    cards, weights = _learned()["cards"], _learned()["features"]
    known = [weights[feature] for feature in sorted(features(question)) if feature in weights]
    if not known:
        return {card: float(card == OUTSIDE) for card in cards}
    scores = [0.0] * len(cards)
    for _, *pairs in known:
        for card, weight in zip(pairs[::2], pairs[1::2], strict=True):
            scores[card] += weight
    length = math.sqrt(sum(rarity**2 for rarity, *_ in known))
    powers = [math.exp(score / length / _learned()["scale"]) for score in scores]
    return {card: power / sum(powers) for card, power in zip(cards, powers, strict=True)}


@cache
def _learned() -> Mapping[str, Any]:
    """What ``learning.learn`` wrote."""
    learned: dict[str, Any] = json.loads((files("dialogs.answering") / "weights.json").read_text("utf-8"))
    return learned
