"""Readers of facts told in passing. Each gives an event, or None when the words are something else."""

from __future__ import annotations

from dialogs.interview.questions import card_of
from dialogs.session import Stage
from dialogs.understanding import corrections
from dialogs.understanding.answered import only_answer
from dialogs.understanding.buttons import meant_by
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.questions import is_question


def settled_doubt(message: Message) -> Heard | None:
    """Words that mean one of the two readings we have just asked about."""
    if message.session.stage is not Stage.CONFIRMING:
        return None
    options = [(fact, value, card_of(fact)) for doubt in message.session.doubts for fact, value in doubt]
    meant = {
        fact: value for fact, value, card in options if card and meant_by(message.text, card, message.said) == value
    }
    return Heard("several", found=meant) if len(meant) == 1 else None


def correction(message: Message) -> Heard | None:
    """A line of the list that waits for a yes is said anew."""
    session, told = message.session, message.told
    if session.stage is not Stage.CONFIRMING or session.ticking:
        return None
    event, found = corrections.correction(message.text, session.found, message.agenda, message.said.today)
    return Heard(event, found=found, doubts=told.doubts, lost=told.lost) if found else None


def known(message: Message) -> Heard | None:
    """Nothing but what is noted already."""
    repeated = message.whole.found and not message.told.facts and not message.whole.lost
    return Heard("misread", reason="known") if repeated else None


def facts(message: Message) -> Heard | None:
    """One fact or many, to be listed and confirmed; with a question beside, perhaps."""
    told, question = message.told, message.question
    if not told.facts:
        return None
    asks = is_question(message.text) and told.asks
    if question and told.facts == {question.fact} and not (told.lost or asks):
        return only_answer(told, question)
    return Heard(
        "several",
        found=told.found,
        doubts=told.doubts,
        lost=told.lost,
        text=message.text,
        reason="asked" if asks else "",
        worked=told.worked,
    )
