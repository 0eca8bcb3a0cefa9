"""What comes in and what comes out of hearing: a message with all it was said into, and the event it amounts to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from calc.contradictions import Contradiction
from calc.facts import PlanKind
from dialogs.interview.agenda import Agenda, Question
from dialogs.messages import Said
from dialogs.session import Session, Told
from dialogs.text import clean, tidy
from dialogs.understanding import amounts, dates, judge, letters, people, replying
from dialogs.understanding import facts as in_passing
from dialogs.understanding.clauses import clauses
from dialogs.understanding.facts.telling import Telling
from dialogs.understanding.gathering import Doubt
from dialogs.understanding.lexicon import lexicon, pattern
from dialogs.understanding.measure import figures_in
from dialogs.understanding.people import EITHER
from dialogs.understanding.questions import is_question
from dialogs.understanding.readings import Misread, Reading, Understood
from dialogs.understanding.reckoning.setting import Setting, is_current
from dialogs.understanding.replies import replies, sense
from dialogs.understanding.tokens import tokens

WORDY = 3  # words; a longer text that is no answer may still be about the subject


@dataclass(frozen=True, slots=True)
class Heard:
    """An event with what came along: a fact by name, a value, several of them, words, or the reason of a slip.

    doubted: what makes an answer unlikely, beside what was told before.
    passed_over: of a message longer than what is read, the figures beyond; None where all of it was read.
    worked: how computed values were reached, by fact; whole: lists of which all was said.
    feeling: what was said of themselves, to be answered first; speaker: who speaks from now on, where that changed.
    names: first names that were told of the two, in lower case, where there are new ones.
    asked: what was asked in the same words, where they lead to a desk or answer; asks: its event, behind an answer.
    """

    event: str
    fact: str | None = None
    value: Told = None
    values: tuple[Told, ...] = ()
    found: Mapping[str, Told] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    lost: tuple[str, ...] = ()
    passed_over: tuple[str, ...] | None = None
    doubted: Contradiction | None = None
    text: str = ""
    reason: str = ""
    shown: Mapping[str, object] = field(default_factory=dict)
    worked: Mapping[str, str] = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    feeling: str = ""
    speaker: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    asked: str = ""
    asks: str = ""


OF_TWO = frozenset({"agi", "wages"})  # what an income of two people together may be


@dataclass(frozen=True)
class Message:
    """Something said, and the talk it was said into. question: the one on the table.

    subject: whether words are about something that a card answers. figured: whether they ask for a figure.
    beyond: what was said after the length that is read as prose; only of a pasted letter it counts as well.
    """

    session: Session
    agenda: Agenda
    question: Question | None
    said: Said
    subject: Callable[[str], bool]
    figured: Callable[[str], bool]
    beyond: str = ""

    @cached_property
    def text(self) -> str:
        return clean(self.said.text)

    @property
    def wordy(self) -> bool:
        return len(self.text.split()) > WORDY

    @property
    def brief(self) -> bool:
        """Too short to tell more than the answer to one question."""
        return not self.wordy and not pattern("message", "joined").search(self.said.text)

    @cached_property
    def told(self) -> Telling:
        """The facts in it that are not noted already; its first words may answer the open question."""
        question, told = self.question, self.whole.without(self.session.answers)
        noted = {**self.session.answers, **self.session.found}
        more = replying.of_the_firm(self.text, question, self.agenda, self.said.today, noted)
        more = more or (replying.besides(self.text, question, self.agenda, self.said.today) if question else {})
        for fact, by_the_way in more.items():
            if fact not in told.found:
                told = told.along_with(fact, by_the_way.value, self.text, by_the_way.worked)
        if question is None:
            return told
        if question.fact not in told.facts:
            for head in in_passing.heads(self.said.text, self.said.today):
                if is_question(f"{head}?" if f"{head}?" in self.text else head):
                    continue
                reading = self.reads(head)
                plain = isinstance(reading, Understood) and not self.hears(head).facts - {question.fact}
                rest = tokens(tidy(self.text)[len(tidy(head)) :].lstrip(" ,"))
                behind = lexicon("grammar", "link").at(rest, 0)
                if behind and "link.except" in behind.keys:
                    continue  # none besides 40 of interest
                if question.card.kind == "money" and self._of_another_year(head):
                    continue  # 7k, I think for 2025
                if question.card.kind == "money" and rest and (rest[0].kind == "number" or rest[0].text == "/"):
                    continue  # 500, 700 and 500; salary/pension 62k
                taken_back = lexicon("grammar", "takes_back").at(rest, 0)
                if taken_back and "takes_back.words" in taken_back.keys and len(rest) > taken_back.end:
                    continue  # 5k, no wait, 6k into my Roth
                if lexicon("grammar", "takes_back").whole(tokens(tidy(head))):
                    continue  # "no wait" takes back what was said before it
                if next(lexicon("replies", "else").find(tokens(tidy(head))), None):
                    continue  # "nothing else" answers what was told before
                nothing = isinstance(reading, Understood) and reading.value in ("0", [], False)
                denied = nothing and sense(head) == "denied" and not replies(head)
                if denied and judge.foreign(head, question, self.said.today):
                    continue  # not Medicare, but marketplace
                said = replies(head)
                bare = question.card.kind != "yes_no" and bool(said) and said <= {"yes", "no"}
                changes = bool(said & {"no"}) and bool(told.found.keys() & self.session.answers.keys())
                bare = (
                    bare or changes or (question.card.kind == "tax_year" and self.hears(head).strange)
                )  # "no, my pay is 175k" puts an answer right
                acts = {key for one in lexicon("acts", "act").find(tokens(tidy(self.text))) for key in one.keys}
                if "act.closed" in acts and isinstance(reading, Understood) and isinstance(reading.value, list):
                    emptied = {f"{question.who}.{key}" for key in reading.value}
                    plain = plain and not any(told.found.get(fact) == "0" for fact in emptied)  # had a SEP, closed it
                if isinstance(reading, Understood) and plain and not bare and head != self.text:
                    return told.along_with(question.fact, reading.value, head)
        return self._without_a_guess(told).meaning(question.fact, named=self._names_either)

    @property
    def _names_either(self) -> bool:
        """Whether somebody is named of whom nobody told which of the two it is."""
        parts = clauses(self.text, self.said.today, self.names)
        return any(mark.kind == EITHER and "name" in mark.keys for part in parts for mark in part.marks)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names that are known, with those of the message."""
        asked_of = self.question.who if self.question else ""
        return people.learned(self.text, self.session.names, joint=self.agenda.facts.joint, asked_of=asked_of)

    def _without_a_guess(self, told: Telling) -> Telling:
        """Without what an amount of two people may be where no income is spoken of: we can do 30k together."""
        question = self.question
        of_boxes = question is not None and question.fact == "wages" and told.found.keys() == {"you.compensation"}
        if of_boxes and not any(part.of("you", "spouse") for part in clauses(self.text, self.said.today, self.names)):
            of_both = tuple((question.fact, value) for value in told.found.values()) if question else ()
            return replace(told, found={}, doubts=(of_both,))  # box 1 added up is 291,400
        known = question is not None and question.fact == "save" and self.agenda.facts.agi is not None
        words = {
            key
            for one in clauses(self.text, self.said.today, {})
            for mark in one.of("act", "thing")
            for key in mark.keys
        }
        if not known or words & {"earned", "works", "pay", "income", "agi"}:
            return told
        return replace(told, doubts=tuple(one for one in told.doubts if {fact for fact, _ in one} != OF_TWO))

    def _of_another_year(self, head: str) -> bool:
        """Whether all that follows some words is that they are of a year that is not asked about."""
        rest = tidy(self.text)[len(tidy(head)) :]
        if self.question is None or any(one.kind != "year" for one in amounts.find(rest)):
            return False
        setting = Setting(self.question, self.agenda, self.said.today)
        times = [when for when in dates.find(rest, self.said.today) if when.said is dates.Said.YEAR]
        return len(times) == 1 and not is_current(times[0], setting) and str(times[0].year) in times[0].words

    def reads(self, text: str) -> Reading:
        """What words mean as an answer to the open question."""
        if self.question is None:
            return Misread("no_question")
        return replying.read(text, self.question, self.agenda, self.said.today, self.whole.found)

    @cached_property
    def reading(self) -> Reading:
        """The whole message as an answer to the open question."""
        return self.reads(self.text)

    @cached_property
    def whole(self) -> Telling:
        """All the facts in it, noted already or not."""
        return self.hears(self.said.text, self.said.text + self.beyond)

    @cached_property
    def passed_over(self) -> tuple[str, ...]:
        """The figures beyond what is read, without those of sentences that a letter tells of a plan."""
        who, kind = self._of_whom
        found = [
            figures
            for sentence, figures in figures_in(self.beyond, self.said.today)
            if not letters.read(sentence, self.agenda, self.said.today, who, kind)
        ]
        return tuple(dict.fromkeys(figure for figures in found for figure in figures))

    @property
    def _of_whom(self) -> tuple[str, PlanKind | None]:
        """Of whom, and of which plan, the talk was speaking."""
        if self.question is None:
            return "you", None
        return ("spouse" if self.question.who == "spouse" else "you"), self.question.kind

    def hears(self, text: str, letter: str = "") -> Telling:
        """All the facts that words of this talk tell."""
        who, kind = self._of_whom
        names, asked = self.session.names, self.question
        return in_passing.listen(text, self.agenda, self.said.today, who, kind, names, asked, letter)
