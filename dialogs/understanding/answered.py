"""Readers of what may answer the open question. Each gives an event, or None when the words are something else."""

from __future__ import annotations

from calc.contradictions import Contradiction
from calc.unlikely import BEARING, unlikely
from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Question
from dialogs.interview.questions import card_of
from dialogs.interview.suggested_amounts import offered
from dialogs.session import Told
from dialogs.text import bare, ways_to_say
from dialogs.understanding import answers, choices, facts
from dialogs.understanding.facts import Telling
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.readings import DontKnow, Misread, Readings, Understood

BY_THE_WAY = ("HI", "OK")  # states, and said without a state in mind
DATED = ("date", "year", "tax_year", "birth_year")
LISTED = ("boxes", "by_year")  # several numbers are one answer there


def state_or_greeting(message: Message) -> Heard | None:
    """Hawaii or "hi", Oklahoma or "ok": asked back where the state is the question."""
    code, question = bare(message.text).upper(), message.question
    if code in BY_THE_WAY and not message.text.isupper() and question and question.card.kind == "state":
        return Heard("readings", question.fact, values=(code,), reason="mentioned")
    return None


def answer(message: Message) -> Heard | None:
    """An answer to the open question, and no more than that."""
    text, question, today = message.text, message.question, message.said.today
    if question is None or _says_more(message, question):
        return None
    if question.card.kind == "several" and message.session.ticks and bare(text) in ways_to_say("done"):
        return Heard("all_ticked")
    if bare(text) in ways_to_say("most"):
        amounts = offered(question.card.id, message.agenda.facts, question.who, question.kind)
        if amounts and bare(text) in ways_to_say("whole"):  # of what, of several accounts?
            return Heard("readings", question.fact, values=tuple(map(str, amounts)), reason="mentioned")
        if amounts:
            return Heard("answer", question.fact, str(amounts[0]))
    offered_before = message.session.readings
    if len(offered_before) == 1 and bare(text) in ways_to_say("yes"):
        return Heard("answer", question.fact, offered_before[0])
    match answers.read(text, question.card, today):
        case Understood(value) if doubted := _doubted(message, question, value):
            return Heard("readings", question.fact, values=(value,), doubted=doubted)
        case Understood(value):
            return Heard("answer", question.fact, value)
        case Readings((value,), "nothing") if doubted := _doubted(message, question, value):
            return Heard("readings", question.fact, values=(value,), doubted=doubted)
        case Readings(values, reason):
            return Heard("readings", question.fact, values=values, reason=reason)
        case DontKnow():
            return Heard("skip")
    return None


def _doubted(message: Message, question: Question, value: Told) -> Contradiction | None:
    """Why the answer is unlikely beside what is noted; what is said again, or pressed, is meant."""
    told_again = value in message.session.readings or message.session.answers.get(question.fact, ...) == value
    supposed = message.session.planned is not None
    if supposed or told_again or question.fact.rpartition(".")[2] not in BEARING:
        return None
    told = agendas.agenda({**message.session.answers, question.fact: value}, message.said.today).facts
    return next((one for one in unlikely(told) if question.fact in one.fields), None)


def impossible_date(message: Message) -> Heard | None:
    """A day or a year was understood, and it cannot be right."""
    question = message.question
    if question is None or question.card.kind not in DATED:
        return None
    slip = misread(message)
    return slip if slip.shown else None


def told_at_a_desk(message: Message) -> Heard | None:
    """A desk asks what happened, and people tell the story."""
    text, question = message.text, message.question
    if question is None or question.card.of != "desk" or text.endswith("?"):
        return None
    meant = choices.told_of(text, question.card)
    return Heard("readings", question.fact, values=meant, reason="mentioned") if meant else None


def choice_in_a_sentence(message: Message) -> Heard | None:
    """Choices of the open question that are named among other words."""
    question = message.question
    meant = choices.mentioned(message.text, question.card) if question else ()
    if question is None or not meant:
        return None
    if question.card.kind == "several":
        return Heard("ticked", question.fact, list(meant))
    return Heard("readings", question.fact, values=meant, reason="mentioned")


def misread(message: Message) -> Heard:
    """Nothing that we understand, and why, where the open question knows."""
    text, question = message.text, message.question
    if question is None:
        return Heard("misread", text=text)
    reading = answers.read(text, question.card, message.said.today)
    if reading == Misread("unclear") and (value := facts.one_sum(text)):
        return Heard("readings", question.fact, values=(value,), reason="one")
    if isinstance(reading, Misread):
        return Heard("misread", question.fact, text=text, reason=reading.reason, shown=reading.shown)
    return Heard("misread", question.fact, text=text)


def only_answer(told: Telling, question: Question) -> Heard:
    """What came in more words than an answer needs, and is one: to the open question."""
    if question.fact not in told.found:
        values = tuple(value for doubt in told.doubts for _, value in doubt)
        return Heard("readings", question.fact, values=values, reason="two")
    value = told.found[question.fact]
    if question.card.kind == "several" and value:
        return Heard("ticked", question.fact, value)
    return Heard("answer", question.fact, value)


def _says_more(message: Message, question: Question) -> bool:
    """Whether it tells more than an answer to the question on the table would, or speaks of the other spouse."""
    if message.brief or question.card.kind in LISTED:
        return False
    others = message.told.facts - {question.fact}
    cards = [card_of(fact) for fact in others]
    of_the_other = any(card is question.card or (card and card.of == "plan") for card in cards)
    return bool(others) and (message.told.pieces > 1 or of_the_other)
