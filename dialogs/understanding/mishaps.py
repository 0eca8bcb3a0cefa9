"""Something that went wrong already, told at any moment: the repair desk, with what was told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from dialogs.interview.questions import Card, card_of, desk_cards
from dialogs.session import Answers, Stage
from dialogs.text import tidy
from dialogs.understanding import amounts, choices, wishes
from dialogs.understanding.answered import choosing
from dialogs.understanding.gathering import Doubt
from dialogs.understanding.lexicon import data, pattern
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.questions import is_question

_ROOM = "mishaps"
_MOST = 2  # choices that a story leaves open; of more nothing is clear
_AMONG = 3  # facts of the interview beside it: with more, its list comes first
_OWN = (Stage.YOU, Stage.INCOME)  # of whom it happened to, whatever it was


def mishap(message: Message) -> Heard | None:
    """A mistake told as one's own, and not only asked about: what happened, and the year and amounts beside it."""
    said = tidy(message.text)
    if message.question is not None and message.question.card.of == "desk":
        return None
    if not all(pattern(_ROOM, name).search(said) for name in ("wrong", "own")) or _is_of_more(message, said):
        return None
    what = desk_cards(Stage.REPAIR)[0]
    meant = _happened(said, what)
    asks = "?" in said or is_question(message.text)
    price = asks and not pattern(_ROOM, "put_right").search(said) and message.figured(message.text)
    if not 0 < len(meant) <= _MOST or price:
        return None
    if len(meant) > 1:
        return Heard("repair", doubts=(tuple((what.fact, choice) for choice in meant),))
    asked_by = _asked_by().get(meant[0])
    if message.question is not None and asked_by and message.question.fact.endswith(asked_by):
        return None
    story = choosing.story_of(message, what, meant[0])
    if story is None and "?" in said and wishes.question(message):
        return None  # asked about, without a word of one's own case: its card leads to the desk
    return _with_whom(story or Heard("several", found={what.fact: meant[0]}), message, said)


def _is_of_more(message: Message, said: str) -> bool:
    """Whether it is only supposed, or told among so much else that the list of the interview comes first."""
    return bool(pattern(_ROOM, "supposed").search(said)) or len(message.told.found) > _AMONG


def _with_whom(story: Heard, message: Message, said: str) -> Heard:
    """With what the message tells of the person and their income, unless it is of another year."""
    year = story.found.get("repair.year")
    if year is not None and year != message.agenda.facts.tax_year:
        return replace(story, event="repair")
    found: Answers = {fact: value for fact, value in message.told.found.items() if _is_own(fact)}
    doubts: tuple[Doubt, ...] = tuple(one for one in message.told.doubts if all(_is_own(fact) for fact, _ in one))
    values = {str(value) for value in (*found.values(), *(value for one in doubts for _, value in one))}
    placed = {Decimal(value) for value in values if value.isdecimal()}
    sums = {one.words for one in amounts.find(said) if placed & {*one.values}}
    lost = tuple(words for words in story.lost if words not in sums)
    ages = tuple(one for one in story.doubts if one not in doubts)
    return replace(story, event="repair", found={**story.found, **found}, doubts=(*ages, *doubts), lost=lost)


def _is_own(fact: str) -> bool:
    card = card_of(fact)
    return card is not None and card.section in _OWN and fact != "tax_year"


@cache
def _ways() -> dict[str, re.Pattern[str]]:
    """How each choice of the desk is told where its own words do not stand."""
    return {choice: re.compile(way) for choice, way in data("mishaps")["happened"].items()}


@cache
def _asked_by() -> dict[str, str]:
    """The question of the interview to which such words are an answer."""
    return dict(data("mishaps")["asked_by"])


def _happened(said: str, what: Card) -> Sequence[str]:
    """The choices of the desk that the words tell of: by the way it was told, else by the desk's own words."""
    told = [choice for choice in what.choices if (way := _ways().get(choice)) and way.search(said)]
    if told:
        return told
    done, told_of = data(_ROOM)["done"], pattern(_ROOM, "only_asked").sub(" ", said)
    return [one for one in choices.told_of(said, what) if one not in done or re.search(done[one], told_of)]
