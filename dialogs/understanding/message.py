"""What comes in and what comes out of hearing: a message with all it was said into, and the event it amounts to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dialogs.interview.agenda import Agenda, Question
from dialogs.messages import Said
from dialogs.session import Session, Told
from dialogs.text import clean
from dialogs.understanding import facts as in_passing
from dialogs.understanding import replying
from dialogs.understanding.facts import Telling
from dialogs.understanding.gathering import Doubt
from dialogs.understanding.readings import Misread, Reading, Understood

WORDY = 3  # words; a longer text that is no answer may still be about the subject


@dataclass(frozen=True, slots=True)
class Heard:
    """An event with what came along: a fact by name, a value, several of them, words, or the reason of a slip."""

    event: str
    fact: str | None = None
    value: Told = None
    values: tuple[Told, ...] = ()
    found: Mapping[str, Told] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    lost: tuple[str, ...] = ()
    text: str = ""
    reason: str = ""
    shown: Mapping[str, object] = field(default_factory=dict)
    worked: Mapping[str, str] = field(default_factory=dict)  # how computed values were reached, by fact


@dataclass(frozen=True)
class Message:
    """Something said, and the talk it was said into. question: the one on the table.

    subject: whether words are about something that a card answers.
    """

    session: Session
    agenda: Agenda
    question: Question | None
    said: Said
    subject: Callable[[str], bool]

    @cached_property
    def text(self) -> str:
        return clean(self.said.text)

    @property
    def wordy(self) -> bool:
        return len(self.text.split()) > WORDY

    @property
    def brief(self) -> bool:
        """Too short to tell more than the answer to one question."""
        return not self.wordy and not re.search(r"[\n,;/&]|\b[Bb]oth\b", self.said.text)

    @cached_property
    def told(self) -> Telling:
        """The facts in it that are not noted already; its first words may answer the open question."""
        question, told = self.question, self.whole.without(self.session.answers)
        if question is None or not told.facts:
            return told
        if question.fact not in told.found:
            for head in in_passing.heads(self.said.text, self.said.today):
                reading = self.reads(head)
                if isinstance(reading, Understood) and not self._listen(head).facts - {question.fact}:
                    return told.along_with(question.fact, reading.value, head)
        return told.meaning(question.fact)

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
        return self._listen(self.said.text)

    def _listen(self, text: str) -> Telling:
        question = self.question
        who = "spouse" if question and question.who == "spouse" else "you"
        kind = question.kind if question else None
        return in_passing.listen(text, self.agenda, self.said.today, who, kind, asked=question)
