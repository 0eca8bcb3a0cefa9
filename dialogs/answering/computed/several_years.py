"""What the contributions of several years make together."""

from __future__ import annotations

from decimal import Decimal

from dialogs.answering.computed import wording
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import say

SEVERAL = 2  # years


def basis_of_years(question: Asked) -> Computed | None:
    """The basis that nondeductible contributions of several years make; None where money may have left the IRAs."""
    years = wording.years_of(question.marked)
    every = set(years) == set(range(len(question.sums))) and len(set(years.values())) == len(years) >= SEVERAL
    of_it = every and question.asks("basis") and question.speaks_of("nondeduct")
    left = question.speaks_of("convert", "withdraw", "roll") and not question.told("none_left")
    if not of_it or left or question.wants_verdict:
        return None
    question.take_all()
    whole = sum(question.sums, Decimal(0))
    head = say("asked.basis.of_years", whole=whole, first=min(years.values()), last=max(years.values()))
    return computed(question, "amount", head, amount=whole, rule=say("asked.basis.rule_of_years"), card="C10")
