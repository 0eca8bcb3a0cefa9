"""An answer that was worked out can be looked into and worked out anew; what the talk was told stays as it is."""

from __future__ import annotations

import pytest

from dialogs.answering.computed import follow, used
from dialogs.messages import Button
from tests.dialogs.figured import TODAY, figured
from tests.talk import Talk

TAXED = "if I convert 50k of a 200k IRA with 10k basis, how much is taxed?"
DIRECT = "how much can I put directly into a Roth, single, MAGI 160k?"


def asked(*words: str) -> Talk:
    return Talk().says("/start", "2026", *words)


def test_the_lines_are_those_of_the_form():
    talk = asked(TAXED).presses("Show the lines")
    assert "# Form 8606" in talk.text
    assert "10. Share that is not taxed: 0.05" in talk.text
    assert "IRC 72(e)(8)(B)" in talk.text
    assert "Change a number" in talk.labels
    assert talk.asked == "filing_status"  # the open question stands again


def test_another_figure_changes_the_answer_and_no_fact():
    talk = asked(TAXED)
    before = talk.answers
    talk.presses("Change a number")
    assert talk.labels[:3] == ["Conversion: $50,000", "Value of the IRAs: $200,000", "Basis: $10,000"]
    talk.presses("Basis: $10,000").says("60k")
    assert "$35,000 is taxed" in talk.text  # 60,000 of 200,000 is basis: 30 % of 50,000 is free
    assert talk.answers == before
    talk.presses("Change a number")
    assert "Basis: $60,000" in talk.labels


def test_a_figure_that_is_asked_for_is_none_of_the_open_question():
    talk = asked(TAXED).presses("Change a number", "Value of the IRAs: $200,000").says("100k")
    assert "$45,000 is taxed" in talk.text  # 10 % of 50,000 is free
    assert talk.answers == {"tax_year": 2026}


def test_something_else_said_there_is_heard_as_ever():
    talk = asked(TAXED).presses("Change a number", "Basis: $10,000").says("single")
    assert talk.answers["filing_status"] == "single"
    talk.says("50")  # nobody asks for a figure any more
    assert "is taxed" not in talk.text


def test_old_buttons_are_known_to_be_old():
    talk = asked(TAXED)
    old = talk.button("Change a number")
    talk.says(DIRECT).press(old)
    assert "belongs to an earlier moment" in talk.text
    assert "Conversion: $50,000" not in talk.labels


def test_a_press_works_when_other_things_were_said_between():
    talk = asked(TAXED)
    later = talk.button("Show the lines")
    talk.says("single", "help").press(later)
    assert "18. Taxable amount of the conversion: $47,500" in talk.text


def test_nothing_is_left_of_it_when_all_is_forgotten():
    talk = asked(TAXED)
    later = talk.button("Show the lines")
    talk.says("/forget").presses("Yes, delete it all").says("/start").press(later)
    assert talk.session.figured == ""
    assert "$47,500" not in talk.text


def test_every_button_fits():
    talk = asked(DIRECT).presses("Change a number")
    assert all(len(button.data.encode()) <= 64 for button in talk.buttons)
    talk.presses("Filing status: single")
    assert all(len(button.data.encode()) <= 64 for button in talk.buttons)


def test_a_press_that_nobody_was_shown_changes_nothing():
    talk = asked(TAXED)
    stem = talk.button("Show the lines").data.rpartition(".")[0]
    for choice in ("n9", "nobody", "n9=5", "filing=wrong", "=", "year=abc", "n0=", "age=xx"):
        talk.press(Button("", f"{stem}.{choice}"))
        assert talk.answers == {"tax_year": 2026}


@pytest.mark.parametrize(
    ("before", "words", "amount"),
    [
        (TAXED, "make it 20k basis", 45_000),
        (TAXED, "change the basis to 0", 50_000),
        (TAXED, "what about 80k instead", 76_000),
        (TAXED, "make it 60k", 57_000),
        (DIRECT, "and in 2025?", 2_340),  # 7,000 x 5,000 / 15,000 is 2,333.34, up to the next 10
        (DIRECT, "what about 2025", 2_340),
        (DIRECT, "and at 52?", 4_590),  # 8,600 x 8,000 / 15,000 is 4,586.67
        (DIRECT, "and at 155k?", 6_500),
    ],
)
def test_what_leans_on_the_question_before(before: str, words: str, amount: int):
    assert figured(words, before=before).amount == amount


def test_the_same_is_asked_for_the_spouse():
    said = follow.leaning("and for my wife?", "how much can I put in my Roth for 2026?", TODAY)
    assert said == "how much can my wife put in my wife's roth for 2026?"


def test_who_is_single_has_no_spouse_to_ask_for():
    assert follow.leaning("and for my wife?", DIRECT, TODAY) is None


def test_what_the_talk_told_is_named_as_such():
    talk = Talk().says("/start", "2026", "single", "1984", "TX", "175k", "160k")
    talk.says("how much can I put directly into a Roth?").presses("Change a number")
    assert "Filing status: single (from our talk)" in talk.labels
    talk.presses("Income (modified AGI): $160,000 (from our talk)").says("155k")
    assert "$6,500" in talk.text
    assert talk.answers["agi"] == "160000"


@pytest.mark.parametrize("role", sorted({*used.OF_MISSING.values(), *used.OF_ASSUMED.values()}))
def test_every_figure_has_a_name(role):
    assert used.Figure(role, role, "1", used.ASKED).label


STORY = "can I take 30k from my Roth? I contributed 15k and converted 10k in 2024"


def test_a_withdrawal_told_in_one_question_is_worked_out_once_the_age_is_told():
    talk = asked(STORY)
    assert "depends on your age" in talk.text
    assert "I understood" not in talk.text  # what was paid in and converted belongs to the question
    talk.says("41")  # the open question is no age, so it is the one that was missing
    assert talk.text.startswith("Worked out anew. Age: 41.")
    assert (
        "First comes $15,000 of contributions, then $10,000 of the conversion of 2024 and $5,000 of earnings"
        in talk.text
    )
    assert "$5,000 of it is taxed as income. On top comes $1,500 of additional tax (10%)" in talk.text
    assert "is free of the 10% from January 1, 2029, or from 59½" in talk.text
    talk.presses("Show the lines")
    assert "Bears the 10 % tax: $15,000" in talk.text
    assert "$0: free" in talk.says("what about 12k").text
    assert talk.answers == {"tax_year": 2026}


def test_the_command_with_the_story_behind_it_is_answered_at_once():
    talk = asked("/withdraw 20k, I contributed 15k and converted 10k in 2024, age 41")
    assert "Yes: $500 of additional tax (10%), but no income tax." in talk.text
    assert talk.stage == "you"


def test_the_command_without_a_story_is_the_desk():
    assert asked("/withdraw 20k").stage != "you"


def test_what_an_answer_still_needs_gives_way_to_the_open_question():
    talk = asked("how much can I put directly into a Roth, MAGI 160k?").says("single")
    assert talk.answers["filing_status"] == "single"


def test_the_federal_part_stands_where_the_state_is_not_settled():
    """Taxable income from 73,900 to 113,900: 31,800 at 22 % up to 105,700, and 8,200 at 24 %."""
    found = figured("total tax of a 40k conversion in Mississippi, single, 90k wages, 2026?")
    assert found.amount == 8_964
    assert "I give no amount: what Mississippi takes" in found.text
