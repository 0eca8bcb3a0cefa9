"""What a text tells: facts found, doubts, and words that told nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dialogs.interview.belonging import days_of, whole_of
from dialogs.interview.questions import card_of
from dialogs.session import Answers, Told
from dialogs.text import tidy
from dialogs.understanding import amounts as money
from dialogs.understanding import answers
from dialogs.understanding.gathering import Doubt, still_open
from dialogs.understanding.readings import Readings, Understood


@dataclass(frozen=True, slots=True)
class Telling:
    """found: facts by name; doubts: what may be one fact or another; lost: words that told nothing.

    asks: part of it is a question. pieces: how many clauses it has. worked: how a computed value was reached.
    whole: lists of which all was said. clear: hardly a word of it may mean something else. strange: a word may.
    """

    found: Answers
    doubts: tuple[Doubt, ...] = ()
    lost: tuple[str, ...] = ()
    asks: bool = False
    pieces: int = 0
    worked: Mapping[str, str] = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    clear: bool = True
    strange: bool = False

    @property
    def weighty(self) -> tuple[str, ...]:
        """Of what told nothing the parts with a figure in them."""
        return tuple(part for part in self.lost if any(character.isdigit() for character in part))

    @property
    def ticks(self) -> bool:
        """Whether it tells no more than what somebody has, or did, without an amount."""
        lists = [value for value in self.found.values() if isinstance(value, list)]
        return bool(lists) and len(lists) == len(self.found) and not self.doubts

    def only_ticks(self, facts: Collection[str]) -> bool:
        """Whether these facts are no more than what somebody has, or did, without an amount."""
        return bool(facts) and not self.doubts and all(isinstance(self.found.get(fact), list) for fact in facts)

    @property
    def facts(self) -> frozenset[str]:
        """Without the days of a sum, which belong to it."""
        told = {fact for fact in self.found if not whole_of(fact)}
        return frozenset(told) | {fact for doubt in self.doubts for fact, _ in doubt}

    def without(self, noted: Answers) -> Telling:
        """What is news; a sum that is known is told again with its days."""
        found = {
            fact: value
            for fact, value in self.found.items()
            if noted.get(fact, ...) != value or self.found.get(days := days_of(fact)) != noted.get(days)
        }
        return replace(self, found=found, doubts=still_open(self.doubts, noted))

    def along_with(self, fact: str, value: Told, words: str, worked: str = "") -> Telling:
        """With one more fact, which the words told; worked: how it was reached."""
        lost = tuple(part for part in self.lost if tidy(part) not in tidy(words))
        found = {fact: value, **self.found}
        how = {**self.worked, fact: worked} if worked else self.worked
        return replace(self, found=found, doubts=still_open(self.doubts, found), lost=lost, worked=how)

    def meaning(self, fact: str, *, named: bool = False) -> Telling:
        """Of a doubt that can be the fact that was asked for, only that.

        named: somebody was, and nobody told who of the two it is.
        """
        found, doubts = dict(self.found), []
        for doubt in self.doubts:
            asked = tuple(option for option in doubt if option[0] == fact)
            if len(asked) == 1 < len(doubt) and not (named and _is_of_either(doubt)):
                found[fact] = asked[0][1]
            else:
                doubts.append(asked or doubt)
        return replace(self, found=found, doubts=tuple(doubts))


def _is_of_either(doubt: Doubt) -> bool:
    """Whether it is one thing of one of two people."""
    return len({fact.partition(".")[2] for fact, _ in doubt}) == 1 == len({str(value) for _, value in doubt})


def options(fact: str, words: str, today: date, *, sure: bool = False) -> Doubt:
    """What the words can mean as the fact, read by the card that asks for it. sure: only what has one reading."""
    card = card_of(fact)
    if card is None:
        amount = one_sum(words)
        return ((fact, amount),) if amount else ()
    match answers.read(words, card, today):
        case Understood(value):
            return ((fact, value),)
        case Readings(values) if not sure:
            return tuple((fact, value) for value in values)
    return ()


def one_sum(text: str) -> str | None:
    """The one amount of dollars in a text, as money is stored; None where there is none, more than one, or doubt."""
    sums = [span for span in money.find(tidy(text)) if span.kind != "year"]
    if len(sums) == 1 and isinstance(sums[0].amount, money.Exact):
        return f"{sums[0].amount.value:f}"
    return None


def one_sum_as(fact: str, text: str, today: date) -> tuple[Told, ...]:
    """What the one amount of a text can be as the fact."""
    sums = [span for span in money.find(tidy(text)) if span.kind != "year"]
    return tuple(value for _, value in options(fact, sums[0].words, today)) if len(sums) == 1 else ()
