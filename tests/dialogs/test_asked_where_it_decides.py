"""What is asked only where it decides: a recharacterization, a business of one's own, the wish to convert."""

from __future__ import annotations

from tests.dialogs.people import SINGLE, interview
from tests.talk import Talk

EMPTY = SINGLE | {"plan_kinds": "none", "covered": "no"}
ROLLOVER = EMPTY | {"ira_kinds": "rollover", "rollover": "93k", "basis": "none"}


def asked(answers: dict[str, str]) -> set[str]:
    """The questions of the whole interview."""
    talk, found = Talk().says("/start"), set[str]()
    while talk.asked:
        question = talk.asked
        assert question not in found, f"no answer to {question}"
        found.add(question)
        talk.says(answers.get(question, answers.get(question.rpartition(".")[2], "I don't know")))
    return found


def test_last_years_roth_contribution_was_recharacterized_and_converted() -> None:
    """7,000 for 2025, moved in February 2026, converted as 7,420 in March: 2025 has line 14, and 420 is taxed."""
    talk = interview(
        EMPTY
        | {
            "state": "Texas",
            "ira_kinds": "roth",
            "roth_first_year": "2019",
            "moves": "recharacterized and converted",
            "relabeled_contribution": "7,000",
            "relabeled_year": "2025",
            "relabeled_on": "February 2026",
            "converted": "7,420",
            "basis": "none",
        }
    )
    talk.says("/plan")
    talk.says("/more")
    assert "\n2025\n| 1, 3, 14: $7,000" in talk.text
    assert "| 18: $420" in talk.text


def test_a_business_of_ones_own_is_asked_of_who_has_no_plan_for_the_ira_money() -> None:
    assert "you.self_employed" in asked(ROLLOVER)
    assert "you.self_employed" not in asked(EMPTY)
    assert "you.self_employed" not in asked(ROLLOVER | {"plan_kinds": "401k", "roll_in": "only rollover"})


def test_it_opens_the_way_through_a_solo_plan() -> None:
    with_one, without = (interview(ROLLOVER | {"self_employed": said}).says("/plan") for said in ("yes", "no"))
    assert "solo 401(k)" in with_one.text
    assert "solo 401(k)" not in without.text


def test_the_owner_of_a_sep_is_asked_what_goes_in_before_a_deduction_is_told() -> None:
    sep = EMPTY | {"ira_kinds": "sep", "sep": "60k", "basis": "none", "self_employed": "yes", "agi": "190k"}
    none, some = (interview(sep | {"sep_contribution": said}).says("/plan") for said in ("none", "9,000"))
    assert "deduct $7,500" in none.text
    assert "deduct $7,500" not in some.text
    assert "you.covered" in asked(sep)
    assert "you.covered" not in asked(sep | {"sep_contribution": "9,000"})


def test_who_can_contribute_nothing_is_asked_how_much_to_convert() -> None:
    retired = EMPTY | {"birth_year": "1960", "compensation": "none", "agi": "60k", "ira_kinds": "traditional"}
    retired |= {"traditional": "900k", "basis": "none", "social_security": "none", "wish_convert": "50k"}
    assert "you.wish_convert" in asked(retired)
    assert "you.wish_convert" not in asked(ROLLOVER)
    assert "Convert $50,000 to Roth" in interview(retired).says("/plan").text
