"""Answers in dollars that have to be worked out: the most allowed, the same as hers, half of mine, 10 % of pay, two
amounts that belong together, so much a month. What is computed comes with how it was reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dialogs.text import tidy
from dialogs.understanding import amounts, income_parts
from dialogs.understanding import shares as percentages
from dialogs.understanding.clauses import clauses
from dialogs.understanding.gathering import OTHER
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.marks import sentence, sentences
from dialogs.understanding.readings import Reading, Readings, Understood
from dialogs.understanding.reckoning.most import a_few, all_but, as_reply
from dialogs.understanding.reckoning.parts import by_share
from dialogs.understanding.reckoning.ratios import by_difference, by_ratio, since_last_year, with_catch_up
from dialogs.understanding.reckoning.setting import HOURS, MONTHS, MOST_TIMES, OF_WORK, STRANGE, Setting, told_as
from dialogs.understanding.reckoning.so_far import (
    each_the_same,
    for_other_too,
    not_all,
    so_far_alone,
    unchanged,
    up_to_the_limit,
)
from dialogs.understanding.reckoning.sums import after_expenses, sum_of_parts
from dialogs.understanding.reckoning.terms import is_its_own
from dialogs.understanding.reckoning.times import by_the_hour, by_the_year, is_ratio, months_paid, twice
from dialogs.understanding.reckoning.words import counted_times, has_op, multiplied_by
from dialogs.understanding.tokens import tokens

__all__ = []

_BESIDE_ACCOUNTS = frozenset({"taken_off", "other_income", "deferrals", "deferred", "agi"})  # parts bear their names


_OF_ONESELF = frozenset({"deferrals", "roth_deferrals", "after_tax_made"})  # and nothing of the employer's


_A_MONTH = 3  # payments that can come in one month


def read(text: str, setting: Setting) -> Reading | None:
    """A money answer that leans on other facts or on arithmetic; None where it is plain, or something else."""
    plain = tidy(text)
    unpaid = setting.name == "agi" and setting.agenda.facts.no_pay
    if (unpaid or setting.name == "other_income") and not has_op(plain, "corrects"):  # its own sum is told behind
        by_parts = income_parts.read(plain, setting.agenda.facts)
        if by_parts is not None:
            return by_parts
    said = tokens(plain)
    spans = [span for span in amounts.find(plain) if not is_ratio(said, span.start)]
    if len(spans) > MOST_TIMES:  # so many amounts are no answer
        return None
    if yearly := by_the_year(plain, said, spans, setting):
        return yearly
    if len(spans) == 1 and isinstance(spans[0].amount, amounts.Per):
        if counted := counted_times(plain, said):
            monthly = counted[0] <= _A_MONTH and spans[0].amount.times == MONTHS  # two paychecks of 3,200 a month
            return multiplied_by(counted[0] * (MONTHS if monthly else 1), spans[0].amount.value)
        if spans[0].amount.times == MONTHS and next(lexicon("arithmetic", "whole_year").find(said), None):
            return multiplied_by(MONTHS, spans[0].amount.value)
        if months := months_paid(plain, spans[0].amount, setting):
            return multiplied_by(months, spans[0].amount.value)
    unread = any(not span.values for span in spans)
    hourly = any(isinstance(span.amount, amounts.Per) and span.amount.times == HOURS for span in spans)
    unread = unread or (hourly and setting.name not in {*OF_WORK, "prior_wages"})
    unread = unread or (len(spans) > 1 and any(isinstance(span.amount, amounts.Between) for span in spans))
    several = len([one for one in sentences(text) if amounts.find(tidy(one)) or percentages.find(tidy(one))]) > 1
    several = several or (len(sentences(text)) > 1 and setting.name != "basis")
    if unread or several or _of_accounts(plain, setting) or plain.rstrip().endswith("?"):
        return None
    if _of_another(plain, setting) or _of_the_employer(plain, setting):
        return None
    for reader in _WAYS:
        found = reader(plain, said, setting)
        if isinstance(found, Understood) and _of_each(plain, spans, setting):
            value = Decimal(str(found.value))
            return Readings((told_as(value * 2), told_as(value)), "two")  # we each put 20k in the 401k
        if found is not None:
            return found if _is_clear(plain, setting) or not isinstance(found, Understood) else _offered(found)
    return None


def _of_each(plain: str, spans: Sequence[amounts.Span], setting: Setting) -> bool:
    """Whether several amounts are told of each of two, where both are asked about together."""
    led = tokens(plain[: spans[0].start]) if len(spans) > 1 else []
    joint = setting.question.card.of == "all" and setting.agenda.facts.joint
    return joint and next(lexicon("arithmetic", "we_each").find(led), None) is not None


def _offered(found: Understood) -> Reading:
    """What was computed among words that may change it, to be tapped."""
    return Readings((found.value,), "one", found.worked)


def _is_clear(plain: str, setting: Setting) -> bool:
    """Whether hardly a word of it may mean something else."""
    parts = clauses(plain, setting.today, {})
    return sum(len(part.strange) for part in parts) <= STRANGE


def _of_accounts(plain: str, setting: Setting) -> bool:
    """Whether amounts of more than one account stand side by side."""
    marks = sentence(plain, setting.today, {}).marks
    own = {setting.name, setting.question.kind, "any"}
    others = [mark for mark in marks if mark.kind in {"ira", "plan"} and not own & set(mark.keys)]
    several = len([mark for mark in marks if mark.kind == "amount"]) > 1
    return bool(others) and several and setting.name not in _BESIDE_ACCOUNTS


def _of_the_employer(plain: str, setting: Setting) -> bool:
    """Whether what stands beside one's own money is what the employer adds to a plan: 250k and they match 4%."""
    marks = sentence(plain, setting.today, {}).marks
    adds = any(mark.kind == "act" and "employer" in mark.keys for mark in marks)
    told = [mark for mark in marks if mark.kind in {"amount", "share"}]
    if setting.name in OF_WORK:
        return adds and (len(told) > 1 or any(mark.kind == "share" for mark in told))
    adds = adds or any(mark.kind == "thing" and "match" in mark.keys for mark in marks)
    return adds and len(told) > 1 and setting.name in _OF_ONESELF  # 20k, and my employer adds 6k


def _of_another(plain: str, setting: Setting) -> bool:
    """Whether an amount of the other spouse stands beside the person's own."""
    if setting.question.card.of not in {"person", "plan"}:
        return False
    marks = sentence(plain, setting.today, {}).marks
    people = {mark.kind for mark in marks if mark.kind in {"you", "spouse"}}
    other = OTHER.get(setting.question.who)
    amounts_told = [mark for mark in marks if mark.kind in {"amount", "share"}]
    return other in people and len(amounts_told) > 1 and (len(people) > 1 or other == "spouse")


def points_at(text: str, setting: Setting) -> bool:
    """Whether an amount stands beside another that is known, or beside words that change what it means."""
    said = tokens(tidy(text))
    others = {
        key
        for found in lexicon("arithmetic", "reference").find(said)
        for key in found.keys
        if not is_its_own(key.partition(".")[2], setting)
    }
    spans = amounts.find(tidy(text))
    often = len(spans) == 1 and counted_times(tidy(text), said) is not None
    return (
        often
        or bool(others & {"reference.ours"})
        or isinstance(not_all(tidy(text), said, setting), Readings)
        or (isinstance(by_difference(tidy(text), said, setting), Understood))
    )


_WAYS = (
    all_but, up_to_the_limit, as_reply, a_few, for_other_too, unchanged, not_all, with_catch_up, by_share,
    since_last_year, by_difference, by_ratio, by_the_hour, twice, after_expenses, sum_of_parts, each_the_same,
    so_far_alone,
)  # fmt: skip
