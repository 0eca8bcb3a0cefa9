"""Steps ticked off in the talk: told in words or tapped, listed for a yes, and the plan moves on."""

from datetime import date

import pytest

from dialogs.session import Session
from tests.dialogs.people import SINGLE, interview
from tests.talk import Talk

NO_PLAN_AT_WORK = SINGLE | {"plan_kinds": "none", "covered": "no"}


@pytest.fixture
def talk():
    return interview(NO_PLAN_AT_WORK).says("yes")


def test_a_step_told_in_words_is_listed_confirmed_and_gone_from_the_plan(talk):
    talk.says("done on 3 March, 7,500")
    assert "$7,500 into a traditional IRA for 2026, March 3, 2026" in talk.text
    assert "Basis from earlier years (Form 8606 line 14): $0" in talk.text
    assert talk.answers.get("you.contributed") is None
    talk.says("yes")
    assert talk.answers["you.contributed"] == "7500"
    assert (talk.stage, talk.session.confirmed) == ("planned", True)
    assert "Next: Convert the whole balance, about $7,500" in talk.text


def test_the_summary_shows_what_was_done_and_what_is_left(talk):
    talk.says("step 1 is done on 3/3/2026", "yes", "I did step 1 yesterday, 7,512.34", "yes", "/summary")
    assert "☑ $7,500 into a traditional IRA for 2026, March 3, 2026" in talk.text
    assert "☑ $7,512.34 converted to Roth, November 23, 2026" in talk.text
    assert "☐ 1. Have all IRAs but Roth at $0" in talk.text


def test_a_tick_by_button_and_none_of_it_after_all(talk):
    before = talk.answers
    talk.says("/summary").presses("A step is done")
    talk.press(next(button for button in talk.buttons if button.label.startswith("1. Put $7,500")))
    talk.presses("No, none of it")
    assert talk.answers == before
    assert talk.session.done == {}
    assert talk.session.ticking is None


def test_a_part_leaves_the_rest_in_the_plan(talk):
    talk.says("step 1 is done, 3,000", "yes")
    assert "Put $4,500 into a traditional IRA" in talk.text


def test_what_no_fact_can_hold_is_ticked_in_its_place_and_can_be_opened_again(talk):
    talk.today = date(2026, 12, 31)
    talk.says("step 3 is done", "yes", "/summary")
    assert "☑ 3. Have all IRAs but Roth" in talk.text
    talk.says("/done").press(next(button for button in talk.buttons if button.label.startswith("✓ 3.")))
    assert "open again" in talk.text
    assert "☐ 3. Have all IRAs but Roth" in talk.says("/summary").text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("step 1 is done, -500", "An amount below zero"),
        ("step 1 is done, 0", "still open"),
        ("step 1 is done, €500", "US dollars"),
        ("step 1 is done, 7.500", "could not tell the amount"),
        ("step 1 is done, 900 million", "more than 100 million"),
        ("step 1 is done on 2026-02-30", "need a date"),
        ("step 1 is done on December 5, 2026", "still ahead"),
        ("step 1 is done on March 3, 2025", "belongs to 2026"),
        ("step 9 is done", "no step 9; your plan has 4"),
        ("step 2 is done", "Mark step 1 as done first"),
        ("step 3 is done", "December 31, 2026 at the earliest"),
        ("/done roll_in.you.2026", "not in your plan any more"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(talk, said, sentence):
    before = talk.answers
    talk.says(said)
    assert sentence in talk.text
    assert (talk.stage, talk.answers, talk.session.done) == ("planned", before, {})


def test_more_than_the_iras_ever_held_names_both_amounts_and_a_way_to_change_one(talk):
    talk.says("step 1 is done", "yes", "step 1 is done, 75,000")
    assert "$75,000 is more than your IRAs hold" in talk.text
    assert "$7,500" in talk.text
    assert "Change: Traditional IRA today" in talk.labels


def test_money_after_its_last_day_is_a_matter_for_the_repair_desk():
    talk = interview(NO_PLAN_AT_WORK, Talk(today=date(2027, 4, 10)).says("/start", "2026")).says("yes")
    talk.today = date(2027, 4, 15)
    assert "$7,500 into a traditional IRA" in talk.says("step 1 is done").text
    talk.says("no")
    talk.today = date(2027, 4, 16)
    assert "traditional IRA" not in talk.says("step 1 is done on April 16, 2027").text


def test_while_a_change_is_tried_out_nothing_is_ticked(talk):
    talk.says("/whatif agi 100k", "/done 1")
    assert "being tried out" in talk.text
    assert talk.session.done == {}


def test_a_question_about_a_step_ticks_nothing(talk):
    for words in ("is step 1 done?", "I haven't done step 1", "when is step 1 done"):
        assert "confirming" not in talk.says(words).stage


def test_done_in_an_open_multiple_choice_still_settles_it():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "1984", "TX").presses("SEP IRA").says("done")
    assert talk.answers["you.ira_kinds"] == ["sep"]


def test_ticks_of_one_year_say_nothing_of_another(talk):
    talk.says("done on 3 March, 7,500", "yes", "/edit tax_year", "2025")
    assert "☑" not in talk.says("/summary").text
    assert Session.load(talk.session.dump()).done[2026][0].amount == 7500


@pytest.mark.parametrize("said", ["I put the money in today", "my conversion went through", "we have moved it over"])
def test_something_carried_out_is_asked_to_be_tapped(said):
    talk = interview(SINGLE).says("yes", said)
    assert "Which step is done?" in talk.text
    assert talk.labels[0].startswith("1. Put $7,500")


def test_what_went_wrong_or_has_not_happened_is_no_step_done():
    planned = interview(SINGLE).says("yes").session
    for said in ("I converted and they withheld tax from it", "the conversion is not done", "I would have converted"):
        assert "Which step is done?" not in Talk(session=planned).says(said).text


def test_what_is_known_is_not_a_slip():
    talk = interview(SINGLE).says("yes", "I'm single")
    assert "noted already" in talk.text
    assert "noted already" in Talk().says("/start", "2026", "single", "I'm single").text
