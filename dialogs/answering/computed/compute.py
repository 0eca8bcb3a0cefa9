"""The kinds of question that a worksheet answers, and when one stands before the cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from calc.facts import Facts
from calc.refusals import Refusal
from dialogs.answering import classify
from dialogs.answering.computed import (
    contributions,
    days,
    kinds,
    limits,
    plans,
    prorata,
    rooms,
    taxes,
    withdrawals,
)
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import Refused
from dialogs.understanding.questions import is_question

KINDS: Mapping[str, Callable[[Asked], Computed | None]] = {
    "basis_left": prorata.basis_left,
    "break_even": taxes.break_even,
    "conversion_clock": days.conversion_clock,
    "counts": prorata.counts,
    "deduction": contributions.deduction,
    "deferral": plans.deferral,
    "deferral_left": plans.deferral,
    "deferred_too_much": plans.deferred_too_much,
    "direct": contributions.direct,
    "early_out": withdrawals.early_out,
    "earnings": withdrawals.earnings,
    "earnings_out": withdrawals.earnings,
    "excess": withdrawals.excess,
    "federal": taxes.federal,
    "first_rmd": days.first_rmd,
    "ira_amount": contributions.ira_amount,
    "last_day": days.last_day,
    "limit_additions": limits.limit,
    "limit_deduction_range": limits.limit,
    "limit_ira": limits.limit,
    "limit_roth_range": limits.limit,
    "mega": plans.mega,
    "plan_growth": plans.plan_growth,
    "prorata": prorata.prorata,
    "roll_in": withdrawals.roll_in,
    "roth_clock": days.roth_clock,
    "roth_out": withdrawals.roth_out,
    "roth_plan_out": withdrawals.roth_plan_out,
    "sep": plans.sep,
    "simple_lock": days.simple_lock,
    "sixty_days": days.sixty_days,
    "solo": plans.solo,
    "solo_employer": plans.solo,
    "spouse_apart": days.spouse_apart,
    "state": taxes.state,
    "until": rooms.until,
    "whole_plan": plans.whole_plan,
    "withheld": withdrawals.withheld,
}
LONGEST = 500  # characters; a longer message tells a story, and its figures are many things
LIKELY = 0.3  # below this chance the kind of figure is a guess
SURE = 0.6  # from here on a figure is meant, whatever card the words remind of
FIGURES = frozenset({"C03", "C25", "C31", "C35", "C72", "C78", "C99", "C122", "C130"})  # cards answered by a figure


def compute(text: str, facts: Facts, today: date) -> Computed | None:
    """The answer to a question whose figures a worksheet can work out; None for any other message."""
    if len(text) > LONGEST or not ("?" in text or is_question(text)):
        return None
    kind, chance = kinds.kinds(Asked(text, facts, today).marked)[0]
    question = Asked(text, facts, today, kind)
    if kind == kinds.NONE or chance < LIKELY:
        return None
    try:
        found = limits.uncovered(question) or KINDS[kind](question)
    except Refusal as refusal:
        return computed(question, "refused", Refused(refusal))
    return found if found is not None and _stands(question, found, chance) else None


def _stands(question: Asked, found: Computed, chance: float) -> bool:
    """Whether the figure is what is asked for, and not a rule that a card tells."""
    sure = classify.classify(question.said).card
    if sure is None or sure == found.card or sure in FIGURES:
        return True
    return chance >= SURE and (bool(question.sums) or found.kind in {"date", "limits"})
