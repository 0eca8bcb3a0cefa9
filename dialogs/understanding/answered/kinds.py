"""Kinds of open questions by what an answer to them looks like, and what is ticked or pressed in words there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Question
from dialogs.text import bare, tidy
from dialogs.understanding.clauses import PEOPLE, clauses
from dialogs.understanding.gathering import OTHER
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.marks import Mark
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.tokens import tokens

DATED = ("date", "year", "tax_year", "birth_year")
LISTED = ("boxes", "by_year")  # several numbers are one answer there
_NOT_THAT = ("link", "instead")
THOUSAND = 1000
FEW = 100  # dollars; a sum of numbers without a unit that comes to less was of something else
WITHOUT_ACCOUNTS = frozenset({"birth_year", "tax_year", "state"})  # an account named there is told of itself
WORDED = WITHOUT_ACCOUNTS | {"", "choice", "yes_no", "several"}  # a sum is no answer there; empty: beside a list
_SUM = re.compile(r"\$? ?\d[\d,]*(?:\.\d+)? ?[km]?", re.IGNORECASE)


def is_sum(text: str) -> bool:
    """Whether a text is an amount and nothing else."""
    return _SUM.fullmatch(text.strip()) is not None


def ticks_of(message: Message, question: Question) -> tuple[str, ...]:
    """What is marked: by taps and, in a first answer, by what was told before."""
    if question.fact in message.session.answers:
        return message.session.ticks or ()
    return agendas.ticks(question, message.session)


def ticked_with(message: Message, question: Question, meant: Sequence[str]) -> Heard:
    """These marked beside what is marked already, without what is denied: no, traditional, not Roth.

    Where they are said to be all, that answers it: no, just the divorce.
    """
    parts = [part for part in clauses(message.text, message.said.today, {}) if part.of("not") or part.has(*_NOT_THAT)]
    denied = {key for part in parts for kind in ("ira", "plan") for key in part.keys(kind)}
    marked = {*ticks_of(message, question)} - denied | {*meant}
    among = next(lexicon("grammar", "among_others").find(tokens(tidy(message.text))), None)
    event = "answer" if meant and says_that_is_all(message.text) and not among else "ticked"
    return Heard(event, question.fact, [key for key in question.card.choices if key in marked])


def says_that_is_all(text: str) -> bool:
    """Whether what is told is said to be all there is: no other IRAs; nothing else; no, just the SEP."""
    said = [token for token in tokens(tidy(text)) if token.kind != "mark"]
    if next(lexicon("replies", "else").find(said), None):
        return True
    place = 0
    while place < len(said):
        led = lexicon("grammar", "link").at(said, place)
        if led and "link.only" in led.keys:
            return led.end < len(said)
        if (opening := lexicon("replies", "opening").at(said, place)) is None:
            return False
        place = opening.end
    return False


def reads_a_button(text: str, question: Question) -> bool:
    """Whether the words are those of one of the question's own buttons, whatever else they might tell."""
    return question.card.kind == "choice" and bare(text) in {
        bare(one.label) for one in question.card.choices.values()
    }


def turns_it(mark: Mark) -> bool:
    """Whether a word bounds what is said: only, except, if."""
    return not {"only", "except", "instead", "sorry", "supposed", "wished"}.isdisjoint(mark.keys)


def is_of_the_other(message: Message, question: Question) -> bool:
    """Whether it speaks of the spouse alone, where it is the person's own that are asked for: she has an old IRA; or
    of oneself, where it is a yes or a no of the spouse: my job covers me, yes.
    """
    people = {mark.kind for clause in clauses(message.text, message.said.today, {}) for mark in clause.of(*PEOPLE)}
    if question.card.of not in {"person", "plan"} or (question.who == "spouse" and question.card.kind != "yes_no"):
        return False
    return people == {OTHER.get(question.who, "")} and (question.who == "you" or message.agenda.facts.joint)


def circumstances_named(message: Message) -> list[str]:
    """The circumstances that a message names and does not deny."""
    parts = [part for part in clauses(message.text, message.said.today, {}) if not (part.asks or part.of("not"))]
    return [key.partition("_")[0] for part in parts for key in part.keys("circ")]
