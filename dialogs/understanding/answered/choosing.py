"""Choices of the open question that are named among other words, and what happened, told at a desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dialogs.interview.agenda import Question
from dialogs.interview.questions import Card
from dialogs.text import bare, tidy
from dialogs.understanding import (
    amounts,
    choices,
    dates,
    replying,
    stories,
)
from dialogs.understanding.answered.kinds import is_of_the_other, ticked_with, ticks_of, turns_it
from dialogs.understanding.clauses import PEOPLE, clauses, danger
from dialogs.understanding.gathering import OTHER, Doubt
from dialogs.understanding.lexicon import data, lexicon, pattern
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.tokens import tokens

_MEDICARE_AHEAD = 3
_FEW_WORDS = 10
_NOT_ALL = frozenset({"not", "mood", "other", "amount", "share", "age", *PEOPLE}) - {"you"}
_PAID_IN = ("traditional", "roth")  # what was paid in, by the account


def told_at_a_desk(message: Message) -> Heard | None:
    """A desk asks what happened, and people tell the story."""
    text, question = message.text, message.question
    if question is None or question.card.of != "desk" or text.endswith("?"):
        return None
    meant = choices.told_of(text, question.card)
    if len(meant) == 1 and (story := story_of(message, question.card, meant[0])):
        return story
    return Heard("readings", question.fact, values=meant, reason="mentioned") if meant else None


def story_of(message: Message, what: Card, happened: str) -> Heard | None:
    """What happened, with what was told beside it, to be listed; None where nothing was."""
    text, born = message.text, message.agenda.facts.you.birth_year
    besides = stories.besides(text, what, happened, message.said.today, born)
    if not besides:
        return None
    told = [part for value in besides.values() for part in (value if isinstance(value, list) else [value])]
    values = (str(value).rpartition(":")[2] for value in told)
    placed = {Decimal(value) for value in values if value.isdecimal()}
    sums = (one for one in amounts.find(tidy(text)) if one.kind == "money")
    lost = tuple(one.words for one in sums if not placed & {*one.values})
    births = () if born is not None else tuple(birth_years(message))
    return Heard("several", found={what.fact: happened, **besides}, doubts=births, lost=lost)


def birth_years(message: Message) -> Iterator[Doubt]:
    """The birth years that the speaker's age leaves open."""
    told = dates.ages(tidy(message.text), message.said.today)
    if len(told) == 1 and told[0].births and told[0].whose == 0:
        yield tuple(("you.birth_year", born) for born in told[0].births)


def choice_in_a_sentence(message: Message) -> Heard | None:
    """Choices of the open question that are named among other words."""
    question = message.question
    meant = choices.mentioned(message.text, question.card) if question else ()
    if (
        question is None
        or not meant
        or is_of_the_other(message, question)
        or _is_general(message.text)
        or _is_of_another_year(message)
    ):
        return None
    if question.fact.endswith(".ira_kinds") and not replying.names_an_ira(message.text, message.said.today):
        return None  # the Roth side of a plan
    if question.fact.endswith(".moves") and _only_moves(message):
        meant = tuple(key for key in meant if key not in _PAID_IN)
        if not meant:
            return None
    if question.card.kind != "several":
        return Heard("readings", question.fact, values=meant, reason="mentioned")
    if is_all(message, question, meant):
        return Heard("answer", question.fact, list(meant))
    return ticked_with(message, question, meant)


def is_all(message: Message, question: Question, meant: Sequence[str]) -> bool:
    """Whether a few words name choices and hold nothing else: medicare next year, a SEP from freelancing days."""
    text, today = tidy(message.text), message.said.today
    if len(text.split()) > _FEW_WORDS or text.endswith("?") or ticks_of(message, question):
        return False
    parts = [part for part in pattern("choices", "between").split(text) if bare(part)]
    named = [choices.told_of(part, question.card) for part in parts]
    if not all(named) or {key for keys in named for key in keys} != {*meant}:
        return False
    marks = [mark for part in clauses(text, today, {}) for mark in part.marks]
    ahead = _MEDICARE_AHEAD if "medicare" in meant else 1  # years
    later = any(mark.time and mark.time.year > today.year + ahead for mark in marks)
    words = {token.text for token in tokens(text)} & {*data("grammar")["had"]["words"]}
    turning = danger() - {*data("grammar")["of_amounts"]["words"]}
    words |= {mark.key for mark in marks if mark.kind == "word"} & turning
    of_home = frozenset({"both", "spouse"}) if question.card.of == "all" else frozenset[str]()
    of_home |= {"other"} if "aid" in meant or "inherited" in meant else frozenset()  # our daughter's FAFSA
    counted = question.fact == "circumstances" and next(lexicon("calendar", "small").find(tokens(text)), None)
    first = min((mark.start for mark in marks), default=0)
    turned = any(mark.kind == "link" and turns_it(mark) and mark.start > first for mark in marks)  # just the SEP: all
    return not (later or words or counted or turned or any(mark.kind in _NOT_ALL - of_home for mark in marks))


def _only_moves(message: Message) -> bool:
    """Whether an account is only named as where money came from or went: moved my Roth to Schwab."""
    acts = {key for part in clauses(message.text, message.said.today, {}) for key in part.keys("act")}
    return "rolled_over" in acts and "paid_in" not in acts


def _is_of_another_year(message: Message) -> bool:
    """Whether all that is told of what was done is of an earlier year: converted 30k in 2023.

    What was paid in last year may have been for the year before this one; a conversion is of its own year.
    """
    question, year = message.question, message.agenda.facts.tax_year
    times = dates.find(tidy(message.text), message.said.today)
    moved = question is not None and question.fact.endswith(".moves") and year is not None
    done = {key for clause in clauses(message.text, message.said.today, {}) for key in clause.keys("act")}
    last = year if year and done & {"converted", "took_out"} and "paid_in" not in done else (year or 0) - 1
    return moved and bool(times) and all(when.year < last for when in times)


def _is_general(text: str) -> bool:
    """Whether it says how things are for everybody, or what somebody else has: RMDs start at 73, my ex kept it."""
    return next(lexicon("grammar", "general").find(tokens(tidy(text))), None) is not None


def named_besides(message: Message, question: Question, value: Sequence[str]) -> list[str]:
    """The choices of a list that a message names and does not deny, beside those that were understood."""
    of_others = {"other", *OTHER.values()} - {question.who}
    parts = (
        part
        for part in clauses(message.text, message.said.today, {})
        if not (part.asks or part.of("not", *of_others) or (part.has("mood", "used_to") and part.has("act", "has")))
    )
    kept = list(parts)
    named = {key for part in kept for key in part.keys("ira")}
    if question.fact.endswith(".ira_kinds"):
        unnamed = (part.text for part in kept if not part.of("ira", "plan"))  # the regular kind
        named |= {key for part in unnamed for key in choices.told_of(part, question.card)}
    return sorted(named & question.card.choices.keys() - {*value})
