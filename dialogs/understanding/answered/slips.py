"""What is no answer as it stands, and what it may be: an amount, a day or a year, or nothing that we understand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dialogs.interview.agenda import Question
from dialogs.session import Stage, Told
from dialogs.text import tidy
from dialogs.understanding import (
    about_question,
    accounts,
    amounts,
    answers,
    dates,
    year_answers,
)
from dialogs.understanding.answered.kinds import DATED, THOUSAND, WITHOUT_ACCOUNTS, WORDED, ticked_with, ticks_of
from dialogs.understanding.clauses import clauses
from dialogs.understanding.facts.telling import one_sum_as
from dialogs.understanding.gathering import Doubt
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.questions import is_question
from dialogs.understanding.readings import DontKnow, Misread, Readings, Understood
from dialogs.understanding.reckoning.setting import Setting
from dialogs.understanding.replies import LONGEST, replies
from dialogs.understanding.replying.words import is_suggested
from dialogs.understanding.slots import LEAST_PAY
from dialogs.understanding.tokens import tokens

_LOW_BETWEEN_HIGH = 3  # readings of a range


def asked_softly(message: Message) -> Heard | None:
    """An amount with a question mark behind it and no question: not sure yet, 15 grand?"""
    question = message.question
    if question is None or question.card.kind != "money" or not message.text.endswith("?"):
        return None
    last = re.split(r"[,.;!?]\s", message.text)[-1].rstrip(" ?")
    read = answers.read(last, question.card, message.said.today)
    spans = [one for one in amounts.find(tidy(message.text)) if one.kind == "money"]
    if not isinstance(read, Understood | Readings) or len(spans) != 1 or not any(map(str.isdigit, last)):
        return None
    values = (read.value,) if isinstance(read, Understood) else read.values
    return Heard("readings", question.fact, values=values, reason="one" if len(values) == 1 else "two")


def impossible_date(message: Message) -> Heard | None:
    """A day or a year was understood, and it cannot be right."""
    question = message.question
    if question is None or question.card.kind not in DATED:
        return None
    if is_question(message.text) and about_question.names_another(message, question):
        return None  # never filed 8606 for 2010, how do I report it now?
    slip = misread(message)
    return slip if slip.shown and not message.told.facts - {question.fact} else None


def misread(message: Message) -> Heard:
    """Nothing that we understand, and why, where the open question knows."""
    text, question = message.text, message.question
    if question is None:
        beside = message.session.stage is Stage.CONFIRMING and not message.session.doubts
        if beside and (doubt := _income(message)):
            return Heard("several", doubts=(doubt,), text=text)
        return Heard("misread", text=text, lost=_unplaced(message))
    reading = (
        message.reading if message.reading != DontKnow() else answers.read("", question.card, message.said.today)
    )
    dollars = question.card.kind == "money" and reading != Misread("currency")
    numbered = next(lexicon("grammar", "no_sum").find(tokens(tidy(text))), None) is not None
    dollars = dollars and not (numbered or _is_only_a_time(message) or _is_only_an_age(message))
    if dollars and not is_of_no_account(message) and (sums := one_sum_as(question.fact, text, message.said.today)):
        values = likely_readings(message, question, sums)
        if len(values) == 1 and len(often := amounts.in_a_year(tidy(text), Decimal(str(values[0])))) > 1:
            return Heard("readings", question.fact, values=tuple(f"{one:f}" for one in often), reason="period")
        return Heard("readings", question.fact, values=values, reason="one" if len(values) == 1 else "thousands")
    if isinstance(reading, Misread):
        if _begins_with_none(message, question):
            return Heard("readings", question.fact, values=("0",), reason="mentioned")
        if question.card.kind in WORDED and _is_foreign(text):
            return Heard("misread", question.fact, text=text, reason="currency")
        if question.card.kind in WITHOUT_ACCOUNTS and not numbered and (doubt := _income(message)):
            return Heard("several", doubts=(doubt,), text=text)
        lost = _unplaced(message)
        return Heard("misread", question.fact, text=text, reason=reading.reason, shown=reading.shown, lost=lost)
    if isinstance(reading, Understood) and reading.value == [] and ticks_of(message, question):  # no pension
        return ticked_with(message, question, ())
    if isinstance(reading, Understood):
        return Heard("readings", question.fact, values=(reading.value,), reason="mentioned")
    return Heard("misread", question.fact, text=text)


def _begins_with_none(message: Message, question: Question) -> bool:
    """Whether an amount is asked for, and it is said to be none and since when or why: nothing since the baby."""
    if question.card.kind != "money" or question.card.seldom_zero or re.search(r"[,.;:?\d]", message.text):
        return False
    return len(message.text.split()) <= LONGEST and bool(replies(message.text.split(" ")[0]) & {"none", "zero"})


def likely_readings(message: Message, question: Question, values: Sequence[Told]) -> tuple[Told, ...]:
    """Of an amount and its thousands the thousands alone, where they are the limit of the year; of one that changed
    what it is now and what it was, and nothing between.
    """
    if len(values) == _LOW_BETWEEN_HIGH and amounts.is_either(tidy(message.text)):
        return values[0], values[-1]
    both = Readings(tuple(values), "thousands")
    scaled = are_thousands(question, values)
    setting = Setting(question, message.agenda, message.said.today)
    return both.values[:1] if scaled and is_suggested(both, setting) else both.values


def are_thousands(question: Question, values: Sequence[Told]) -> bool:
    """Whether these are an amount in thousands, and the bare number as dollars."""
    scaled = question.card.kind == "money" and len(values) == len(("thousands", "dollars"))
    return scaled and Decimal(str(values[0])) == THOUSAND * Decimal(str(values[1]))


def _is_only_an_age(message: Message) -> bool:
    """Whether the one number in it says how old somebody is: I'm still working at 66."""
    plain = tidy(message.text)
    told = dates.ages(plain, message.said.today)
    numbers = [token for token in tokens(plain) if any(map(str.isdigit, token.text))]
    return len(told) == len(numbers) == 1 and told[0].start <= numbers[0].start < told[0].end


def _is_only_a_time(message: Message) -> bool:
    """Whether every number in it is part of a day or a month: February 12, 2025."""
    plain = tidy(message.text)
    times = dates.find(plain, message.said.today)
    numbers = [token for token in tokens(plain) if any(map(str.isdigit, token.text))]
    inside = (any(when.start <= one.start < when.end for when in times) for one in numbers)
    dated = any(when.said is not dates.Said.YEAR for when in times)
    return dated and bool(numbers) and all(inside)


def is_of_no_account(message: Message) -> bool:
    """Whether the amount is of a thing that no question of a person's pay, accounts or plans asks for: a loan."""
    question = message.question
    if question is None or (question.card.of == "all" and question.fact != "wages") or question.card.of == "desk":
        return False
    aside = {"loan"} if question.card.section is not Stage.INCOME else {"loan", "hsa", "unearned"}
    own = {"pay", "bonus", "profit"}
    told = clauses(message.text, message.said.today, {})
    parts = [(before, part) for before, part in zip((None, *told), told, strict=False) if part.amount]
    return bool(parts) and all(
        (part.has("thing", *aside) and not part.has("thing", *own))
        or (part.has("other") and part.amount is not None and part.amount.key == "number")  # my son 12
        or (before is not None and before.has("thing", *aside) and not part.of("thing", "act"))  # disability, 24k
        for before, part in parts
    )


def _is_foreign(text: str) -> bool:
    return any(one.amount == amounts.Wrong("currency") for one in amounts.find(tidy(text)))


def _income(message: Message) -> Doubt | None:
    """One large amount where none is asked for: the pay, or the income of the return."""
    sums = [one for one in amounts.find(tidy(message.text)) if one.kind == "money"]
    session = message.session
    told = (session.answers.keys() | session.found.keys()) & {"agi", "you.compensation"}
    if told or len(sums) != 1 or not isinstance(sums[0].amount, amounts.Exact):
        return None
    value = sums[0].amount.value
    if f"{value:f}" in session.found.values():
        return None  # it stands in the list already
    slip = session.stage is not Stage.CONFIRMING and year_answers.is_slip(message.text)
    plain = (
        value >= LEAST_PAY
        and not slip
        and not (message.wordy or is_question(message.text) or accounts.find(message.text))
    )
    return (("you.compensation", f"{value:f}"), ("agi", f"{value:f}")) if plain else None


def _unplaced(message: Message) -> tuple[str, ...]:
    """The amounts, and where none can be part of an answer the accounts, of words that nothing was understood of."""
    kind, text = message.question.card.kind if message.question else "", tidy(message.text)
    if kind not in WORDED or is_question(text):
        return ()
    spelled = not kind.endswith("year")  # "nineteen eighty" is no sum there
    sums = [one for one in amounts.find(text) if one.kind == "money"]
    named = [(one.start, one.words) for one in sums if spelled or any(map(str.isdigit, one.words))]
    if kind in WITHOUT_ACCOUNTS:
        named += [(one.start, one.words) for one in accounts.find(text) if one.kind in {"ira", "plan"}]
    return tuple(dict.fromkeys(words for _, words in sorted(named)))


def one_amount(message: Message) -> Heard | None:
    """The one amount of a text that asks nothing, where an amount is asked for."""
    question = message.question
    if question is None or question.card.kind != "money" or message.text.endswith("?"):
        return None
    heard = misread(message)
    return heard if heard.event == "readings" else None
