"""A question in words answered from the confusion cards, or the nearest cards where none stands out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calc import law
from calc.facts import Facts
from calc.planning.assess import look
from calc.planning.assessment import Case
from calc.refusals import Refusal
from dialogs.answering import cards, classify
from dialogs.phrases import say
from dialogs.understanding.questions import year_asked


@dataclass(frozen=True, slots=True)
class Found:
    """answered: the code of the card that is told. offered: code and title of the nearest, when none is sure."""

    blocks: tuple[str, ...]
    answered: tuple[str, ...] = ()
    offered: tuple[tuple[str, str], ...] = ()


def answer(question: str, facts: Facts, today: date) -> Found:
    """A question in words, or the code of a card that was picked."""
    picked = question.upper() if question.upper() in cards.cards() else None
    found = classify.ask(question)
    code = picked or found.card
    if code is not None:
        year = year_asked(question) or facts.tax_year or law.latest()
        told = cards.told(code, _case(facts, today), year)
        card = cards.card(code)
        return Found((f"# {card.title}\n{told}", say("talk.authority", authority=card.authority)), (code,))
    if found.outside:
        return Found((say("talk.outside"),))
    return Found(
        (say("talk.which_question"),), offered=tuple((code, cards.card(code).title) for code in found.others)
    )


def known(question: str) -> bool:
    """Whether a card stands out as the answer."""
    return classify.ask(question).card is not None


def _case(facts: Facts, today: date) -> Case | None:
    """What the law says of this person so far; None while too little is known."""
    if facts.tax_year is None or facts.filing_status is None:
        return None
    try:
        return look(facts, today)
    except Refusal:
        return None
