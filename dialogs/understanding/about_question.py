"""Questions about the open question: what it means, what counts in it, where the answer stands, why it is asked."""

from __future__ import annotations

import re
from functools import cache

from dialogs.interview.agenda import Question
from dialogs.interview.questions import Card, card_of
from dialogs.session import DOUBTING, Stage
from dialogs.text import tidy
from dialogs.understanding import choices, verbs
from dialogs.understanding.feelings import feeling
from dialogs.understanding.lexicon import data, lexicon, pattern
from dialogs.understanding.marks import sentence, sentences
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.questions import is_question
from dialogs.understanding.readings import Misread
from dialogs.understanding.tokens import tokens

_EMPTY_IT = pattern("about_question", "empty_it")
_COUNTS_HERE = pattern("about_question", "counts_here")
_COUNTS_AS = pattern("about_question", "counts_as")
_FORM = re.compile(r"\d{4}")  # the number of a form
_LONGEST = 16  # words; a longer question is about something of its own
_SHORT = 7  # tokens; what a word means
_OWN = 3  # letters of a word that can be a question's own
AGAIN, WHERE = "again", "where"


def _asks_why_beside_a_list(message: Message) -> bool:
    """Whether it is only asked what all that is for, while a list waits for its yes."""
    if message.session.stage not in DOUBTING or message.told.facts or message.subject(message.text):
        return False
    return is_question(message.text) and _has(message.text, "why")


def about_question(message: Message) -> Heard | None:
    """What is asked of the question on the table; its ``text`` says what: ``again``, ``where``, or the place of an
    answer among those of the card.
    """
    question, text = message.question, _without_anger(message.text)
    if len(text.split()) > _LONGEST:
        return None
    if question is None:
        return Heard("why") if _asks_why_beside_a_list(message) else _about_a_list(message, text)
    said = tokens(tidy(text).rstrip(" ?!.,"))
    if lexicon("about", "again").whole([token for token in said if token.kind != "mark"]):
        return Heard("explain", text=AGAIN)
    if (
        verbs.in_words(text)
        or not is_question(text)
        or message.told.facts - {question.fact}
        or _answers(message)
        or names_another(message, question)
    ):
        return None
    settled = _is_settled(message)
    if lexicon("about", "where").at(said, 0) and not settled:  # "where does the 24% bracket end"
        return Heard("explain", text=WHERE)
    if _has(text, "judged") and _names_an_account(text):  # is my Roth a problem?
        return None
    found = _asked(text, question.card)
    points = _has(_EMPTY_IT.sub(" ", tidy(text)), *(("points",) if settled else ("points", "asks")))
    meant = lexicon("about", "what_is").at(said, 0) is not None and len(said) <= _SHORT
    if found is not None and (points or meant or (_has(text, "counts") and not settled)):
        return Heard("explain", text=str(found))
    if question.card.section == "income" and _COUNTS_AS.match(tidy(text).rstrip(" ?!.")):
        return Heard("explain", text=AGAIN)
    if settled or message.subject(text):
        return None
    if _has(text, "where"):
        return Heard("explain", text=WHERE)
    if _has(text, "why"):
        return Heard("why")
    if found is not None:
        return Heard("explain", text=str(found))
    counts = _COUNTS_HERE.search(tidy(text).rstrip(" ?!.")) is not None
    return Heard("explain", text=AGAIN) if points or counts or _shares(text, question.card) else None


def _about_a_list(message: Message, text: str) -> Heard | None:
    """What is asked of a fact in the list that waits for its yes: does that include my bonus?"""
    session = message.session
    if session.stage is not Stage.CONFIRMING or not is_question(text) or message.told.facts or _is_settled(message):
        return None
    if not _has(text, "counts"):
        return None
    for fact in session.found:
        card = card_of(fact)
        place = _asked(text, card) if card else None
        if place is not None:
            return Heard("explain", fact, text=str(place))
    return None


def _without_anger(text: str) -> str:
    """What is asked behind a sentence of anger: I hate these bots. Can I do it or not?"""
    parts = sentences(text)
    calm = [one for one in parts if feeling(one) != "anger"]
    return " ".join(calm) if 0 < len(calm) < len(parts) else text


def _answers(message: Message) -> bool:
    """Whether words that end in no question mark answer the question: "what we make together"."""
    if message.text.rstrip().endswith("?"):
        return False
    question = message.question
    told = question is not None and question.card.of == "desk" and choices.told_of(message.text, question.card)
    return bool(told) or not isinstance(message.reading, Misread)  # I rolled it over and then did the back door


def _is_settled(message: Message) -> bool:
    """Whether it asks for a figure, or for the meaning of a word."""
    return message.figured(message.text)


def _asked(text: str, card: Card) -> int | None:
    """Of the card's own answers the first that a word of the text asks for."""
    said = _singular(text)
    for number, one in enumerate(card.asked):
        if any(f" {plain}" in said for word in one.words if (plain := _singular(word).strip())):
            return number
    return None


def _singular(text: str) -> str:
    words = (token.text for token in tokens(tidy(text)) if token.kind != "mark")
    return " " + " ".join(word.removesuffix("s") for word in words) + " "


def _names_an_account(text: str) -> bool:
    return next(lexicon("accounts", "ira", "plan").find(tokens(tidy(text))), None) is not None


def is_put_right(text: str) -> bool:
    """Whether a question only makes sure of what was told before it, or tells something else instead."""
    said = [token for token in tokens(tidy(text)) if token.kind != "mark" and token.text != "?"]
    return bool(lexicon("about", "makes_sure").whole(said) or lexicon("about", "or_else").at(said, 0))


def _has(text: str, *tables: str) -> bool:
    return next(lexicon("about", *tables).find(tokens(tidy(text))), None) is not None


def names_another(message: Message, question: Question) -> bool:
    """Whether an account, a plan, a form or an amount is named that is none of the question's own words."""
    own = {
        word
        for words in (*_own(question.card), question.card.text, question.kind or "")
        for word in _singular(words).split()
    }
    marks = sentence(tidy(message.text), message.said.today, {}).marks
    plain = tidy(message.text)
    forms = [mark for mark in marks if mark.kind == "thing" and _FORM.search(plain, mark.start, mark.end)]
    named = [*forms, *(mark for mark in marks if mark.kind in {"ira", "plan"} or "basis" in mark.keys)]
    amounts = [mark for mark in marks if mark.amount and mark.amount.kind == "money"]
    words = {word for mark in named for word in _singular(plain[mark.start : mark.end]).split()}
    return bool(amounts) or not words <= own | _small()


def _shares(text: str, card: Card) -> bool:
    """Whether the text has a word of the question's name, or of one of its choices."""
    own = {word for words in _own(card) for word in _singular(words).split()}
    return bool(own & {word for word in _singular(text).split() if len(word) >= _OWN} - _small())


def _own(card: Card) -> tuple[str, ...]:
    return (card.label, *(choice.label for choice in card.choices.values()), *_words_asked(card))


def _words_asked(card: Card) -> tuple[str, ...]:
    return tuple(word for one in card.asked for word in one.words)


@cache
def _small() -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in data("about")["small"]["words"])
