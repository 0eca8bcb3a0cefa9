"""From the ways people ask to weights: which words speak for which card.

Multinomial logistic regression by gradient descent, small and repeatable: the same cards give the same weights.
``make asking`` writes them anew after a way of asking was added.
"""

from __future__ import annotations

import json
import math
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from dialogs.answering import cards as confusions
from dialogs.answering.classify import OUTSIDE
from dialogs.answering.vocabulary import features

ROUNDS = 10
RATE = 3.0  # length of the first step
SLOWING = 0.15  # how fast the steps grow shorter, round by round
CERTAIN = 0.02  # a card less likely than this is not pushed down further
WITH_ASIDE = 0.7  # share of examples that are learned beside something said around a question
OVERHEARD = 0.6  # share of a question that is heard each time, so that no single word carries a card
SCALE = 1  # weights are kept as whole numbers
WEAK = 2.25  # a weight below this changes no answer and is not kept
SEEN_IN = 2  # a feature of a single example teaches nothing


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    card: str  # a code, or OUTSIDE


def examples() -> list[Example]:
    """Every way of asking for a card, and what is asked of us that is not our subject."""
    found = [Example(text, card.code) for card in confusions.cards().values() for text in card.asked]
    folder = files("dialogs") / "locale" / "en" / "asking" / "outside"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            asked = tomllib.loads(entry.read_text("utf-8"))["asked"]
            found.extend(Example(text, OUTSIDE) for text in asked)
    return found


def asides() -> list[str]:
    """What people say around a question: where they live, who told them, that they are new to this."""
    raw = tomllib.loads((files("dialogs") / "locale" / "en" / "asking" / "asides.toml").read_text("utf-8"))
    return list(raw["asides"])


def learn(taught: Sequence[Example], around: Sequence[str] = ()) -> dict[str, object]:
    """cards: the classes in order. features: weight of rarity, then card number and weight in turn."""
    seen, said = [features(one.text) for one in taught], [features(one) for one in around]
    often = Counter(feature for one in (*seen, *said) for feature in one)
    rare = {f: math.log((1 + len(seen)) / (1 + n)) + 1 for f, n in sorted(often.items()) if n >= SEEN_IN}
    cards = sorted({one.card for one in taught})
    weights = _descend(
        [sorted(one & rare.keys()) for one in seen],
        [cards.index(one.card) for one in taught],
        [sorted(one & rare.keys()) for one in said],
        rare,
        len(cards),
    )
    kept = {feature: [round(rare[feature], 2), *_kept(row)] for feature, row in weights.items()}
    return {"cards": cards, "scale": SCALE, "features": kept}


def _descend(
    examples: list[list[str]], right: list[int], around: list[list[str]], rare: dict[str, float], cards: int
) -> dict[str, list[float]]:
    """Weights for each feature and card. Rarity is worked into them, so that a score is a plain sum."""
    weights = {feature: [0.0] * cards for feature in rare}
    order = [number for number, one in enumerate(examples) if one]
    chance = random.Random(0)  # noqa: S311 - nothing here is secret, and the same weights shall come out each time
    for number in range(ROUNDS):
        chance.shuffle(order)
        rate = RATE / (1 + SLOWING * number)
        for example in order:
            heard = _heard(examples[example], around, chance)
            length = math.sqrt(sum(rare[feature] ** 2 for feature in heard))
            rows = [weights[feature] for feature in heard]
            wrong = _wrong([sum(column) / length for column in zip(*rows, strict=True)], right[example])
            for feature, row in zip(heard, rows, strict=True):
                step = rate * rare[feature] ** 2 / length
                for card, share in wrong:
                    row[card] -= step * share
    return weights


def _heard(example: list[str], around: list[list[str]], chance: random.Random) -> list[str]:
    if around and chance.random() < WITH_ASIDE:
        example = sorted({*example, *chance.choice(around)})
    return [feature for feature in example if chance.random() < OVERHEARD] or example


def _wrong(scores: list[float], right: int) -> list[tuple[int, float]]:
    """By how much each card was believed too much, or the right one too little."""
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    whole = sum(powers)
    shares = [(card, power / whole) for card, power in enumerate(powers) if card != right]
    return [*((card, share) for card, share in shares if share > CERTAIN), (right, powers[right] / whole - 1)]


def _kept(row: list[float]) -> list[int]:
    return [n for card, weight in enumerate(row) if abs(weight) >= WEAK for n in (card, round(weight * SCALE))]


if __name__ == "__main__":
    json.dump(learn(examples(), asides()), sys.stdout, ensure_ascii=True, separators=(",", ":"))
