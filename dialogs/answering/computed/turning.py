"""What a question tells beside its figures and no worksheet of its kind reckons with: it answers, or no figure does.

Each is a table of ``locale/en/asking/turning.toml``: how it is said, and of which kinds of figure it makes another
answer. A worksheet that reckons with one of them itself is not among its kinds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import phrases, say


@dataclass(frozen=True, slots=True)
class Condition:
    """said: its words. kinds: of figures that it turns. card: of the rule behind its sentence."""

    said: re.Pattern[str]
    kinds: frozenset[str]
    card: str | None = None


@cache
def conditions() -> Mapping[str, Condition]:
    raw = read_toml(ENGLISH / "asking" / "turning.toml")
    return {
        name: Condition(re.compile(one["said"]), frozenset(one["kinds"]), one.get("card"))
        for name, one in raw.items()
    }


def turned(question: Asked) -> str | None:
    """The name of the first condition that is told and would make the figure of this kind a wrong one."""
    told = (
        name
        for name, one in conditions().items()
        if question.kind in one.kinds and name not in question.reckoned and one.said.search(question.text)
    )
    return next(told, None)


def ruling(question: Asked, name: str) -> Computed | None:
    """What holds under the condition; None where no sentence tells it, and a card may."""
    if name not in phrases()["asked"]["turning"]:
        return None
    card = conditions()[name].card
    return computed(question, "refused", say(f"asked.turning.{name}"), card=card)
