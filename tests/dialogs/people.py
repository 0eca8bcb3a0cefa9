"""People who answer every question: what they type for each fact, by its last name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from dialogs.interview.questions import card_of
from tests.talk import Talk

SINGLE = {
    "tax_year": "2026",
    "filing_status": "single",
    "birth_year": "1984",
    "state": "California",
    "compensation": "310k",
    "agi": "$310,000",
    "ira_kinds": "none",
    "moves": "none of these",
    "converted_next": "none",
    "plan_kinds": "401k",
    "deferrals": "24,500",
    "after_tax_allowed": "no",
    "self_employed": "no",
    "sep_contribution": "none",
    "self_employment_profit": "none",
    "save": "as much as allowed",
    "wish_convert": "no idea",
    "circumstances": "none",
    "long_term_gains": "none",
    "taxable_interest": "none",
    "itemized": "none",
    "children_under_17": "none",
    "tax_withheld": "I don't know",
}

COUPLE = SINGLE | {
    "filing_status": "married filing jointly",
    "compensation": "155k",
    "ira_kinds": "rollover",
    "rollover": "58k",
    "basis": "none",
    "after_tax_allowed": "yes",
    "employer_money": "12k",
    "after_tax_capped": "10%",
    "pay": "170,000",
    "after_tax_made": "9k",
    "after_tax_earnings": "$120",
    "exits": "in-plan conversion and in-service withdrawal",
    "highly_compensated": "no idea",
    "roll_in": "only rollover",
}


def example(question: str) -> str:
    """An answer as the card of a question shows it, of people written down before the question came up."""
    card = card_of(question)
    assert card is not None, question
    return card.example.partition(", or ")[0]


def interview(answers: Mapping[str, str], talk: Talk | None = None) -> Talk:
    """From /start to the review, answering whatever is asked; what is new to these people by its example.

    The same talk from its beginning is held once; a copy of it goes on.
    """
    return replace(_begun(tuple(answers.items()))) if talk is None else _answering(answers, talk)


@cache
def _begun(answers: tuple[tuple[str, str], ...]) -> Talk:
    return _answering(dict(answers), Talk())


def _answering(answers: Mapping[str, str], talk: Talk) -> Talk:
    if talk.asked is None:
        talk.says("/start")
    while talk.asked:
        question = talk.asked
        told = answers.get(question, answers.get(question.rpartition(".")[2])) or example(question)
        talk.says(told)
        assert talk.asked != question, f"{told!r} was no answer to {question}: {talk.text}"
    return talk
