"""What was said, heard with the question on the table in mind, and with the tax year that was only assumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialogs.actions.turn import Turn
from dialogs.answering.answer import has_answer, is_settled
from dialogs.messages import Kind, Said
from dialogs.session import Session, Stage
from dialogs.understanding.intents import hear
from dialogs.understanding.message import Heard
from dialogs.understanding.naming import is_year_alone

YEAR = "tax_year"
OF_YEARS = frozenset({"year", "birth_year", "date", "by_year", "boxes"})  # a year is an answer there
AMOUNTS = frozenset({"money", "percent", "cap"})
MISSED = frozenset({"misread", "explain", "question"})  # what was no answer to the question on the table


def turn_of(session: Session, said: Said) -> Turn:
    """A turn that knows what was said, and has done nothing yet.

    A year that was only assumed may be told before anything else; later a year alone changes it, where the question
    on the table takes none.
    """
    before = Turn(session, said.today)
    before.catch_up()
    waits, question = before.stage is Stage.CONFIRMING, before.open
    if before.desk is not None or not (waits or (question is not None and question.fact != YEAR)):
        turn = _listening(session, said)
        return _of_older(turn, session, said) if question is not None and said.kind is Kind.TEXT else turn
    first, alone = before.names_year and not session.answers, is_year_alone(said.text)
    of_year = _listening(session.but(revisit=YEAR), said) if first else None
    if of_year is not None and _is_of_year(of_year.heard, alone=alone or waits or said.kind is not Kind.TEXT):
        return of_year
    turn = _listening(session, said)
    if of_year is not None and is_year_alone(said.text.partition(".")[0]):
        turn.heard = _with_its_year(turn.heard, of_year.heard)
    if said.kind is not Kind.TEXT or question is None or question.card.kind in OF_YEARS:
        return turn
    if turn.heard.event not in MISSED or not (of_year or alone):
        return turn
    return _of_year(turn, of_year or _listening(session.but(revisit=YEAR), said))


def _with_its_year(heard: Heard, of_year: Heard) -> Heard:
    """With the tax year that is said by itself before other facts: 2025. Being sued."""
    year = of_year.value if of_year.event == "answer" and of_year.fact == YEAR else None
    if year is None or heard.event not in {"several", "noted"} or YEAR in heard.found:
        return heard
    lost = tuple(words for words in heard.lost if words != str(year))
    return replace(heard, event="several", found={YEAR: year, **heard.found}, lost=lost)


def _is_of_year(heard: Heard, *, alone: bool) -> bool:
    """Whether the tax year is told: by itself, or among other facts."""
    answered = heard.event == "answer" and heard.fact == YEAR and alone
    return answered or YEAR in heard.found or any(fact == YEAR for doubt in heard.doubts for fact, _ in doubt)


def _of_year(turn: Turn, of_year: Turn) -> Turn:
    """What was no answer to the question on the table, heard as the tax year; a year that cannot be is named."""
    heard, question = of_year.heard, turn.open
    sure = heard.event == "answer" and heard.fact == YEAR
    if question is not None and question.card.kind in AMOUNTS:  # it may be of the amount: it is asked back
        turn.heard = Heard("several", doubts=(((YEAR, heard.value),),)) if sure else turn.heard
    elif sure:
        turn.heard = Heard("noted", found={YEAR: heard.value}, lost=heard.lost)
    elif heard.fact == YEAR and heard.event == "misread" and heard.reason != "not_a_year":
        turn.heard = replace(heard, fact=None)
    elif heard.event in {"readings", "explain"} and turn.heard.event != "explain":
        return of_year
    return turn


def _of_older(turn: Turn, session: Session, said: Said) -> Turn:
    """What is no tax year, where that is asked anew since the year turned: it may answer what was asked before."""
    missed = turn.heard.event in MISSED or (turn.heard.event == "several" and not turn.heard.found)
    if turn.desk is not None or not missed or YEAR not in session.assumed:
        return turn
    older = _listening(session.but(answers={**session.answers, YEAR: session.assumed[YEAR]}), said).heard
    if older.event == "answer" and older.fact is not None and older.fact != YEAR:
        turn.heard = Heard("noted", found={older.fact: older.value, **older.found}, worked=older.worked)
    return turn


def _listening(session: Session, said: Said) -> Turn:
    """A turn that has heard what was said with the open question in mind."""
    turn = Turn(session, said.today, said.language, said.keeper)
    turn.catch_up()
    turn.heard = hear(turn.session, turn.with_its_list, turn.open, said, has_answer, _figured(turn))
    if turn.heard.speaker is not None:
        turn.change(speaker=turn.heard.speaker)
    if turn.heard.names:
        turn.change(names=dict(turn.heard.names))
    return turn


def _figured(turn: Turn) -> Callable[[str], bool]:
    return lambda text: is_settled(text, turn.agenda.facts_ahead, turn.today, turn.before_it(text))
