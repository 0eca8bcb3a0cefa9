"""Which figure a question asks for, and what each of its amounts is of, by what the ways of asking taught.

The ways of asking are the files of ``locale/en/asking/computed``; ``make asking`` learns from them. An amount is of
what the words around it say, in a question of its kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files

from dialogs.answering import linear
from dialogs.answering.computed import wording

NONE = "none"  # a question for no figure
ONLY_ONCE = frozenset(
    {"magi", "taxable_income", "profit", "basis", "value", "left", "worth_now", "excess", "growth", "taken_back"}
)


def kinds(marked: str) -> list[tuple[str, float]]:
    """The kinds of figure with their chances, the likeliest first; ``none`` is one of them."""
    chances = _learned("kinds").chances(wording.kind_features(marked))
    return sorted(chances.items(), key=lambda pair: -pair[1])


def figures(marked: str, sums: Sequence[Decimal], kind: str) -> Mapping[str, tuple[Decimal, ...]]:
    """Amounts by what they are of. What is said twice is one amount; what can be only one thing is the likelier."""
    count = len(sums)
    chances = [
        _learned("amounts").chances(wording.amount_features(marked, number, value, kind, count), scaled=False)
        for number, value in enumerate(sums)
    ]
    found: dict[str, list[tuple[int, Decimal]]] = {}
    taken: dict[str, Decimal] = {}
    left = set(range(count))
    while left:
        number, name = max(
            (
                (n, role)
                for n in left
                for role in chances[n]
                if role not in taken or role not in ONLY_ONCE or taken[role] == sums[n]
            ),
            key=lambda pair: chances[pair[0]][pair[1]],
        )
        left.discard(number)
        taken.setdefault(name, sums[number])
        found.setdefault(name, []).append((number, sums[number]))
    return {name: tuple(dict.fromkeys(value for _, value in sorted(placed))) for name, placed in found.items()}


@cache
def _learned(name: str) -> linear.Linear:
    folder = files("dialogs") / "locale" / "en" / "asking" / "weights"
    return linear.read((folder / f"{name}.tsv").read_text("utf-8"))
