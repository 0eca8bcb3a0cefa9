"""The seam to the law: facts in, plan text out. What must be refused comes back as its sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from calc.contradictions import Contradiction, contradictions
from calc.facts import Facts
from calc.plan import Plan, plan
from calc.refusals import Refusal
from dialogs.phrases import say


def clash(facts: Facts, today: date) -> Contradiction | None:
    """The first pair of facts that cannot both be true."""
    return next(iter(contradictions(facts, today)), None)


def clash_text(found: Contradiction) -> str:
    return say(f"contradictions.{found.reason}", **found.values)


def tell(facts: Facts, today: date, how: Callable[[Plan], tuple[str, ...]]) -> tuple[str, ...]:
    """The blocks of a plan in one of its forms, or the one sentence that says why there is none yet."""
    try:
        return how(plan(facts, today))
    except Refusal as refusal:
        return (say(f"refusals.{refusal.reason}", **refusal.values),)
