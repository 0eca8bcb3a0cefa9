"""From ways of asking to weights: which figure a question asks for, and what each of its amounts is of.

Each way of asking is told several times, with other amounts and beside other things that people say of themselves,
so that nothing said in passing decides. What the cards answer without a figure is taught as asking for none.
``make asking`` writes the weights anew.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from calc.facts import Facts
from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.answering.classify import OUTSIDE
from dialogs.answering.computed import kinds, wording
from dialogs.answering.computed.compute import FIGURES
from dialogs.answering.computed.question import Asked
from dialogs.answering.taught import examples
from dialogs.understanding import linear

FOLDER = ENGLISH / "asking"
A_DAY = date(2026, 7, 1)  # any; only ages and years hang on it
TELLINGS = 6  # of each way of asking
NO_FIGURE = 2200  # questions for no figure
NO_FIGURE_WEIGHT = 0.3
FIRMNESS = {"kinds": 10.0, "amounts": 0.5}  # how closely the examples are followed
KEPT = {"kinds": 0.15, "amounts": 0.02}  # smaller weights change no answer
ASKS_A_FIGURE = frozenset(
    {"much", "share", "until", "deadline", "when", "first", "range", "six", "whole", "rmd", "may", "limit"}
    | {"breakeven", "bracket", "counts"}
)
# Dollars that each thing may be, in thousands: wide, so that no size tells what an amount is of.
SIZES: Mapping[str, tuple[float, float]] = {
    "magi": (2, 420),
    "taxable_income": (8, 600),
    "pay": (2, 420),
    "other_pay": (2, 300),
    "profit": (3, 300),
    "basis": (1, 90),
    "value": (3, 900),
    "pretax": (2, 600),
    "left": (1, 400),
    "conversion": (2, 300),
    "contribution": (0.8, 31),
    "withdrawal": (1, 120),
    "deferrals": (2, 36),
    "employer": (1, 50),
    "after_tax": (2, 55),
    "excess": (0.2, 9),
    "allowed": (0.2, 8.6),
    "growth": (0.1, 12),
    "worth_now": (2, 120),
    "taken_back": (0.5, 9),
    "held_back": (0.5, 30),
    "roth_value": (4, 200),
    "other": (0.3, 700),
}
_ROLE = re.compile(r"\{(\w+)\}")


def taught() -> dict[str, list[str]]:
    """Ways of asking by kind; under ``said`` what people say beside."""
    return {entry.stem: read_toml(entry)["asked"] for entry in sorted((FOLDER / "computed").glob("*.toml"))}


def learn() -> dict[str, str]:
    """The two files of weights, by name."""
    chance = random.Random(1)  # noqa: S311 - nothing here is secret, and the same weights shall come out each time
    asked = taught()
    said = asked.pop("said")
    told = [one for kind, texts in asked.items() for text in texts for one in _tellings(kind, text, said, chance)]
    of_none = _of_no_figure(chance)
    marked = [*(text for _, text, _, _ in told), *of_none]
    names = [*(kind for kind, *_ in told), *([kinds.NONE] * len(of_none))]
    weights = [1.0] * len(told) + [NO_FIGURE_WEIGHT] * len(of_none)
    of_amounts = [
        (wording.amount_features(text, number, value, kind, len(values)), roles[number])
        for kind, text, roles, values in told
        for number, value in enumerate(values)
    ]
    return {
        "kinds": _fitted("kinds", map(wording.kind_features, marked), names, weights, scaled=True),
        "amounts": _fitted(
            "amounts", (f for f, _ in of_amounts), [role for _, role in of_amounts], None, scaled=False
        ),
    }


Told = tuple[str, str, list[str], list[Decimal]]


def _tellings(kind: str, text: str, said: Sequence[str], chance: random.Random) -> Iterator[Told]:
    for number in range(TELLINGS):
        yield _marked(kind, _beside(text, said, chance) if number else text, chance)


def _marked(kind: str, text: str, chance: random.Random) -> Told:
    roles = _ROLE.findall(text)
    numbers = iter(range(len(roles)))
    values = [_amount(role, chance) for role in roles]
    return kind, _ROLE.sub(lambda _: f"§{next(numbers)}§", text.lower()), roles, values


def _amount(role: str, chance: random.Random) -> Decimal:
    low, high = SIZES[role]
    return Decimal(round(low * 1000 * (high / low) ** chance.random(), -2))


def _beside(text: str, said: Sequence[str], chance: random.Random) -> str:
    beside = chance.sample(said, chance.choice([0, 0, 1, 1, 2, 3]))
    before = chance.randint(0, len(beside))
    told = chance.choice([". ", ", ", ". ", "; "]).join([*beside[:before], text])
    if beside[before:]:
        end = "" if told.endswith("?") else chance.choice(["?", ".", ","])
        told += end + " " + chance.choice([". ", ", "]).join(beside[before:])
    return told


def _of_no_figure(chance: random.Random) -> list[str]:
    """What the cards answer, and what is no subject of ours, where it does not sound like asking for a figure."""
    found = [
        example.text
        for example in examples()
        if example.card not in FIGURES and (example.card == OUTSIDE or not _asks_a_figure(example.text))
    ]
    chance.shuffle(found)
    return [Asked(text, Facts(), A_DAY).marked for text in found[:NO_FIGURE]]


def _asks_a_figure(text: str) -> bool:
    asking = wording.notions(" ".join(wording.asking_parts(text.lower())))
    return not ASKS_A_FIGURE.isdisjoint(asking)


def _fitted(
    name: str, features: Iterable[frozenset[str]], classes: list[str], weights: list[float] | None, *, scaled: bool
) -> str:
    columns = DictVectorizer()
    rows = columns.fit_transform([dict.fromkeys(sorted(one), 1.0) for one in features])
    model = LogisticRegression(C=FIRMNESS[name], max_iter=100, tol=1e-3)
    model.fit(normalize(rows) if scaled else rows, classes, sample_weight=weights)
    found = {
        feature: {
            one: float(model.coef_[place][column])
            for place, one in enumerate(model.classes_)
            if abs(model.coef_[place][column]) >= KEPT[name]
        }
        for column, feature in enumerate(columns.get_feature_names_out())
    }
    bias = dict(zip(model.classes_, map(float, model.intercept_), strict=True))
    return linear.write(list(model.classes_), {**found, "": bias})


if __name__ == "__main__":
    for name, text in learn().items():
        (FOLDER / "weights" / f"{name}.tsv").write_text(text, "utf-8")
