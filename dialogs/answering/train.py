"""From the ways people ask to weights: which words speak for which card.

One logistic regression a card, against all the rest, over word and letter features weighed by how rare they are.
``make asking`` writes all of them anew; ``python -m dialogs.answering.train C135`` one card's own lines and no other.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from dialogs.answering.classify import RARITY, WEIGHTS
from dialogs.answering.taught import Example, asides, examples
from dialogs.answering.vocabulary import features
from dialogs.understanding.linear import UNIT

FIRMNESS = 30.0  # how closely the ways of asking are followed
OWN = 3  # how much more a way of asking for the card counts than one for another
WEAK = 0.8  # a weight below this changes no answer and is not kept
MOST_BEFORE = 2  # asides in front of a question
SEEN_IN = 3  # a feature of fewer ways of asking teaches nothing


def learn(
    taught: Sequence[Example], around: Sequence[str], rarity: dict[str, float], only: Collection[str] = ()
) -> dict[str, str]:
    """The files of weights by name; of the cards in ``only`` alone, by the kept rarity, where any are named."""
    chance = random.Random(0)  # noqa: S311 - nothing here is secret, and the same weights shall come out each time
    beside = [Example(_with_asides(one.text, around, chance), one.card) for one in taught] if around else []
    told = [*taught, *beside]
    columns = TfidfVectorizer(analyzer=_sorted, min_df=min(SEEN_IN, len(told)))
    rows = columns.fit_transform([one.text for one in told])
    names = list(columns.get_feature_names_out())
    own = dict(zip(names, map(float, columns.idf_), strict=True))
    if only:
        rows = _weighed_as_kept(told, names, rarity)
    classes = sorted(only or {one.card for one in told})
    found = {card: _weights(rows, [one.card == card for one in told], names) for card in classes}
    return found if only else {**found, RARITY: _lines(own)}


def _with_asides(text: str, around: Sequence[str], chance: random.Random) -> str:
    """A question as it stands in a story: one to three other things are told before and behind it."""
    before = chance.sample(around, chance.randint(0, MOST_BEFORE))
    return ". ".join([*before, text, chance.choice(around)])


def _weighed_as_kept(told: Sequence[Example], names: list[str], rarity: dict[str, float]) -> Any:
    """The rows by a rarity that was learned before; what is new counts as the rarest."""
    rarest = max(rarity.values(), default=1.0)
    columns = TfidfVectorizer(analyzer=_sorted, vocabulary=names)
    columns.fit([one.text for one in told])
    columns.idf_ = np.array([rarity.get(name, rarest) for name in names])
    return csr_matrix(columns.transform([one.text for one in told]))


def _weights(rows: Any, own: list[bool], names: list[str]) -> str:
    model = LogisticRegression(
        C=FIRMNESS, solver="liblinear", tol=1e-2, max_iter=30, class_weight={True: OWN, False: 1}, random_state=0
    )
    model.fit(rows, own)
    kept = {name: float(w) for name, w in zip(names, model.coef_[0], strict=True) if abs(w) >= WEAK}
    return _lines({"": float(model.intercept_[0]), **kept})


def _lines(values: dict[str, float]) -> str:
    return "".join(f"{name}\t{round(value * UNIT)}\n" for name, value in sorted(values.items()))


def _sorted(text: str) -> list[str]:
    return sorted(features(text))


def write(found: dict[str, str]) -> None:
    """To the files of the checkout; those of cards that are gone go with them where all are written."""
    folder = Path(str(WEIGHTS))
    folder.mkdir(parents=True, exist_ok=True)
    if RARITY in found:
        for old in folder.glob("*.tsv"):
            old.unlink()
    for name, text in found.items():
        (folder / f"{name}.tsv").write_text(text, "utf-8")


if __name__ == "__main__":
    from dialogs.answering.classify import rarity as kept_rarity

    named = sys.argv[1:]
    write(learn(examples(), asides(), dict(kept_rarity()) if named else {}, named))
