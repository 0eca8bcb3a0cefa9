"""The reconcile desk: boxes and lines typed off paper, the first line that differs, and what is behind it."""

from datetime import date

import pytest

from dialogs.desks.papers import _paid_out
from dialogs.interview.questions import desk_cards
from dialogs.session import Stage
from dialogs.understanding.lists import by_form
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import Talk

MARCH = date(2026, 3, 2)
CLEAN = ("2025", "1 7,000 2a 7,000 7 2", "not here yet", "7,000", "7,000", "none", "none", "none")


def checked(*said: str):
    talk = Talk(today=MARCH).says("/start", "/check", *said)
    assert (talk.stage, talk.asked) == ("check", None), talk.text
    return talk.text


def test_a_form_that_is_right_is_said_to_be():
    text = checked(*CLEAN, "1 7,000 2 0 8 7,000 14 0 18 0")
    assert "Every line you typed agrees" in text
    assert "Line 14, $0, is line 2 of the next form" in text


@pytest.mark.parametrize(("printed", "line", "right", "behind"), [
    ("1 blank 2 0 14 0 18 7,000 5329 0", "line 1", "$7,000", "not marked nondeductible"),
    ("1 7,000 14 0 18 0 4b 7,000", "Form 1040 line 4b", "$0", "Box 2a"),
    ("1 7,000 7 7,000 8 blank 14 0", "line 7", "$0", "entered as an ordinary payout"),
    ("1 7,000 14 0 18 0 5329 420", "the tax on Form 5329", "$0", "also entered as a Roth IRA contribution"),
    ("1 7,000 2 7,000 14 7,000", "line 2", "$0", "this year's contribution was put into it as well"),
])  # fmt: skip
def test_the_first_line_that_differs_and_the_slip_behind_it(printed, line, right, behind):
    text = checked(*CLEAN, printed)
    assert f"The first line that differs is {line}:" in text
    assert f"should be {right}" in text
    assert behind in text


def test_line_6_without_the_sep_is_found():
    text = checked(*CLEAN[:-1], "58,000", "20,000", "1 7,000 6 38,000 8 7,000")
    assert "line 6" in text
    assert "The SEP or SIMPLE IRA is not on line 6" in text


def test_form_5498_answers_what_is_paid_in_converted_and_held():
    """A traditional account, a SEP, and the Roth IRA that took the conversion."""
    received = "1 7,000 5 12,000 7 ira 5 30,000 7 sep 8 5,000 3 7,000 5 90,000 7 roth"
    talk = Talk(today=MARCH).says("/start", "/check", "2025", "1 9,000 2a 9,000 7 7", received)
    assert talk.asked == "check.late"
    talk.says("none", "none")
    assert talk.asked == "check.printed"
    talk.says("6 12,000 7 2,000")
    assert "line 6 $42,000" in talk.text
    assert "line 7 $2,000" in talk.text
    assert "line 8 $7,000" in talk.text
    assert "SEP or SIMPLE" in talk.text


def test_relabeled_returned_roth_and_plan_money_is_no_payout():
    typed = ["1:7000", "2a:7000", "7:2", "1:6500", "7:r", "1:100", "7:8j", "1:900", "7:j", "1:50000", "7:g"]
    found = _paid_out(by_form(typed, ("1", "2a", "7")))
    assert (found.paid_out, found.relabeled, found.taxable_box) == (7000, 6500, 7000)


def test_a_relabeled_contribution_entered_as_a_payout():
    text = checked("2025", "1 7,000 7 2 1 6,500 7 n", *CLEAN[2:], "1 7,000 7 6,500 8 7,000")
    assert "The first line that differs is line 7" in text
    assert "with code N or R was entered as a payout" in text


def test_the_asterisk_of_worksheet_1_1():
    text = checked(
        *(
            "2025",
            "1 5,000 7 7",
            "1 1,500 5 7,500",
            "none",
            "none",
            "3,000",
            "1 1,500 2 3,000 6 blank 13 1,800* 14 2,700",
        )
    )
    assert "Worksheet 1-1" in text


def test_the_facts_of_the_talk_are_not_asked_again():
    done = SINGLE | {
        "tax_year": "2025",
        "ira_kinds": "traditional",
        "traditional": "0",
        "moves": "traditional, converted",
    }
    done |= {"contributed": "7,000", "contributed_late": "none", "converted": "7,000", "basis": "none"}
    done |= {"year_end_value": "0", "roll_in": "no"}
    talk = interview(done, Talk(today=MARCH)).says("/check", "2025", "1 7,000 7 2", "not here yet")
    assert talk.asked == "check.printed"
    assert "agrees" in talk.says("1 7,000 14 0 18 0").text


def test_a_couple_whose_forms_were_swapped():
    one = {
        "moves": "traditional, converted",
        "contributed": "7,000",
        "contributed_late": "none",
        "converted": "7,000",
    }
    told = COUPLE | {"tax_year": "2025", "ira_kinds": "traditional", "traditional": "0", "year_end_value": "0"}
    told |= {f"you.{fact}": text for fact, text in one.items()} | {"spouse.moves": "none", "spouse.basis": "3,000"}
    talk = interview(told, Talk(today=MARCH)).says("/check", "2025", "mine", "1 7,000 7 2", "not here yet")
    talk.says("1 0 2 3,000 3 3,000 14 3,000")
    assert "figures of the other spouse" in talk.text


def test_papers_that_contradict_each_other_are_named():
    talk = Talk(today=MARCH).says(
        "/start", "/check", "2025", "1 5,000 7 2", "3 7,000", "7,000", "none", "none", "none"
    )
    assert "$7,000 cannot have been converted" in talk.says("14 0").text


@pytest.mark.parametrize(("said", "why"), [
    ("see form", 'I stopped at "see"'), ("1 7,000 99 5", 'I stopped at "99"'), ("1 seven", 'could not read "seven"'),
    ("box 1", "one is missing"),
])  # fmt: skip
def test_what_is_no_box_is_named_and_asked_again(said, why):
    talk = Talk(today=MARCH).says("/start", "/check", "2025", said)
    assert why in talk.text
    assert talk.asked == "check.paid_out"


def test_every_question_of_the_desk_is_asked_on_some_way():
    from dialogs import desks
    from dialogs.interview.agenda import agenda

    told = {
        "filing_status": "mfj",
        "check.year": 2025,
        "check.who": "you",
        "check.paid_out": [],
        "check.received": [],
    }
    told |= {"check.contributed": "7000", "check.converted": "7000", "check.value": "58000"}
    asked = desks.agenda(Stage.CHECK, told, agenda(told, MARCH), MARCH).asked
    assert {card.fact for card in desk_cards(Stage.CHECK)} == {question.fact for question in asked}


def test_what_cannot_be_compared_is_said_and_can_be_counted():
    paid_out = ("2025", "1 7,000 2a 7,000 7 2", "not here yet")
    talk = Talk(today=MARCH).says("/start", "/check", *paid_out, "7,000", "9,000", "none", "none", "none", "14 0")
    assert talk.reply.refused == ("converted_above_paid_out",)
    assert "$9,000" in talk.text
    assert "$7,000" in talk.text
