"""What the papers say, for whoever comes: no hole where a value should stand, nothing promised without its day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.facts import Facts
from calc.planning.plan import plan
from dialogs.page import in_words
from dialogs.views.documents.custodian import letters
from dialogs.views.documents.document import document
from dialogs.views.documents.picture import alt_text, picture
from tests.calc.test_plan_properties import DAYS, households
from tests.dialogs.test_plan_in_words import HOLE
from tests.people import couple, person, planned, single, with_plan

ROLLOVER = {"ira_kinds": ["rollover"], "rollover": 93_000, "basis": 0}


@settings(max_examples=20, deadline=None)
@given(households(), DAYS, st.sampled_from([2019, 2022, 2025, 2026]))
def test_every_sentence_of_the_papers_is_filled_in(raw: dict[str, Any], today: date, year: int) -> None:
    made = plan(Facts.model_validate(raw | {"tax_year": year}), today)
    texts = [alt_text(made), *(block for section in document(made) for block in in_words(section))]
    assert [text for text in texts if HOLE.search(text)] == []


@settings(max_examples=20, deadline=None)
@given(households(), DAYS)
def test_a_bar_never_claims_more_than_its_pieces(raw: dict[str, Any], today: date) -> None:
    """Every piece is worth something, and each person's bars and headlines are there for both spouses."""
    made = plan(Facts.model_validate(raw | {"tax_year": 2026}), today)
    shown = picture(made)
    assert len([panel for panel in shown.panels if panel.headlines]) == len(made.people)
    for panel in shown.panels:
        for bar in panel.bars:
            assert all(piece.amount.value >= 0 for piece in bar.pieces)
            assert bar.pieces or bar.limit is not None


def test_the_custodian_reads_the_moves_in_their_order() -> None:
    made = planned(single(you=with_plan(features={"roll_in": "any"}, **ROLLOVER)))
    ((title, lines),) = letters(made)
    assert title == "A message to the IRA custodian"
    assert [line for line in lines if line[0].isdigit()] == [
        "1. Direct rollover of pre-tax IRA money into my plan: $93,000",
        "2. Traditional IRA contribution for 2026: $7,500",
        "3. Convert my entire traditional IRA to Roth, no withholding: $7,500",
    ]
    assert "By which day must each of these reach you, so that it is finished by December 31, 2026?" in lines


def test_each_spouse_writes_to_their_own_custodian() -> None:
    titles = [title for title, _ in letters(planned(couple(person(1970))))]
    assert titles == ["You: A message to the IRA custodian", "Your spouse: A message to the IRA custodian"]


@pytest.mark.parametrize(
    "you",
    [with_plan(**ROLLOVER), with_plan(features={"roll_in": "no"}, **ROLLOVER), person(compensation=0)],
    ids=["an answer decides", "the ways are to be compared", "no pay"],
)
def test_nothing_is_ordered_before_it_is_decided(you: dict[str, Any]) -> None:
    assert list(letters(planned(single(you=you)))) == []
