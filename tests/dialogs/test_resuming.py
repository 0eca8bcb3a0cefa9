"""A talk that is taken up again: after a pause, a restart, a new version; and one that is forgotten."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from dialogs.session import Session, Stage
from tests.dialogs.people import SINGLE, interview
from tests.talk import NOVEMBER, Talk

STORED = sorted((Path(__file__).parent / "stored").glob("*.json"))
AT_WORK = [path for path in STORED if path.stem.count("-") == 1]  # stopped at a question about a plan


def stored(path: Path) -> Session:
    return Session.load(path.read_text("utf-8"))


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
@pytest.mark.parametrize("said", ["/resume", "/review", "/plan", "/summary", "/back", "/edit", "/remind", "thanks"])
def test_a_talk_of_any_version_is_taken_up_and_loses_nothing(path, said):
    before = stored(path)
    talk = Talk(session=before).says(said)
    assert talk.text
    assert talk.session.held.keys() >= before.held.keys()
    assert (talk.session.done, talk.session.planned) == (before.done, before.planned)


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_the_export_of_a_talk_of_any_version_holds_every_answer(path):
    before = stored(path)
    content = Talk(session=before).says("/export").reply.content
    assert content
    ours = json.loads(content)["rothbot"]
    assert ours["talk"]["answers"] | dict.fromkeys(ours["unknown"]) == before.answers


def test_a_trial_that_was_stored_is_still_a_trial():
    talk = Talk(session=stored(Path(__file__).parent / "stored" / "version-1-couple-trying.json")).says("/resume")
    assert "$310,000 → $200,000" in talk.text
    assert talk.presses("Drop it").answers["agi"] == "310000"


def test_a_question_that_is_new_is_asked_of_whoever_has_a_plan_already():
    session = interview(SINGLE).says("yes").session
    older = session.but(answers={name: told for name, told in session.answers.items() if name != "state"})
    assert "not asked you yet: 1" in Talk(session=older).says("thanks").text
    talk = Talk(session=older).says("/resume")
    assert talk.asked == "state"
    assert talk.says("CA").stage == "review"


@pytest.mark.parametrize("path", AT_WORK, ids=lambda path: path.stem)
def test_a_talk_stored_by_any_version_goes_on_where_it_stopped(path):
    talk = Talk(session=Session.load(path.read_text("utf-8"))).says("/resume")
    assert talk.asked == "you.plans.401k.after_tax_allowed"
    assert "Your rollover IRA" not in talk.text
    talk.says("no")
    assert talk.stage == "aim"


def test_there_is_a_stored_talk_of_the_present_version():
    assert any(path.stem == f"version-{Session.new().version}" for path in STORED)


def test_a_stored_talk_is_the_same_when_loaded():
    session = interview(SINGLE).session
    assert Session.load(session.dump()) == session


def test_resume_says_what_is_known_where_we_stopped_and_what_is_open():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "1984", "/resume")
    assert "Filing status: Single" in talk.text
    assert "We stopped at You. Next: State" in talk.text
    assert {"Review answers", "Start over"} <= set(talk.labels)
    assert talk.asked == "state"


def test_start_in_the_middle_loses_nothing():
    talk = Talk().says("/start", "2026", "single", "/start")
    assert talk.answers == {"tax_year": 2026, "filing_status": "single"}
    assert talk.asked == "you.compensation"


def test_after_a_week_the_answer_counts_and_the_talk_is_recalled():
    talk = Talk().says("/start", "2026", "single", "310k", "310k", "1984")
    talk.today = NOVEMBER + timedelta(days=7)
    talk.says("CA")
    assert talk.answers["state"] == "CA"
    assert "Welcome back" in talk.text
    assert "Birth year: 1984" in talk.text
    assert "Welcome back" not in talk.says("310k").text


def test_an_answer_whose_question_is_gone_stays_in_what_is_kept_and_exported():
    session = interview(SINGLE).session
    old = session.but(answers={**session.answers, "you.favorite_color": "blue"})
    talk = Talk(session=old).says("/review")
    assert talk.stage == "review"
    assert talk.answers["you.favorite_color"] == "blue"
    assert "favorite_color" in (talk.says("/export").reply.content or "")


def test_forgetting_asks_first_and_ends_the_talk():
    talk = interview(SINGLE).says("/forget")
    assert talk.stage == "forgetting"
    assert talk.answers
    talk.presses("Yes, delete it all")
    assert talk.session.stage is Stage.FORGOTTEN


def test_not_forgetting_goes_back_to_where_we_were():
    talk = Talk().says("/start", "2026", "delete my data", "no")
    assert talk.asked == "filing_status"
    assert talk.answers == {"tax_year": 2026}
