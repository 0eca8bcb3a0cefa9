"""What a goal for the year makes by the paycheck or as a percentage of pay, and a percentage in dollars."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal

from dialogs.answering.computed import wording
from dialogs.answering.computed.patterns import pattern_of
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed
from dialogs.phrases import percent, say

CENT, TENTH_OF_PERCENT = Decimal("0.01"), Decimal("0.001")
CARD = "C130"
BESIDE = ("convert", "ira", "basis", "bracket", "tax", "taxed", "employer", "withdraw", "rmd", "profit")
TWO = 2  # amounts: pay, and what is to go in


def by_paycheck(question: Asked) -> Computed | None:
    """A goal or a room in dollars over the paychecks that are told; None where more than these is told."""
    count = _paychecks(question)
    if count is None or len(question.sums) != 1 or not question.told("goal") or question.told("in_so_far"):
        return None
    asking = " ".join(question.asking)
    if pattern_of("asks", "up_to_the_limit").search(question.text):
        return None  # what is in already, and no goal
    if not pattern_of("asks", "each_paycheck").search(asking) or pattern_of("asks", "what_percent").search(asking):
        return None
    if not question.asks("much", "what", "share") or question.speaks_of(*BESIDE):
        return None
    question.take_all()
    goal = question.sums[0]
    each = (goal / count).quantize(CENT)
    head = say("asked.paycheck.each", each=each, goal=goal, count=count)
    return computed(question, "amount", head, amount=each, rule=say("asked.paycheck.rule"), card=CARD)


def as_percent(question: Asked) -> Computed | None:
    """What part of the year's pay a goal in dollars is; None where more than these two amounts is told."""
    asks = pattern_of("asks", "what_percent").search(" ".join(question.asking))
    if asks is None or len(question.sums) != TWO or question.speaks_of(*BESIDE) or question.told("in_so_far"):
        return None
    pays = [n for n in range(TWO) if wording.nearest(question.marked, n).get("pay")]
    pays = pays or [n for n in range(TWO) if pattern_of("asks", "earns").search(_before(question, n))]
    if not pays:
        return None
    first = max(pays, key=lambda n: question.sums[n])
    pay, goal = question.sums[first], question.sums[1 - first]
    if not pay or goal >= pay:
        return None
    question.take_all()
    share = goal / pay
    enough = share.quantize(TENTH_OF_PERCENT, ROUND_UP)
    values = {"share": percent(share), "enough": percent(enough), "goal": goal, "pay": pay}
    head, rule = say("asked.paycheck.share", **values), say("asked.paycheck.rule")
    return computed(question, "amount", head, amount=share, rule=rule, card=CARD)


def of_percent(question: Asked) -> Computed | None:
    """What a percentage of each paycheck makes in a year, where it is told how often the paycheck comes."""
    times = _a_year(question)
    of_pay = bool(question.sums) and wording.nearest(question.marked, 0).get("pay") == 1
    times = 1 if times is None and of_pay and question.speaks_of("plan", "defer", "mega") else times
    told = question.percent is not None and len(question.sums) == 1 and times is not None
    if not told or not question.told("in_a_year") or question.speaks_of(*BESIDE):
        return None
    question.take_all()
    pay = question.sums[0] * (times or 1)
    whole = (pay * (question.percent or 0) / 100).quantize(CENT)
    values = {"whole": whole, "share": percent((question.percent or Decimal(0)) / 100), "pay": pay}
    head, rule = say("asked.paycheck.in_a_year", **values), say("asked.paycheck.rule_a_year", **values)
    return computed(question, "amount", head, amount=whole, rule=rule, card=CARD)


def _before(question: Asked, number: int) -> str:
    return wording.clause_before(question.marked, number)


def _paychecks(question: Asked) -> int | None:
    found = pattern_of("asks", "paychecks_left").search(question.plain)
    return int(found["count"]) if found else _a_year(question)


def _a_year(question: Asked) -> int | None:
    """How many paychecks of a kind come in a year, where just one kind is named."""
    found = {
        times
        for name, times in (("every_two_weeks", 26), ("twice_a_month", 24), ("every_week", 52))
        if question.told(name)
    }
    return found.pop() if len(found) == 1 else None
