"""The kinds of question that a worksheet answers, and when one stands before the cards."""

from __future__ import annotations

import re
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
    sizing,
    taxes,
    withdrawals,
)
from dialogs.answering.computed.question import Asked, data
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import Refused
from dialogs.text import tidy
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
OF_AN_EXCESS = frozenset({"deferred_too_much", "excess", "ira_amount", "earnings", "direct"})
OF_AN_ACCOUNT = frozenset({"counts", "spouse_apart"})  # a card says more where no amount is named
LONGEST = 500  # characters; a longer message tells a story, and its figures are many things
_PLEASE = re.compile(data()["asks"]["please"])
IN_SHORT = ("limit", "much", "share", "until", "deadline", "range", "deduct", "taxed", "breakeven", "bracket", "rmd")
FEW = 14  # words
SHORT = 5  # words
LIKELY = 0.3  # below this chance the kind of figure is a guess
CERTAIN = 0.8  # of words that are no question by their form
SURE = 0.6  # from here on a figure is meant, whatever card the words remind of
OF_NO_YEAR = frozenset(
    {
        "basis_left",
        "conversion_clock",
        "counts",
        "early_out",
        "earnings",
        "earnings_out",
        "first_rmd",
        "plan_growth",
        "prorata",
        "roth_clock",
        "roth_out",
        "roth_plan_out",
        "simple_lock",
        "sixty_days",
        "spouse_apart",
        "withheld",
    }
)  # whose years are those of what happened
FIGURES = frozenset({"C03", "C25", "C31", "C35", "C72", "C78", "C99", "C122", "C130"})  # cards answered by a figure


def compute(text: str, facts: Facts, today: date) -> Computed | None:
    """The answer to a question whose figures a worksheet can work out; None for any other message."""
    if len(text) > LONGEST:
        return None
    asks = "?" in text or is_question(text) or _PLEASE.search(tidy(text)) is not None
    if not asks and not _in_short(Asked(text, facts, today)):
        return None
    sized = Asked(text, facts, today)
    if asks and not sized.sums and (found := sizing.size(sized)):
        return found
    for kind, chance in kinds.kinds(Asked(text, facts, today).marked)[:2]:
        if kind == kinds.NONE or chance < (LIKELY if asks else CERTAIN):
            break
        question = Asked(text, facts, today, kind)
        if kind in OF_AN_EXCESS and question.asks("deadline") and not question.asks("much", "limit"):
            question.kind = "last_day"
        try:
            found = (kind not in OF_NO_YEAR and limits.uncovered(question)) or KINDS[question.kind](question)
        except Refusal as refusal:
            return computed(question, "refused", Refused(refusal))
        if found is not None and _stands(question, found, chance):
            return found
    return _of_no_year(Asked(text, facts, today)) if asks else None


def _of_no_year(question: Asked) -> Computed | None:
    """A short question about a year without figures, whatever it asks for."""
    few = len(question.text.split()) <= FEW
    return limits.uncovered(question) if few and question.asks("what", "limit", "much", "tax", "contribute") else None


def _in_short(question: Asked) -> bool:
    """Whether words can be a question without its form: "ira limit 2026 for a 52 year old"."""
    words = question.text.split()
    if len(words) < SHORT or words[0] in data()["people"]["somebody"]:
        return False
    return question.speaks_of(*IN_SHORT) and not question.speaks_of("me", "us")


def _stands(question: Asked, found: Computed, chance: float) -> bool:
    """Whether the figure is what is asked for, and not a rule that a card tells."""
    if question.kind in OF_AN_ACCOUNT and not question.sums:
        return False
    sure = classify.classify(question.said).card
    if sure is None or sure == found.card or sure in FIGURES:
        return True
    of_this_person = question.case is not None and found.kind in {"amount", "yes_no"}
    if found.kind == "date":
        return chance >= SURE and question.asks("deadline", "sixty", "five", "rmd", "simple", "remove")
    if question.sums or of_this_person or found.kind == "limits":
        return chance >= SURE
    for_a_figure = question.asks("limit", "much", "range", "catch_up")
    return chance >= SURE and found.kind in {"amount", "yes_no", "refused"} and for_a_figure
