"""What becomes of a value that was understood: noted at once, offered to be tapped, or asked back as unlikely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from calc.contradictions import Contradiction
from calc.unlikely import BEARING, unlikely
from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Question
from dialogs.interview.belonging import days_of
from dialogs.session import Answers, Told
from dialogs.text import tidy
from dialogs.understanding import (
    amounts,
    days_told,
    judge,
)
from dialogs.understanding.answered.kinds import (
    DATED,
    FEW,
    THOUSAND,
    circumstances_named,
    is_of_the_other,
    reads_a_button,
    ticked_with,
)
from dialogs.understanding.answered.left_over import left_beside
from dialogs.understanding.clauses import PEOPLE, Clause, clauses
from dialogs.understanding.gathering import OTHER
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import Mark, sentence
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.reckoning.words import is_gross
from dialogs.understanding.replies import sense
from dialogs.understanding.tokens import tokens


def noted_or_offered(message: Message, question: Question, value: Told, worked: str) -> Heard | None:
    """The answer where the message says no more than that, else what it may be; None where it tells other facts."""
    if question.card.kind == "money" and not question.card.signed and isinstance(value, str) and Decimal(value) < 0:
        return None
    if value == [] and question.fact == "circumstances" and (more := circumstances_named(message)):
        return ticked_with(message, question, more)  # none, well, we might move to Nevada
    if other := _of_neither(message, question, value):
        return Heard("several", found={question.fact: value, other: value}, text=message.text)
    if _is_answered_of_the_other(message, question):
        of_the_other = question.fact.replace(question.who, OTHER[question.who], 1)
        return Heard("several", doubts=(((of_the_other, value), (question.fact, value)),))
    left = left_beside(message, question, value, worked)
    least = max(Decimal(FEW), question.card.small)
    few = worked and question.card.kind == "money" and isinstance(value, str) and 0 < Decimal(value) < least
    if question.fact == "agi" and isinstance(value, str) and not worked and is_gross(message.text):
        return offered_as(message.text, question, value, left, worked)
    if is_hedged(message, question):
        return offered_as(message.text, question, value, left, worked)
    if not left and not (few and question.card.of != "desk"):
        return taken_as(message, question, value, worked)
    about_another = any(mark.kind in PEOPLE for mark in left)
    if message.told.facts - {question.fact} and (about_another or not message.brief):
        return None
    return offered_as(message.text, question, value, left, worked)


def _of_neither(message: Message, question: Question, value: Told) -> str:
    """The fact of the other spouse, where there is none of it for either: nothing, both of us; neither of us did."""
    if value not in ("0", False, []) or question.card.of != "person" or not message.agenda.facts.joint:
        return ""
    marks = sentence(tidy(message.text), message.said.today, {}).marks
    both = any(mark.kind in {"each", "either"} for mark in marks) or any(
        one in tidy(message.text) for one in data("grammar")["neither"]["words"]
    )
    other = question.fact.replace(question.who, OTHER[question.who], 1)
    return other if both and message.session.answers.get(other, ...) != value else ""


def _is_answered_of_the_other(message: Message, question: Question) -> bool:
    """Whether a yes or a no speaks of the one of two who is not asked about, and not only of who says so."""
    if question.card.kind != "yes_no" or not is_of_the_other(message, question):
        return False
    return next(lexicon("people", "tells").find(tokens(tidy(message.text))), None) is None


def is_hedged(message: Message, question: Question) -> bool:
    """Whether it is told as what it may be, where nothing but the truth decides: basis, the filing status."""
    if question.card.kind == "cap" and _trails_off(message.text):
        return True
    if question.fact.rpartition(".")[2] not in {"basis", "filing_status"} or reads_a_button(message.text, question):
        return False
    parts = clauses(message.text, message.said.today, {})
    hedged = any(part.has("mood", "unsure") for part in parts)
    return hedged and len(message.text.split()) > 1 and (question.card.kind != "money" or _tells_a_deed(parts))


def _trails_off(text: str) -> bool:
    """Whether it ends in that nobody is sure: 10%? not sure."""
    last = [part for part in re.split(r"[,.;?!]", tidy(text)) if part.strip()][-1:]
    return text.rstrip().endswith("?") or any(sense(part) == "unsure" for part in last)


def _tells_a_deed(parts: Sequence[Clause]) -> bool:
    """Whether what was done with money is told, and not only an amount: never deducted the 6,000."""
    return any(
        part.has("act", "paid_in", "deducted") or part.of("not") or part.has("thing", "basis") for part in parts
    )


def offered_as(text: str, question: Question, value: Told, left: Sequence[Mark], worked: str = "") -> Heard:
    """An answer under its name, beside what else it may be."""
    if question.card.kind == "money" and isinstance(value, str):
        sums = (f"{one:f}" for one in judge.other_sums(left, Decimal(value), text) if one > 0 or question.card.signed)
        values = tuple(dict.fromkeys((value, *sums)))[:3]
        how = {question.fact: worked} if worked and len(values) == 1 else {}
        return Heard("readings", question.fact, values=values, reason="two" if len(values) > 1 else "one", worked=how)
    if question.card.kind == "state":
        named = [key for mark in left if mark.kind == "state" for key in mark.keys]
        return Heard("readings", question.fact, values=tuple(dict.fromkeys((value, *named)))[:3], reason="mentioned")
    if question.card.kind in {*DATED, "choice"}:
        return Heard("readings", question.fact, values=(value,), reason="mentioned")
    return Heard("several", found={question.fact: value})


def taken_as(message: Message, question: Question, value: Told, worked: str = "") -> Heard:
    """The answer; asked back where it is unlikely beside what is noted."""
    how = {question.fact: worked} if worked else {}
    if not worked and _is_small(message.text, question, value):  # same as last year, 141
        both = (f"{THOUSAND * Decimal(str(value)):f}", value)
        return Heard("readings", question.fact, values=both, reason="thousands")
    if doubted := unlikely_beside(message, question, value):
        return Heard("readings", question.fact, values=(value,), doubted=doubted, worked=how)
    if (pays := _of_both(message, question, value)) is not None:
        return Heard("readings", question.fact, values=(pays, value), reason="two")
    return Heard("answer", question.fact, value, found=_days(message, question, value), worked=how)


def _of_both(message: Message, question: Question, value: Told) -> str | None:
    """The pay of the two together, where that is asked and the pay of one is said again: I make 240k."""
    pays = [message.session.answers.get(f"{who}.compensation") for who in OTHER]
    if question.fact != "wages" or value not in pays or value in message.session.readings:
        return None
    sums = [Decimal(pay) for pay in pays if isinstance(pay, str)]
    return f"{sum(sums):f}" if len(sums) == len(pays) and all(sums) else None


def _is_small(text: str, question: Question, value: Told) -> bool:
    """Whether an amount was probably meant in thousands."""
    if question.card.kind != "money" or not isinstance(value, str) or amounts.is_named(tidy(text)):
        return False
    return 0 < Decimal(value) < question.card.small


def _days(message: Message, question: Question, value: Told) -> Answers:
    """The days of a sum, where its parts were told with them."""
    if not days_of(question.fact):
        return {}
    today = message.said.today
    year = message.agenda.facts.tax_year or today.year
    return days_told.read(clauses(message.text, today, {}), {question.fact: value}, year, today)


def unlikely_beside(message: Message, question: Question, value: Told) -> Contradiction | None:
    """Why the answer is unlikely beside what is noted; what is said again, or pressed, is meant."""
    told_again = value in message.session.readings or message.session.answers.get(question.fact, ...) == value
    supposed = message.session.planned is not None
    if supposed or told_again or question.fact.rpartition(".")[2] not in BEARING:
        return None
    told = agendas.facts_of({**message.agenda.answers, question.fact: value})
    return next((one for one in unlikely(told) if question.fact in one.fields), None)
