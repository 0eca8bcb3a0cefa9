"""The checking desk: boxes and lines typed off paper, what no paper tells, the first line that differs, and why."""

from datetime import date

import pytest

from dialogs import desks
from dialogs.interview.agenda import agenda
from dialogs.interview.questions import desk_cards
from dialogs.session import Stage
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import Talk

MARCH = date(2026, 3, 2)
CLEAN = ("2025", "1 7,000 2a 7,000 7 2", "not here yet", "7,000", "7,000", "none", "none", "none")
"""Year, Form 1099-R, Form 5498, contributed, converted, held on December 31, paid in late, basis."""


def talked(*said: str) -> Talk:
    return Talk(today=MARCH).says("/start", "/check", *said)


def denying(talk: Talk) -> Talk:
    """Whatever else could make the forms right was not so."""
    while talk.asked is not None:
        talk.says("none")
    return talk


def checked(*said: str) -> str:
    talk = denying(talked(*said))
    assert (talk.stage, talk.asked) == ("check", None), talk.text
    return talk.text


def test_a_form_that_is_right_is_said_to_be():
    text = checked(*CLEAN, "1 7,000 2 0 8 7,000 14 0 18 0")
    assert "Every line you gave agrees" in text
    assert "Line 14 of your Form 8606, $0, is line 2 of the next one" in text


@pytest.mark.parametrize(("printed", "line", "right", "behind"), [
    ("1 blank 2 0 14 0 18 7,000 5329 0", "line 1", "$7,000", "not marked nondeductible"),
    ("1 7,000 14 0 18 0 4b 7,000", "line 4b of Form 1040", "$0", "Box 2a"),
    ("1 7,000 7 7,000 8 blank 14 0", "line 7", "$0", "entered as an ordinary payout"),
    ("1 7,000 14 0 18 0 5329 420", "line 25 of your Form 5329", "$0", "also entered as a Roth IRA contribution"),
    ("1 7,000 2 7,000 14 7,000", "line 2", "$0", "put into line 2 as well"),
])  # fmt: skip
def test_the_first_line_that_differs_and_the_slip_behind_it(printed, line, right, behind):
    text = checked(*CLEAN, printed)
    assert f"The first line that differs is {line}" in text
    assert f"should be {right}" in text
    assert behind in text
    assert "Form 1040-X" in text


def test_what_no_paper_tells_is_asked_before_a_line_is_called_wrong():
    """Part of the payout may have gone to a charity: 90,000 / 694,000 of 21,400 is 2,775.22."""
    papers = ("2025", "1 27,400 2a 27,400 7 7", "1 0 5 672,600 7 ira", "none", "90,000")
    talk = talked(*papers, "1 0 2 90,000 6 672,600 7 21,400 14 87,224.78")
    assert talk.asked == "check.charity"
    assert "agrees" in talk.says("6,000").text
    denied = talked(*papers, "1 0 2 90,000 6 672,600 7 21,400 14 87,224.78")
    denying(denied)
    assert "The first line that differs is line 7" in denied.text


def test_what_nobody_knows_is_left_open_and_named():
    papers = ("2025", "1 27,400 2a 27,400 7 7", "1 0 5 672,600 7 ira", "none", "90,000")
    talk = talked(*papers, "1 0 2 90,000 6 672,600 7 21,400 14 87,224.78", "I don't know")
    denying(talk)
    assert (talk.stage, talk.asked) == ("check", None)
    assert "$6,000" in talk.text
    assert "charity" in talk.text
    assert "differs" not in talk.text


def test_an_inherited_payout_is_on_the_return_alone():
    text = checked(
        "2025", "1 9,000 2a 9,000 7 4; 1 7,000 2a 7,000 7 2", "1 7,000 5 0 7 ira 3 7,000 7 roth", "none", "0",
        "1 7,000 7 0 8 7,000 14 0 18 0 4a 16,000 4b 9,000",
    )  # fmt: skip
    assert "agrees" in text


def test_form_5498_answers_what_is_paid_in_converted_and_held():
    """A traditional account, a SEP, and the Roth IRA that took the conversion."""
    received = "1 7,000 5 12,000 7 ira 5 30,000 7 sep 8 5,000 3 7,000 5 90,000 7 roth"
    talk = talked("2025", "1 9,000 2a 9,000 7 7", received)
    assert talk.asked == "check.late"
    assert talk.says("none", "none").asked == "check.printed"
    assert "agrees" in talk.says("1 7,000 6 42,000 7 2,000 8 7,000").text


def test_a_plan_is_marked_and_stays_off_form_8606():
    text = checked(
        "2025", "1 9,000 2a 9,000 7 1 plan 1 7,000 7 2", *CLEAN[2:], "1 7,000 7 0 8 7,000 5a 9,000 5b 9,000"
    )
    assert "agrees" in text


def test_a_relabeled_contribution_entered_as_a_payout():
    text = checked("2025", "1 7,000 7 2 1 6,500 7 n", *CLEAN[2:], "7 6,500 8 7,000")
    assert "The first line that differs is line 7" in text
    assert "with code N or R was entered as a payout" in text


def test_both_spouses_papers_and_their_joint_return():
    mine = ("1 7,004 7 2", "1 7,000 5 0 7 ira 3 7,004 7 roth", "none", "0", "1 7,000 8 7,004 18 4 4a 14,013 4b 13")
    hers = ("1 7,009 7 2", "1 7,000 5 0 7 ira 3 7,009 7 roth", "none", "0")
    talk = Talk(today=MARCH).says("/start", "2025", "married filing jointly", "/check", "2025", "both", *mine, *hers)
    assert talk.asked == "check.spouse.printed"
    assert "agrees" in talk.says("1 7,000 8 7,009 14 0 18 9").text
    wrong = talk.says("/edit check.spouse.printed", "1 7,000 8 7,004 14 0 18 4")
    assert "line 8 of your spouse's Form 8606" in wrong.text


def test_the_joint_return_is_not_judged_by_one_spouses_papers():
    talk = Talk(today=MARCH).says("/start", "2025", "married filing jointly", "/check", "2025", "mine")
    text = talk.says("1 7,000 7 2", "1 7,000 5 0 7 ira 3 7,000 7 roth", "none", "0", "1 7,000 8 7,000 4a 14,000").text
    assert "agrees" in text
    assert "take up both of your forms" in text


def test_the_facts_of_the_talk_are_not_asked_again():
    done = SINGLE | {
        "tax_year": "2025",
        "ira_kinds": "traditional",
        "traditional": "0",
        "moves": "traditional, converted",
    }
    done |= {"contributed": "7,000", "contributed_late": "none", "converted": "7,000", "basis": "none"}
    done |= {"year_end_value": "0", "roll_in": "no", "deferrals": "23,500"}
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
    told = (
        COUPLE
        | {"tax_year": "2025", "ira_kinds": "traditional", "traditional": "0", "year_end_value": "0"}
        | {"deferrals": "23,500"}
    )
    told |= {f"you.{fact}": text for fact, text in one.items()} | {"spouse.moves": "none", "spouse.basis": "3,000"}
    told |= {"spouse.traditional": "3,100", "spouse.year_end_value": "3,100"}
    talk = interview(told, Talk(today=MARCH)).says("/check", "2025", "mine", "1 7,000 7 2", "not here yet")
    talk.says("1 0 2 3,000 3 3,000 14 3,000")
    assert "figures of the other spouse" in talk.text


def test_papers_that_contradict_each_other_are_named():
    talk = talked("2025", "1 5,000 7 2", "3 7,000", "7,000", "none", "none", "none")
    assert "$7,000 cannot have been converted" in talk.says("14 0").text


@pytest.mark.parametrize(("said", "why"), [
    ("see form", 'I stopped at "see"'), ("1 7,000 99 5", 'I stopped at "99"'), ("1 seven", 'could not read "seven"'),
    ("box 1", "one is missing"), ("1 7,000 7 x", 'could not read "x"'),
])  # fmt: skip
def test_what_is_no_box_is_named_and_asked_again(said, why):
    talk = talked("2025", said)
    assert why in talk.text
    assert talk.asked == "check.paid_out"


def test_every_question_of_the_desk_is_asked_on_some_way():
    told = {"filing_status": "mfj", "check.year": 2025, "check.who": "you", "check.received": []}
    told |= {"check.paid_out": ["1:7000", "7:7"]}
    told |= {"check.contributed": "7000", "check.converted": "7000", "check.value": "58000", "check.late": "0"}
    told |= {"check.basis": "0", "check.printed": ["1:7000"]}
    first = {question.card.fact for question in desks.agenda(Stage.CHECK, told, agenda(told, MARCH), MARCH).asked}
    help_ = {card.fact for card in desk_cards(Stage.CHECK)} - first
    assert help_ == {f"check.{question}" for question in desks.checking.QUESTIONS}


def test_what_cannot_be_compared_is_said_and_can_be_counted():
    talk = talked("2025", "1 7,000 2a 7,000 7 2", "not here yet", "7,000", "9,000", "none", "none", "none", "14 0")
    assert talk.reply.refused == ("converted_above_paid_out",)
    assert "$9,000" in talk.text
    assert "$7,000" in talk.text


def test_what_was_typed_is_read_back_as_the_form_has_it():
    text = talked("2025", "1 7,000 2a 7,000 7 g ira no").text
    assert "7: G, ira: no" in text
