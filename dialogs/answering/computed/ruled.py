"""Questions of yes or no that the law answers whatever the amounts are: ``locale/en/asking/ruled.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.answering.computed.wording import MARK
from dialogs.phrases import say


@dataclass(frozen=True, slots=True)
class Rule:
    """said: what the whole text says. asked: what the part that asks says. yes: the answer, by a card's law."""

    said: re.Pattern[str]
    asked: re.Pattern[str]
    yes: bool
    card: str


@cache
def rules() -> Mapping[str, Rule]:
    raw = read_toml(ENGLISH / "asking" / "ruled.toml")
    return {
        name: Rule(re.compile(one.get("said", "")), re.compile(one.get("asked", "")), one["yes"], one["card"])
        for name, one in raw.items()
    }


def ruled(question: Asked) -> Computed | None:
    """The answer of the first rule that the question is of; None for a question of no rule."""
    if not question.wants_verdict:
        return None
    asking = MARK.sub("#", ". ".join(question.asking))
    for name, rule in rules().items():
        if rule.said.search(question.plain) and rule.asked.search(asking):
            return computed(question, "yes_no", say(f"asked.ruled.{name}"), amount=rule.yes, card=rule.card)
    return None
