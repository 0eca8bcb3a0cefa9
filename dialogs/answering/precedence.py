"""Who answers a question: the figure that a worksheet made, what is usually answered, or a card.

The first that holds decides:

1. What nearly everybody asks in few words is worked out; else no figure answers that leaves unspoken what tells the
   question from others, and no amount a long story that asks for none.
2. A firm usual answer stands, but for a verdict or an amount made of what the question itself tells.
3. A story that asks for no figure is of the card that is sure, where the figure is not near to it.
4. A verdict or an amount made of what the question tells stands.
5. A usual answer stands where neither a day nor an amount is asked for.
6. A figure of the law stands, unless a card answers just what is asked; what is only asked back or refused gives way
   to a card that is sure, unless it is asked how much.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.answering import cards, classify, usual
from dialogs.answering.computed import kinds, wording
from dialogs.answering.computed.kinds import NONE
from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.result import Computed
from dialogs.answering.unspoken import TURNS, unspoken
from dialogs.text import bare
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.questions import year_asked

FIRM = 0.9  # the chance of a card from which on a figure of something else is none of the question
OPEN = ("missing", "refused", "limits", "range")  # kinds of what answers without a verdict or an amount
OFTEN = 3  # ways of asking for a kind of figure, which then is of what they speak of
OTHER_ACCOUNTS = {
    "sep",
    "hsa",
    "college_plan",
    "coverdell",
    "annuity",
}  # no amount of a limit is of one it leaves out
OF_A_DAY = "last_day"  # the kind of figure that no amount of a question goes into
BY_NAME = (
    "much",
    "limit",
    "excess",
    "six",
    "share",
    "breakeven",
    "grow",
    "still",
)  # asked for, where no yes or no is


@dataclass(frozen=True, slots=True)
class Rivals:
    """What may answer a question: its figure, beside what is usually answered and what the cards say."""

    question: str
    figure: Computed
    known: usual.Usual | None
    found: classify.Answer

    def figure_stands(self, *, few: bool) -> bool:
        """Whether the figure answers. few: nearly everybody asks that in few words."""
        figure, made = self.figure, self._made
        if few:
            return True
        if self._leaves_unspoken or self._is_by_chance:
            return False
        if self.known is not None and self.known.firm and not self._asks_when_of_a_verdict:
            return (made or self._is_of_an_age) and figure.kind != "date" and figure.asked.kind != OF_A_DAY
        if self._of_something_else or self._weighs_ways:
            return False
        if made:
            return True
        if self.known is not None:
            of_its_day = figure.kind == "date" or (self._asks_for_a_day and bool(figure.asked.sums))
            return figure.is_of_its_amounts or of_its_day or figure.asked.asks("much", "limit", "breakeven")
        return self._stands_before_cards

    @property
    def _leaves_unspoken(self) -> bool:
        """Whether a figure that is made of nothing told does not speak of what tells the question from others."""
        figure = self.figure
        of_no_year = figure.kind == "refused" and bool(year_asked(self.question))
        taught = kinds.taught(figure.asked.kind)
        left = unspoken(". ".join(figure.asked.asking), figure.text, taught=taught, least=OFTEN)
        if figure.asked.sums and OTHER_ACCOUNTS & {*left}:
            return True
        if figure.asked.sums or of_no_year:
            return False
        words = usual.to_be_spoken_of(". ".join(wording.asking_parts(self.question)), self.question)
        without = (TURNS, "acts") if figure.kind in OPEN else (TURNS, "acts", "papers", "asked", "roth")
        return bool(unspoken(words, figure.text, without=without, taught=taught, least=OFTEN))

    @property
    def _is_by_chance(self) -> bool:
        """Whether an amount was made of a long story that asks for a yes or no, and for no amount by its name.

        An amount that all of several that are told went into is none.
        """
        asked = self.figure.asked
        named = self._is_asked_by_name or self.figure.is_of_all_amounts
        of_amount = self.figure.kind == "amount" and asked.wants_verdict and not named
        return of_amount and self._words >= classify.LONG_STORY and not asked.asks("tax", "taxed", "penalty", "free")

    @property
    def _words(self) -> int:
        return len(self.question.split())

    @property
    def _made(self) -> bool:
        """Whether it is a verdict or an amount of what is told, and that is no long story."""
        figure = self.figure
        if self._words >= classify.LONG_STORY or (figure.asked.kind == OF_A_DAY and self._card_answers):
            return False
        of_amounts = bool(figure.asked.sums) and figure.kind in {"amount", "date", "yes_no"}
        return of_amounts or (figure.kind == "yes_no" and figure.asked.kind not in {NONE, OF_A_DAY})

    @property
    def _is_of_an_age(self) -> bool:
        """Whether an amount is asked for by its name, and made of the age that is told."""
        figure = self.figure
        return figure.kind == "amount" and figure.asked.told_age is not None and self._is_asked_by_name

    @property
    def _of_something_else(self) -> bool:
        """Whether a story asks for no figure, day or amount of its own, and a sure card is far from the figure."""
        figure, found = self.figure, self.found
        if self._words < classify.STORY or found.card is None or found.score < FIRM or figure.card in found.others:
            return False
        of_a_day = self._asks_for_a_day and (figure.kind == "date" or not self._card_answers)
        of_an_amount = figure.is_of_its_amounts and any(map(wording.MARK.search, figure.asked.asking))
        return not (self._is_asked_by_name or of_a_day or of_an_amount)

    @property
    def _weighs_ways(self) -> bool:
        """Whether one way is weighed against another, which an amount of one of them does not settle."""
        asked, answered = self.figure.asked, self.known is not None or self._card_answers
        plain = self.figure.kind == "amount" and not asked.asks("much", "breakeven", "until", "limit")
        return plain and answered and asked.asks("weighs")

    @property
    def _stands_before_cards(self) -> bool:
        figure, asked = self.figure, self.figure.asked
        if asked.kind == OF_A_DAY and not self._asks_for_a_day and not asked.sums:
            return False
        match figure.kind:
            case "missing" | "range":
                return self._is_open_before_cards
            case "refused" if asked.wants_verdict:
                return self._is_of_its_card and asked.kind != NONE
            case "refused":
                return not self._card_answers or bool(year_asked(self.question))
            case "amount" | "date" if not asked.wants_verdict:
                return True
            case "limits" if figure.card in self.found.others:
                return True
        return not self._card_answers or figure.is_of_its_amounts

    @property
    def _is_open_before_cards(self) -> bool:
        """Whether a figure that lacks something is what is asked for."""
        asked = self.figure.asked
        if self._card_answers:
            return asked.asks("limit") and not asked.wants_verdict
        if self._is_asked_by_name:
            return True
        far = self._words >= classify.STORY and asked.wants_verdict and self.figure.card not in self.found.others
        long = self._words >= classify.LONG_STORY and not asked.asks("taxed")
        return self._is_of_its_card and not far and not long

    @property
    def _is_asked_by_name(self) -> bool:
        """Whether it is asked how much, or a figure is asked for by its name."""
        asked = self.figure.asked
        return asked.asks("much", "excess") if asked.wants_verdict else asked.asks(*BY_NAME)

    @property
    def _asks_when_of_a_verdict(self) -> bool:
        """Whether a day is asked for, and what is usually answered is a yes or no."""
        asked, verdict = self.figure.asked, data()["asks"]["verdict_first"]
        of_a_day = self.figure.kind == "date" and asked.asks("deadline", "when") and not asked.wants_verdict
        return of_a_day and self.known is not None and re.match(verdict, self.known.verdict) is not None

    @property
    def _asks_for_a_day(self) -> bool:
        asked = self.figure.asked
        words = bare(". ".join(asked.asking))
        return asked.asks("deadline") or pattern("questions", "of_a_day").search(words) is not None

    @property
    def _is_of_its_card(self) -> bool:
        """Whether no card is sure but the one of the figure."""
        return self.found.card in {None, self.figure.card}

    @property
    def _card_answers(self) -> bool:
        """Whether a card is sure, another than the one of the figure, and answers just what is asked."""
        card = self.found.card
        return card not in {None, self.figure.card} and cards.answers_just_that(str(card), self.question)
