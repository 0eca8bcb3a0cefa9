"""What is usually asked about a rule, and the sentence that answers it.

An answer tells which topics have to be in the words that ask (``asks``), which anywhere in the message (``told``),
and which must not be there. So it leads to its card by itself, also where the words alone leave the rule in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from calc import law
from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.answering import cards
from dialogs.answering.classify import LONG_STORY
from dialogs.answering.computed import wording
from dialogs.answering.unspoken import TURNS, turned, unaccounted, unspoken
from dialogs.text import tidy
from dialogs.understanding.lexicon import pattern

FOLDER = ENGLISH / "cards" / "answers"
CERTAIN = 6  # the weight from which on an answer is meant wherever its words alone would lead
OWN = 6  # words; a shorter question that says "it" or "that" is of what was told before it
CLOSED, OPEN = "closed_year", "open_year"  # topics told by the years that are named and today
SEVERAL_CLOSED, SEVERAL_NAMED = "several_closed", "several_named"  # likewise, of more than one year
NAMED_STATE = "named_state"  # the topic of who names a state
_YEAR = re.compile(r"\b20[12]\d\b")
_NAMED = re.compile(r"\{(\w+)\}")
_THOUSAND = 1000  # dollars, as people write them: 72k, 24.5k


class Usual(BaseModel):
    """One answer. card: the code of the rule. sure: its topics are enough, wherever the words alone would lead.
    firm: besides, it answers better than a figure that is worked out.

    A topic may be one of several, "convert|roll". unasked: topics that must not be in the words that ask.
    also: topics of a further question that it answers as well. law: in place of the card's, where the answer rests on
    something else. checked: the second source that was opened for it. asked: ways it is asked, which lead here.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    card: str
    asks: tuple[str, ...]
    told: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    sure: bool = False
    firm: bool = False
    verdict: str
    say: str = ""
    law: str = ""
    checked: str
    asked: tuple[str, ...]

    @property
    def variant(self) -> cards.Otherwise:
        """What it says, in place of the verdict of its card."""
        return cards.Otherwise(asked="", verdict=self.verdict, say=self.say)

    def answers_too(self, words: str, today: date) -> bool:
        """Whether what it says holds the answer to another question of the message."""
        return any(map(Worded(words, today).of, self.also))

    def speaks_of(self, words: str, message: str, today: date) -> bool:
        """Whether it leaves nothing unspoken that tells these words from another question; of a long message but whom
        else it is about, and all of it where so much is asked for that it is hardly there by chance.
        """
        if is_long(message) and self.weight >= CERTAIN:
            return True
        without = (TURNS, "people") if is_long(message) else (TURNS,)
        asking = to_be_spoken_of(words, message)
        return not unspoken(asking, self._text, required=self._needed(today), taught=self.asked, without=without)

    def stands_for(self, message: str, today: date) -> bool:
        """Whether it speaks of what is told at length and would turn it around."""
        return not is_long(message) or not turned(message, self._text, required=self._needed(today))

    @property
    def _text(self) -> str:
        return f"{self.verdict} {self.say or cards.card(self.card).say}"

    def _needed(self, today: date) -> Iterator[re.Pattern[str]]:
        return words_for((*self.asks, *self.told), today)

    def decides(self, words: str, today: date) -> bool:
        """Whether its yes or no is of all that tells these words from another question."""
        needed = tuple(self._needed(today))
        if unaccounted(words, self.verdict, self.asked, needed):
            return False
        return not unspoken(words, self.verdict, required=needed, taught=self.asked, without=("roth", "papers"))

    @property
    def weight(self) -> int:
        """How much has to be there: of two answers that fit, the one that asks for more is meant."""
        return 2 * len(self.asks) + len(self.told)


@dataclass(frozen=True)
class Worded:
    """A message, and which topics it speaks of; looked up once each."""

    text: str
    today: date

    @cached_property
    def _plain(self) -> str:
        return pattern("questions", "averted").sub(" ", tidy(self.text))

    @cached_property
    def _known(self) -> dict[str, bool]:
        tax_years = _YEAR.findall(pattern("questions", "of_a_month").sub(" ", self._plain))
        years = {int(year) for year in tax_years or _YEAR.findall(self._plain)}
        closed = {year for year in years if _is_closed(year, self.today)}
        of_several = {SEVERAL_CLOSED: len(closed) > 1, SEVERAL_NAMED: len(years) > 1}
        named = {CLOSED: bool(closed), OPEN: years > closed, NAMED_STATE: bool(wording.states_named(self._plain))}
        return named | of_several

    def of(self, topics: str) -> bool:
        """Whether it speaks of the topic, or of one of several."""
        if topics not in self._known:
            self._known[topics] = any(map(self._of, topics.split("|")))
        return self._known[topics]

    def _of(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = topic(name, self.today.year).search(self._plain) is not None
        return self._known[name]


def _is_closed(year: int, today: date) -> bool:
    """Whether a contribution for the year can no more be taken back or relabeled (IRC 408(d)(4), 408A(d)(6))."""
    if year not in law.years():
        return year < min(law.years())
    last: date = law.year(year).date("excess_removal_and_recharacterization_deadline")
    return last < today


def leading(message: str, today: date, words: str = "", whole: str = "") -> Usual | None:
    """The answer to what a message asks, of two that ask for as much the firm one; None where none is known for it.

    words: those that ask, of several questions. What leans on what stands before ("can it be done") is read with it.
    whole: the message with the other questions.
    """
    asks = words or ". ".join(wording.asking_parts(message))
    asking, told = Worded(sentences_asking(asks, message), today), Worded(message, today)
    fitting = [one for one in answers() if _fits(one, asking, told) and one.speaks_of(asks, message, today)]
    fitting = [one for one in fitting if one.stands_for(whole or message, today)]
    return max(fitting, key=lambda one: (one.weight, one.firm), default=None)


def to_be_spoken_of(words: str, message: str) -> str:
    """What a card or a figure has to speak of: the sentences that ask; in a long story, which tells more in them, the
    words that ask.
    """
    return words if is_long(message) else sentences_asking(words, message)


def is_long(message: str) -> bool:
    return len(message.split()) >= LONG_STORY


def sentences_asking(words: str, message: str) -> str:
    """The sentences in which the words stand that ask, and the one before where they lean; all where they are few."""
    if len(words.split()) < OWN:
        return message
    leans = pattern("questions", "leans").search(words) is not None
    parts = [part.strip() for part in wording.sentences(words) if part.strip()]
    found = wording.sentences(message)
    asking = {n for n, one in enumerate(found) if any(part in one for part in parts)}
    asking |= {n - 1 for n in asking if leans and n}
    return ". ".join(found[n] for n in sorted(asking)) or words


def _fits(one: Usual, asking: Worded, told: Worded) -> bool:
    return (
        all(map(asking.of, one.asks))
        and all(map(told.of, one.told))
        and not any(map(told.of, one.without))
        and not any(map(asking.of, one.unasked))
    )


@cache
def answers() -> tuple[Usual, ...]:
    """Every answer, in the order of the files and in them."""
    return tuple(_read())


def _read() -> Iterator[Usual]:
    for entry in sorted(FOLDER.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            yield from (Usual(**one) for one in read_toml(entry)["answers"])


@cache
def topics_of() -> Mapping[str, tuple[str, ...]]:
    """The topics by name, each with the words for it (``locale/en/asking/topics.toml``)."""
    return {name: tuple(words) for name, words in read_toml(ENGLISH / "asking" / "topics.toml").items()}


@cache
def topic(name: str, year: int) -> re.Pattern[str]:
    """The words for a topic, as they are said in a calendar year; KeyError where there is no such topic."""
    return wording.any_of([said for words in topics_of()[name] for said in _as_said(words, year)])


def words_for(topics: Iterable[str], today: date) -> Iterator[re.Pattern[str]]:
    """The words for each of these topics, "convert|roll" for two; none for one that is told by years or by names."""
    return (topic(name, today.year) for one in topics for name in one.split("|") if name in topics_of())


def _as_said(words: str, year: int) -> list[str]:
    """The words with each year and each figure of the law that they name, as it is in every year that is known."""
    found = [words]
    for name in _NAMED.findall(words):
        found = [one.replace(f"{{{name}}}", value, 1) for one in found for value in _values(name, year)]
    return found


def _values(name: str, year: int) -> list[str]:
    years = {"year": [year], "next": [year + 1], "earlier": [one for one in law.years() if one < year]}
    if name in years:
        return [f"{one}" for one in years[name]]
    known = (law.year(one).figures.get(name) for one in law.years())
    amounts = dict.fromkeys(figure.value for figure in known if figure and figure.value is not None)
    return [said for amount in amounts for said in (f"{amount:,.0f}", f"{amount / _THOUSAND:f}k")]
