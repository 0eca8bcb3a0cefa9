"""A linear classifier as a table: what each feature of a text says for each class. Trained elsewhere, read here.

A file has the classes in its first line; each other line is one feature, then a class and its weight in turn, apart
by tabs. Weights are hundredths.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

UNIT = 100  # weights are whole hundredths, so that a line is short and a difference can be read


@dataclass(frozen=True, slots=True)
class Linear:
    """classes: in the order of the file. weights: of each feature, the number of a class and its weight."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[tuple[int, int], ...]]

    def chances(self, features: Iterable[str], *, scaled: bool = True) -> dict[str, float]:
        """The chance of each class. scaled: the features share one unit of length, however many they are."""
        known = [self.weights[feature] for feature in sorted(set(features)) if feature in self.weights]
        scores = [0.0] * len(self.classes)
        for pairs in (*known, self.weights.get("", ())):
            for number, weight in pairs:
                scores[number] += weight / UNIT
        if scaled and known:
            bias = dict(self.weights.get("", ()))
            length = math.sqrt(len(known))
            scores = [
                (score - bias.get(n, 0) / UNIT) / length + bias.get(n, 0) / UNIT for n, score in enumerate(scores)
            ]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        whole = sum(powers)
        return {name: power / whole for name, power in zip(self.classes, powers, strict=True)}


def parse(text: str) -> Linear:
    """The classifier that a file holds."""
    first, *lines = text.splitlines()
    weights = {}
    classes = tuple(first.split("\t"))
    place = {name: number for number, name in enumerate(classes)}
    for line in lines:
        feature, *pairs = line.split("\t")
        weights[feature] = tuple(
            (place[name], int(weight)) for name, weight in zip(pairs[::2], pairs[1::2], strict=True)
        )
    return Linear(classes, weights)


def write(classes: Iterable[str], weights: Mapping[str, Mapping[str, float]]) -> str:
    """The text of a file; weights that round to nothing are left out."""
    lines = ["\t".join(classes)]
    for feature, row in sorted(weights.items()):
        kept = [(name, round(weight * UNIT)) for name, weight in sorted(row.items()) if round(weight * UNIT)]
        if kept:
            lines.append("\t".join([feature, *(str(x) for pair in kept for x in pair)]))
    return "\n".join(lines) + "\n"
