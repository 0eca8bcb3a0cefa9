"""From ways of asking about a plan as a whole to weights: which words speak for which kind.

What the cards answer, what is worked out, what is no subject of ours and what is said else is taught as being none.
``make asking`` writes the weights anew.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.answering.taught import examples, ways_of_asking
from dialogs.understanding import linear
from dialogs.understanding.of_plan import END, NONE, WEIGHTS, features, single_words

FOLDER = ENGLISH / "asking"
OTHERS = 3000  # questions of cards and of other subjects
OTHERS_WEIGHT = 0.15
FIRMNESS = 60.0  # how closely the examples are followed
KEPT = 0.28  # smaller weights change no answer
SEEN_IN = 2  # what stands in fewer teaches nothing
LONGEST = 16  # words of a question that is taught as none


def learned_weights() -> str:
    """The file of weights."""
    told, others = ways_of_asking(), list(_of_something_else())
    texts = [text for text, _ in told] + others
    kinds = [kind for _, kind in told] + [NONE] * len(others)
    known = _seen_in_several(set(single_words(text)) for text in texts)
    columns = DictVectorizer()
    looked_at = [features(text, known) for text in texts]
    several = _seen_in_several(looked_at)
    rows = columns.fit_transform([dict.fromkeys(sorted(one & several), 1.0) for one in looked_at])
    model = LogisticRegression(C=FIRMNESS, max_iter=200, tol=1e-3)
    model.fit(normalize(rows), kinds, sample_weight=[1.0] * len(told) + [OTHERS_WEIGHT] * len(others))
    found = {
        feature: {
            kind: float(model.coef_[place][column])
            for place, kind in enumerate(model.classes_)
            if abs(model.coef_[place][column]) >= KEPT
        }
        for column, feature in enumerate(columns.get_feature_names_out())
    }
    bias = dict(zip(model.classes_, map(float, model.intercept_), strict=True))
    return linear.write(list(model.classes_), {**found, "": bias})


def _seen_in_several(each: Iterable[Collection[str]]) -> frozenset[str]:
    """What stands in at least ``SEEN_IN`` of them."""
    counted = Counter(one for some in each for one in some)
    return frozenset(one for one, times in counted.items() if times >= SEEN_IN)


def _of_something_else() -> Iterator[str]:
    """Questions of cards, of figures with their amounts filled in, of other subjects; and clauses of them."""
    figures = (
        re.sub(r"\{\w+\}", "42,000", text)
        for entry in sorted((FOLDER / "computed").glob("*.toml"))
        for text in read_toml(entry)["asked"]
    )
    asked = [*(one.text for one in examples()), *figures]
    parts = {part.strip(): None for text in asked for part in (text, *re.split(END, text)) if " " in part.strip()}
    found = [part for part in parts if len(single_words(part)) <= LONGEST]
    random.Random(1).shuffle(found)  # noqa: S311 - nothing here is secret, and the same shall come out each time
    return iter(found[:OTHERS])


if __name__ == "__main__":
    WEIGHTS.write_text(learned_weights(), "utf-8")
