"""What an adviser says to a whole situation: the points that are asked about, and those that go with them unasked.

A situation is a file of ``locale/en/cards/counsel``. It is meant where its topics stand in the message and what it
needs is told; each point answers the questions that its topics are in, with the figures of the story (``figures``).
A point whose figures the story does not tell is left out.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from calc import law
from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.answering.computed import wording
from dialogs.answering.counsel.figures import FIGURES, Story, Values
from dialogs.answering.unspoken import turned
from dialogs.answering.usual import Worded, words_for
from dialogs.phrases import fill

FOLDER = ENGLISH / "cards" / "counsel"
LEAST = 20  # words; in a shorter message the one rule that is asked about is the answer
LONGEST = 1000  # characters of all the points together


class Point(BaseModel):
    """asks: topics that are in the words that ask, a topic or one of several, "fix|owe". told, without: topics that
    are, or are not, in the message. always: told unasked as well. lacking: in its place where a figure is not known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    asks: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    always: bool = False
    say: str
    lacking: str = ""


class Counsel(BaseModel):
    """One situation. card: the rule behind it; also: others that it tells. figures: groups of values by name
    (``figures.FIGURES``). needs: values that have to be known. firm: it answers better than a figure that is worked
    out. law, checked: what it rests on, and the second source that was opened for it. asked: ways it is asked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    card: str
    also: tuple[str, ...] = ()
    law: str
    checked: str = ""
    told: tuple[str, ...]
    without: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    firm: bool = False
    points: tuple[Point, ...]
    asked: tuple[str, ...]

    def stands_for(self, message: Worded) -> bool:
        """Whether it speaks of what is told and would turn it around (``unspoken.turned``)."""
        said = " ".join(f"{one.say} {one.lacking}" for one in self.points)
        return not turned(message.text, said, required=tuple(words_for(self.told, message.today)))


@dataclass(frozen=True, eq=False)
class Advice:
    """A situation that a message tells, with its figures."""

    counsel: Counsel
    message: Worded
    values: Values

    def answers(self, words: str, beside: Sequence[str] = ()) -> list[str]:
        """What it says to one question, by the sentences that its words stand in; nothing where no point is asked.

        beside: the words of the other questions of the message.
        """
        asking = Worded(self._sentence_of(words, beside), self.message.today)
        return [text for point, text in self._told if point.asks and all(map(asking.of, point.asks))]

    def is_figured(self, texts: Sequence[str]) -> bool:
        """Whether one of these points shows a figure of the story."""
        own = {
            name for name, value in self.values.items() if isinstance(value, Decimal | Fraction)
        } - _standing().keys()
        known = (point for point, text in self._told if text in texts)
        return any(names(point.say) & own and names(point.say) <= self.values.keys() for point in known)

    def _sentence_of(self, words: str, beside: Sequence[str]) -> str:
        parts = [part.strip() for part in wording.sentences(words) if part.strip()]
        found = [one for one in wording.sentences(self.message.text) if any(part in one for part in parts)]
        together = ". ".join(found) or words
        for other in beside:
            together = together.replace(other, " ")
        return together

    @cached_property
    def unasked(self) -> list[str]:
        return [text for point, text in self._told if point.always]

    def in_order(self, texts: Sequence[str]) -> str:
        """These points in the order of the situation, the unasked ones among them, as far as they are read."""
        asked = set(texts)
        chosen = [(text, text in asked) for _, text in self._told if text in asked or text in self.unasked]
        while len(" ".join(text for text, _ in chosen)) > LONGEST and not all(own for _, own in chosen):
            last = max(n for n, (_, own) in enumerate(chosen) if not own)
            chosen.pop(last)
        return " ".join(dict.fromkeys(text for text, _ in chosen))

    @cached_property
    def _told(self) -> list[tuple[Point, str]]:
        return list(self._points())

    def _points(self) -> Iterator[tuple[Point, str]]:
        for point in self.counsel.points:
            if not all(map(self.message.of, point.told)) or any(map(self.message.of, point.without)):
                continue
            if names(point.say) <= self.values.keys():
                yield point, " ".join(fill(point.say, **self.values).split())
            elif point.lacking and names(point.lacking) <= self.values.keys():
                yield point, " ".join(fill(point.lacking, **self.values).split())


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def of(message: str, today: date) -> tuple[Advice, ...]:
    """The situations that a message tells, those that ask for more first; none for a short one."""
    if len(message.split()) < LEAST:
        return ()
    return tuple(_told_by(Worded(message, today), Story(message, today)))


def _told_by(worded: Worded, story: Story) -> Iterator[Advice]:
    for counsel in situations():
        if not all(map(worded.of, counsel.told)) or any(map(worded.of, counsel.without)):
            continue
        if not counsel.stands_for(worded):
            continue
        values = {name: value for group in counsel.figures for name, value in FIGURES[group](story).items()}
        if values.keys() >= set(counsel.needs):
            yield Advice(counsel, worded, {**_standing(), **values})


@cache
def situations() -> tuple[Counsel, ...]:
    """Every situation; those that are firm or made of figures come first, then those that ask for more."""
    entries = sorted(FOLDER.iterdir(), key=lambda entry: entry.name)
    read = [Counsel(**read_toml(entry)) for entry in entries if entry.name.endswith(".toml")]
    return tuple(sorted(read, key=lambda one: (not (one.firm or one.needs), -len(one.told) - 2 * len(one.needs))))


@cache
def _standing() -> Values:
    return {name: figure.value for name, figure in law.standing().figures.items()}
