"""An amount named by what it stays below: heard, tried beside the plan, and asked for."""

from __future__ import annotations

import pytest

from dialogs.understanding import edges
from tests.dialogs.people import SINGLE, interview
from tests.talk import Talk

RETIRED = SINGLE | {
    "birth_year": "1959", "state": "Texas", "compensation": "none", "agi": "60k", "ira_kinds": "rollover",
    "rollover": "900k", "basis": "none", "plan_kinds": "none", "social_security": "none",
}  # fmt: skip


@pytest.fixture
def talk() -> Talk:
    return interview(RETIRED).says("yes")


@pytest.mark.parametrize(
    ("words", "edge"),
    [
        ("up to the 12% bracket", "bracket_12"),
        ("fill the 24 percent bracket", "bracket_24"),
        ("how much can I convert at 0%?", "bracket_0"),
        ("how much can I convert tax free", "bracket_0"),
        ("how much before the subsidy is lost", "credit_cliff"),
        ("to stay under the subsidy cliff", "credit_cliff"),
        ("without going over the IRMAA limit", "medicare_step"),
        ("until the net investment income tax begins", "niit"),
        ("should I convert at 24%?", None),
        ("is a conversion taxed at my bracket?", None),
        ("I convert 50k", None),
    ],
)
def test_an_edge_is_known_by_its_words(words: str, edge: str | None) -> None:
    assert edges.named(words) == edge


def test_the_plan_of_a_retiree_names_amounts(talk: Talk) -> None:
    """16,100, 2,050 for age and 6,000 for seniors: 14,550 more fill the 12 % bracket of 50,400."""
    assert "$14,550 fills the 12 % bracket: federal tax $1,746." in talk.text


@pytest.mark.parametrize(
    "words", ["/whatif convert up to the 12% bracket", "what if I convert up to the 12% bracket?"]
)
def test_an_edge_is_tried_beside_the_plan(talk: Talk, words: str) -> None:
    talk.says(words)
    assert talk.stage == "whatif"
    assert "Taxed: $0 → $14,550" in talk.text
    assert talk.session.planned is not None
    assert talk.session.planned.get("you.wish_convert") is None, "nothing is kept without a yes"


def test_a_wish_is_no_conversion_that_was_made(talk: Talk) -> None:
    talk.says("convert 50k", "keep it")
    assert talk.session.answers.get("you.wish_convert") == "50000"
    assert "you.converted" not in talk.session.answers


@pytest.mark.parametrize(
    ("words", "amount"),
    [("how much can I convert at 12%?", "$14,550."), ("how much before the IRMAA step?", "$49,000 more income")],
)
def test_a_question_is_answered_with_the_amount_and_changes_nothing(talk: Talk, words: str, amount: str) -> None:
    before = talk.session.answers
    assert talk.says(words).text.startswith(amount)
    assert talk.session.answers == before


def test_what_lies_behind_or_beyond_is_said(talk: Talk) -> None:
    assert "passed already" in talk.says("how much can I convert at 10%?").text


@pytest.mark.parametrize(
    ("words", "amount", "supposed"),
    [
        ("how much can I convert before the subsidy is lost?", "$2,600", "marketplace"),  # 62,600, one person
        ("how much can I convert and stay under the niit?", "$140,000", "interest"),  # 200,000 less 60,000
        ("how much can I convert before the child tax credit drops?", "$140,000", "child"),
    ],
)
def test_who_asks_for_an_edge_has_what_it_is_of(talk: Talk, words: str, amount: str, supposed: str) -> None:
    talk.says(words)
    assert amount in talk.text
    assert supposed in talk.text
    assert talk.session.answers["circumstances"] == [], "a question changes no answer"
