"""By when an inherited account has to be empty, from the year of the death."""

from __future__ import annotations

from datetime import date

from calc import law
from dialogs.answering.computed.patterns import pattern_of
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import say


def emptied_by(question: Asked) -> Computed | None:
    """The last day of the ten-year rule; None where another rule may be meant, or no day is asked for."""
    died = pattern_of("asks", "died_in").search(question.text)
    told = question.told("inherited") or question.told("left_to")
    if died is None or not told or question.told("no_ten_years") or question.sums:
        return None
    if question.wants_verdict or not (question.asks("deadline", "when") or question.told("empty_by")):
        return None
    year = int(next(one for one in died.groups() if one))
    standing = law.standing()
    if year < standing.whole("ten_year_rule_first_death") or year > question.today.year:
        return None
    last = date(year + standing.whole("ten_year_rule_years"), 12, 31)
    head, rule = say("asked.inherited.by", day=last, died=year), say("asked.inherited.rule")
    return computed(question, "date", head, amount=last, rule=rule, card="C146")
