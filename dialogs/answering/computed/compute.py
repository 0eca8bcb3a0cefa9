"""The kinds of question that a worksheet answers, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from calc.facts import Facts
from calc.refusals import Refusal
from dialogs.answering import classify
from dialogs.answering.computed import contributions, days, limits, plans, prorata, sizing, taxes, withdrawals
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import Refused
from dialogs.understanding.questions import is_question

KINDS: tuple[Callable[[Asked], Computed | None], ...] = (
    limits.uncovered,
    days.simple_lock,
    days.sixty_days,
    days.conversion_clock,
    days.first_rmd,
    days.last_day,
    days.spouse_apart,
    withdrawals.withheld,
    sizing.size,
    taxes.state,
    taxes.federal,
    taxes.break_even,
    contributions.ira_amount,
    plans.plan_growth,
    plans.deferred_too_much,
    withdrawals.earnings,
    withdrawals.excess,
    withdrawals.roth_out,
    withdrawals.roll_in,
    prorata.prorata,
    contributions.deduction,
    plans.solo,
    plans.whole_plan,
    plans.mega,
    plans.deferral,
    contributions.direct,
    limits.limit,
)
RELATED = ("C03", "C25", "C31", "C35", "C72", "C78", "C99", "C122", "C130")  # rules whose answer is a figure
PLANS = ("C130", "C72", "C78", "C73", "C99")
LONGEST = 400  # characters; a longer message tells a story, and its figures are many things


def compute(text: str, facts: Facts, today: date) -> Computed | None:
    """The answer to a question whose figures a worksheet can work out; None for any other message."""
    if len(text) > LONGEST or not is_question(text):
        return None
    for kind in KINDS:
        question = Asked(text, facts, today)
        try:
            found = kind(question)
        except Refusal as refusal:
            return computed(question, "refused", Refused(refusal))
        if found is not None:
            return found if _stands(question, found) else None
    return None


def _stands(question: Asked, found: Computed) -> bool:
    """Whether the figure is what is asked for; a card that is sure of a question without figures comes before it."""
    if found.worksheet == sizing.WORKSHEET:
        return True
    if question.adds_up and not found.of_all and found.kind in {"amount", "yes_no"}:
        return False
    sure = classify.classify(question.said).card
    if found.kind == "yes_no" and found.card == "C99":
        return sure in {None, "C99", "C36", "C06"}
    near = PLANS if found.card in PLANS[:3] else RELATED
    if found.kind == "amount" and near is RELATED and question.asks("newly"):
        return True
    if sure not in {None, found.card, *near} and (found.kind == "refused" or near is PLANS):
        return False
    if found.kind == "date":
        return True
    if found.kind == "missing" and question.sums:
        return sure in {None, found.card, *RELATED}
    if found.kind in {"missing", "limits"} or not question.sums:
        return (found.kind == "refused" or question.asks("newly")) and sure in {None, found.card, *RELATED}
    return found.kind != "range" or question.asks("how_much") or sure in {None, found.card}
