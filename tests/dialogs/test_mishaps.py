"""A mistake told at any moment opens the desk that puts it right, with what was told of it."""

import pytest

from tests.talk import Talk

TOLD = {
    "I accidentally contributed 7,000 to a Roth IRA for 2025 but my income was too high, how do I fix it?": {
        "repair.what": "direct_roth", "repair.year": 2025, "repair.contributed": "7000",
    },
    "contributed too much to my roth in 2025, help": {
        "repair.what": "too_much", "repair.year": 2025, "repair.account": "roth",
    },
    "I contributed 7000 to a roth for 2025 but turns out we made too much, 262k joint. it earned about 400": {
        "repair.what": "direct_roth", "repair.year": 2025, "repair.contributed": "7000",
    },
    "I deducted my IRA contribution in 2024 by mistake and converted it": {
        "repair.what": "deducted", "repair.year": 2024,
    },
    "forgot to file 8606 for 2023, what do i do": {"repair.what": "missing_8606"},
    "I converted 60k in January and now I regret it": {"repair.what": "undo"},
    "they withheld 20% from my conversion by mistake": {"repair.what": "withheld"},
}  # fmt: skip


@pytest.mark.parametrize("said", TOLD)
@pytest.mark.parametrize("before", [(), ("/start",), ("/start", "2026", "single")], ids=len)
def test_what_happened_and_what_was_told_of_it_is_taken_to_the_desk(said, before):
    talk = Talk().says(*before, said)
    heard = talk.session.found or talk.session.answers
    assert {fact: value for fact, value in heard.items() if fact.startswith("repair.")} == TOLD[said]
    talk.says("yes")
    assert talk.stage == "repair"
    assert talk.asked not in TOLD[said]


def test_no_figure_of_it_is_lost_in_silence():
    said = "I contributed 7000 to a roth for 2025 but turns out we made too much, 262k joint. it earned about 400"
    talk = Talk().says(said)
    assert "“262k” and “400”" in talk.text


def test_income_told_beside_a_mistake_of_this_year_is_the_interviews():
    talk = Talk().says("/start", "2026", "I put 7k straight into my Roth in March and now realize we make 270k")
    assert "$270,000" in talk.text
    assert "found no place" not in talk.text


@pytest.mark.parametrize(
    "said",
    [
        "what happens if I contribute too much to a roth?",
        "if my income turns out to be too high can I still contribute?",
        "what if I forgot form 8606?",
        "I don't want to contribute too much to my Roth",
        "will I be over the limit with my Roth?",
        "my friend put too much into a Roth",
    ],
)
def test_what_is_only_supposed_or_somebody_elses_opens_no_desk(said):
    assert Talk().says("/start", said).stage == "you"


def test_the_words_of_a_mistake_are_an_answer_where_that_is_asked():
    before = ("2026", "single", "300k", "300k", "1984", "TX", "traditional", "10k", "none of these")
    talk = Talk().says("/start", *before)
    assert talk.asked == "you.basis"
    assert talk.says("never filed 8606").answers["you.basis"] == "0"


def test_the_years_of_what_was_missed_are_not_the_year_of_the_plan():
    talk = Talk().says("I did a backdoor roth in 2024 and 2025 but never filed form 8606")
    assert talk.stage == "repair"
    assert "tax_year" not in {**talk.session.found, **talk.answers}


def test_a_question_with_a_feeling_in_it_is_answered():
    talk = Talk().says("/start", "what the hell is a pro rata rule and why is everyone scared of it")
    assert "# A separate account does not keep the after-tax money apart" in talk.text
