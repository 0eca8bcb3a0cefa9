"""Every verb at every stage: something sensible is said, and no answer is lost."""

import pytest

from calc.planning.assess import look
from dialogs.answering.cards import short, warnings
from dialogs.interview.agenda import agenda
from dialogs.understanding import verbs
from tests.dialogs.people import SINGLE, interview
from tests.talk import NOVEMBER, Talk

PLACES = {
    "at the first question": lambda: Talk().says("/start"),
    "in the middle": lambda: Talk().says("/start", "2026", "single", "310k", "310k", "1984"),
    "while changing an answer": lambda: interview(SINGLE).says("/edit state"),
    "while ticking": lambda: Talk().says("/start", "2026", "single", "310k", "310k", "1984", "CA").presses("SEP IRA"),
    "in the review": lambda: interview(SINGLE),
    "with a plan": lambda: interview(SINGLE).says("yes"),
    "while trying a change": lambda: interview(SINGLE).says("yes", "/whatif agi 100k"),
    "asked to confirm several facts": lambda: Talk().says("/start", "single, I live in Texas"),
    "asked to confirm a step": lambda: interview(SINGLE).says("yes", "done"),
    "asked whether to start over": lambda: Talk().says("/start", "2026", "start over"),
    "asked whether to forget": lambda: Talk().says("/start", "2026", "/forget"),
}
SAID = sorted({f"/{name}" for name in verbs.verbs()} | {verb.words[0] for verb in verbs.verbs().values()})


@pytest.mark.parametrize("place", PLACES)
def test_a_verb_is_answered_everywhere_and_loses_nothing(place):
    start = PLACES[place]().session
    kept = start.planned or start.answers
    for said in SAID:
        talk = Talk(session=start).says(said)
        assert talk.text, said
        assert (talk.session.answers | (talk.session.planned or {})).keys() >= kept.keys(), said


def test_why_says_why_and_shows_a_good_answer():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "why do you ask")
    assert "age 50" in talk.text
    assert "A good answer" in talk.text
    assert talk.asked == "you.birth_year"


def test_skip_means_not_known_and_is_refused_where_there_is_no_plan_without_an_answer():
    talk = Talk().says("/start", "/skip")
    assert talk.asked == "tax_year"
    talk.says("2026", "single", "/skip")
    assert talk.answers["you.compensation"] is None
    assert talk.asked == "agi"


def test_cancel_leaves_the_question_that_is_being_changed_and_keeps_its_answer():
    talk = interview(SINGLE).says("/edit state", "/cancel")
    assert talk.stage == "review"
    assert talk.answers["state"] == "CA"


def test_a_plan_can_be_had_early_and_names_what_is_open():
    talk = Talk().says("/start", "2026", "single", "/plan")
    assert "Open questions" in talk.text
    assert "Education, not advice" in talk.text
    assert talk.asked == "you.compensation"


def test_without_year_and_status_there_is_no_plan_and_that_is_said():
    assert "tax year and the filing status" in Talk().says("/start", "/plan").text


def test_why_in_the_plan_opens_the_worksheets_line_by_line():
    talk = interview(SINGLE).says("yes").presses("Why?", "Form 8606")
    assert "line 14" in talk.text


def test_summary_holds_the_plan_and_its_details():
    plan = interview(SINGLE).says("yes").text
    summary = interview(SINGLE).says("yes", "/summary").text
    assert plan.splitlines()[1] in summary
    assert "Form 8606" in summary
    assert summary.splitlines()[-1].startswith("Education, not advice.")


def test_more_shows_the_warnings_that_were_left_out():
    assert "Also worth knowing" in interview(SINGLE).says("yes", "/more").text


def test_an_answered_question_is_not_repeated_as_a_warning():
    talk = interview(SINGLE)
    code = warnings(look(agenda(talk.session.answers, NOVEMBER).facts, NOVEMBER))[0]
    assert short(code) in talk.says("yes").text
    assert short(code) not in talk.says(f"/ask {code}", "/plan").text


def test_export_names_its_document_and_loses_nothing():
    talk = interview(SINGLE).says("/export")
    assert talk.reply.document == "export"
    assert talk.stage == "review"


def test_an_unknown_command_is_named():
    assert "/dance" in Talk().says("/start", "/dance").text


@pytest.mark.parametrize("said", ["hi, how does this work?", "Hello there, how does it work please", "ok, help"])
def test_courtesies_around_a_command_are_no_part_of_it(said):
    assert "/review shows all answers" in Talk().says("/start", said).text


def test_a_doubt_told_twice_is_asked_once():
    talk = Talk().says("/start", "single", "I'm 45", "i am 45")
    assert len([label for label in talk.labels if label.startswith("Birth year")]) == 2
