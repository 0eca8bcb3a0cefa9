"""What of a message an answer to the open question does not account for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dialogs.interview.agenda import Question
from dialogs.session import Stage, Told
from dialogs.text import bare, tidy
from dialogs.understanding import (
    amounts,
    answers,
    choices,
    judge,
)
from dialogs.understanding.answered.kinds import is_of_the_other, reads_a_button, turns_it
from dialogs.understanding.clauses import PEOPLE, clauses, danger
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import Mark
from dialogs.understanding.measure import WEIGHTY
from dialogs.understanding.message import Message
from dialogs.understanding.readings import Understood
from dialogs.understanding.reckoning.words import is_part
from dialogs.understanding.replies import contradictory, replies, sense
from dialogs.understanding.tokens import tokens

_BOUNDED = ("yes_no", "choice", "cap")  # answers that "only" or "if" takes back
_DAY = re.compile(r"\d{1,2}([-./])\d{1,2}(?:\1\d{2,4})?")
_CHOSEN = frozenset({"word", "time", "link", "act", "thing", "mood", *PEOPLE})
_DATED = frozenset({"word", "link", "mood", "you", "both", "each"})
_LIGHT = {  # what stands beside such an answer, once it is read, and does not change it
    "choice": _CHOSEN | {"ira", "plan"},
    "yes_no": _CHOSEN,
    "several": _CHOSEN,
    "cap": _CHOSEN,
    "tax_year": _DATED | {"not", "thing"},
    "year": _DATED | {"thing", "time"},
    "birth_year": _DATED - {"word"},  # "graduated 2004" tells nothing of a birth
    "date": _DATED,
    "state": _DATED | {"time", "act"},
}
_KNOWN = frozenset({"not", "state", "status", "cut", "amount", "ira", "plan", "time"})  # where the whole was weighed
_TAKEN_BACK = frozenset({"only", "except", "instead", "sorry", "ytd", "without"})


def left_beside(message: Message, question: Question, value: Told, worked: str) -> Sequence[Mark]:
    """What of the message the answer does not account for."""
    whole = reads_a_button(message.text, question) or choices.is_exact(message.text, question.card)
    misspelled = question.card.kind == "choice" and choices.matches(message.text, question.card) == (value,)
    whole = whole or misspelled
    whole = whole or (question.card.kind == "yes_no" and value is False and "no" in replies(message.text))
    today = message.said.today
    nothing = value in ("0", "no", False, []) and not whole
    if nothing and (other := judge.denied(message.text, question, today)):
        return other
    if nothing and _only_denies(message.text, question) and (other := judge.foreign(message.text, question, today)):
        return other
    if nothing and is_of_the_other(message, question):
        return [mark for one in clauses(message.text, today, {}) for mark in one.of("spouse")]
    if nothing and question.card.kind == "money" and _only_explains(message.text, today):
        return ()
    listed = question.card.kind == "several" and value and message.reading == Understood(value)
    desk = question.card.of == "desk" and question.card.kind != "money"
    said = replies(message.text) and not (contradictory(message.text) or is_part(message.text))
    if whole or listed or desk or said:
        return ()
    if sense(message.text) == "most" and (other := judge.other_deeds(message.text, question, today)):
        return other
    year = message.agenda.facts.tax_year or today.year
    left = judge.left_over(message.text, question, value, worked, today, year)
    kind, told = question.card.kind, message.told.found.get(question.fact, ...) == value
    read_so = isinstance(message.reading, Understood) and message.reading.value == value
    if kind != "money" and (read_so or told):
        light = (
            frozenset()
            if kind not in _LIGHT
            else _LIGHT[kind] | (_KNOWN if told or _is_sure(message) else frozenset())
        ) - ({"status"} if kind == "birth_year" else frozenset())
        light |= {"word"} if told else frozenset()
        turns = [mark for mark in left if kind in _BOUNDED and turns_it(mark)]
        left = tuple(m for m in left if (m in turns or m.kind not in light) and not _is_year(m, value))
    elif read_so and _is_sure(message):
        income = question.card.section is Stage.INCOME and question.card.of != "desk"
        whose = frozenset(PEOPLE) if question.card.of in {"person", "plan"} else frozenset({"other"})
        accounts_of = {"ira"} if question.fact.endswith(("agi", "compensation")) else {"ira", "plan"}
        others = whose | (frozenset() if income and len(accounts_of) > 1 else accounts_of)
        sums = amounts.find(tidy(message.text))
        corrected = any("sorry" in mark.keys for mark in left)
        aside = judge.set_aside(message.text, question, value, today, year)
        of_it = any("of_it" in mark.keys for mark in left)
        left = tuple(
            mark
            for mark in left
            if mark.kind in others
            or judge.is_aside(mark, question)
            or (judge.is_other_deed(mark, question) and mark not in aside)
            or ("no_income" in mark.keys and income and sums and mark.start < sums[0].start)
            or (not corrected and _is_against(mark, aside))
            or (of_it and mark.time is not None)
        )
    elif kind == "money" and answers.read(message.text, question.card, today) == Understood(value):
        left = tuple(mark for mark in left if mark.kind in {*PEOPLE, "time"})
    return tuple(mark for mark in left if not _is_noted(mark, message) and not _is_of_question(mark, question))


def _only_explains(text: str, today: date) -> bool:
    """Whether there is none, and the rest only says why: nothing, he takes care of the kids."""
    head, _, rest = re.sub(r"[,.;:!–—]\s+|\s-+\s", "\n", tidy(text)).partition("\n")
    if not rest or not replies(head) & {"none", "zero"} or rest.endswith("?"):
        return False
    marks = [mark for part in clauses(rest, today, {}) for mark in part.marks]
    turned = any(not _TAKEN_BACK.isdisjoint(mark.keys) for mark in marks)
    told = any(mark.kind in {*WEIGHTY, "ira", "plan", "thing", "state", "status"} for mark in marks)
    done = any(mark.kind == "act" and "idle" not in mark.keys for mark in marks)
    return not (turned or told or done)


def _only_denies(text: str, question: Question) -> bool:
    """Whether there being nothing follows from a word of denial alone: no clause of it is a reply, and none answers
    in words of the question's own.
    """
    plain, name = tidy(text), question.fact.rpartition(".")[2]
    owned = name in data("own_words") and next(lexicon("own_words", name).find(tokens(plain)), None)
    parts = [part for part in re.split(r"[,.;!]", plain) if part.strip()]
    answers_it = {"none", "zero"} if question.card.kind in {"money", "several"} else {"none", "zero", "no"}
    told = any(replies(part) & answers_it for part in parts)
    return sense(text) == "denied" and not owned and not told


def _is_against(mark: Mark, aside: frozenset[Mark]) -> bool:
    """Whether a piece speaks against an amount that was picked out: a figure that nothing keeps out, half of it."""
    if mark.kind in WEIGHTY:
        return mark not in aside
    return mark.kind == "word" and is_part(mark.key)


def _is_sure(message: Message) -> bool:
    return isinstance(message.reading, Understood) and message.reading.sure


def _is_year(mark: Mark, value: Told) -> bool:
    """The digits of the year that was understood: 25, 12.3.1984."""
    if mark.amount is None or not isinstance(value, int):
        return False
    if _DAY.fullmatch(mark.amount.words):
        return True
    return str(value) in mark.amount.words or {value, value % 100} >= set(mark.amount.values)


def _is_noted(mark: Mark, message: Message) -> bool:
    """The state that is known already."""
    return mark.kind == "state" and message.session.answers.get("state") in mark.keys


def _is_of_question(mark: Mark, question: Question) -> bool:
    """A word without a meaning of its own that the question has too."""
    words = f"{question.card.text} {question.card.label} {question.card.example} {question.card.plainly}"
    turning = danger() | {*data("grammar")["did"]["words"]}
    return mark.kind == "word" and f" {mark.key} " in f" {bare(words)} " and mark.key not in turning
