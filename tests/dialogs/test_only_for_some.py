"""Questions that only some people meet: required distributions, withheld tax, a young SIMPLE, the spring."""

from __future__ import annotations

from datetime import date

import pytest

from tests.dialogs.people import SINGLE, interview
from tests.talk import NOVEMBER, Talk

IRA = SINGLE | {
    "ira_kinds": "rollover", "rollover": "58k", "basis": "none", "roll_in": "no", "prior_wages": "100k",
    "withdrawals_in_agi": "no", "ira_rmd": "4,000",
    "withheld": "700", "converted": "7,000", "converted_simple": "2,000", "simple": "12k",
    "simple_first_deposit": "March 2025", "traditional": "7,000", "contributed": "7,000", "contributed_late": "none",
}  # fmt: skip
SOME = {"ira_rmd", "withheld", "converted_simple", "converted_next"}


def met(told: dict[str, str], today: date = NOVEMBER) -> set[str]:
    """Which of these questions a person meets on the way to the review."""
    answers = interview(IRA | told, Talk(today=today)).answers
    return {name.rpartition(".")[2] for name in answers} & SOME


@pytest.mark.parametrize(
    ("told", "questions"),
    [
        ({}, set()),
        ({"birth_year": "1953"}, {"ira_rmd"}),
        ({"birth_year": "1954"}, set()),
        ({"birth_year": "1953", "ira_kinds": "none"}, set()),
        ({"birth_year": "1953", "rollover": "0"}, set()),
        ({"moves": "converted", "circumstances": "tax withheld"}, {"withheld"}),
        ({"circumstances": "tax withheld"}, set()),
        ({"moves": "converted", "ira_kinds": "simple"}, {"converted_simple"}),
        ({"moves": "converted", "ira_kinds": "simple", "simple_first_deposit": "March 2022"}, set()),
    ],
)
def test_a_question_is_met_by_whom_it_can_matter_to(told: dict[str, str], questions: set[str]) -> None:
    assert met(told) == questions


@pytest.mark.parametrize(
    ("kinds", "moves", "today", "asked"),
    [
        ("rollover", "none", date(2027, 4, 15), True),
        ("rollover", "none", date(2027, 4, 16), False),
        ("rollover", "none", date(2026, 12, 31), False),
        ("none", "none", date(2027, 2, 1), False),
        ("none", "traditional", date(2027, 2, 1), True),
    ],
)
def test_the_next_years_conversions_are_asked_for_in_spring(kinds: str, moves: str, today: date, asked: bool) -> None:  # noqa: FBT001 - the case
    assert (met({"ira_kinds": kinds, "moves": moves}, today) == {"converted_next"}) == asked


def test_the_plan_tells_the_required_distribution() -> None:
    talk = interview(IRA | {"birth_year": "1953"}).says("yes")
    assert "$4,000 of it is still to come out; a Form 8606 of the year has it on line 7." in talk.text


def test_an_unknown_required_distribution_is_said() -> None:
    talk = interview(IRA | {"birth_year": "1953", "ira_rmd": "idk"}).says("yes")
    assert "The required minimum distribution (RMD) of 2026 is not known" in talk.text
