"""A change that is only tried is named wherever its figures show, and is in nothing that is kept or sent."""

import json
from datetime import UTC, datetime

import pytest

from dialogs.interview.agenda import agenda
from dialogs.reminders.remind import remind, wake
from dialogs.views.documents.order import order
from tests.dialogs.people import SINGLE, interview
from tests.talk import NOVEMBER, Talk

CHANGE = "Income before any conversion (AGI): $310,000 → $100,000"
KEEP, DROP = "Keep the change", "Drop it"


def planned() -> Talk:
    return interview(SINGLE).says("yes")


def trying() -> Talk:
    return planned().says("/whatif agi 100k")


@pytest.mark.parametrize("said", ["/review", "/plan", "/more", "/why", "/why 1", "/resume", "/start", "/whatif"])
def test_what_shows_the_changed_figures_names_the_change(said):
    assert CHANGE in trying().says(said).text


@pytest.mark.parametrize(
    "said",
    ["/review", "/plan", "/more", "/summary", "/preparer", "/pdf", "/remind", "/resume", "/export", "/done", "/help"],
)
def test_after_everything_the_change_can_be_kept_or_dropped(said):
    talk = trying().says(said)
    assert {KEEP, DROP} <= set(talk.labels)
    assert Talk(session=talk.session, reply=talk.reply).presses(KEEP).answers["agi"] == "100000"
    assert talk.presses(DROP).answers["agi"] == "310000"
    assert talk.stage == "planned"


@pytest.mark.parametrize("said", ["/summary", "/preparer"])
def test_what_is_handed_on_is_the_plan_without_the_change(said):
    talk = trying().says(said)
    assert "the what-if is not in it" in talk.text
    assert planned().says(said).text in talk.text


@pytest.mark.parametrize("said", ["/pdf", "/picture", "/calendar"])
def test_papers_are_drawn_from_the_facts_as_they_are(said):
    talk = trying().says(said)
    assert talk.reply.content == planned().says(said).reply.content
    assert talk.reply.content != order(trying_facts(), NOVEMBER)


def trying_facts():
    return agenda(trying().session.answers, NOVEMBER).facts


def test_the_export_holds_the_facts_as_they_are_and_comes_back_as_them():
    talk = trying().says("/export")
    assert talk.reply.content
    assert json.loads(talk.reply.content)["agi"] == "310000"
    assert Talk().says("/start").uploads(talk.reply.content).says("yes").answers["agi"] == "310000"


def test_reminders_come_for_the_plan_as_it_is():
    with_wish = planned().says("/remind Chicago").session
    tried = Talk(session=with_wish).says("/whatif agi 100k").session
    now = datetime(2026, 12, 20, 18, tzinfo=UTC)
    assert wake(tried, now) == wake(with_wish, now)
    assert [r.text for r in remind(tried, now)[1]] == [r.text for r in remind(with_wish, now)[1]]


def test_a_question_that_a_trial_opens_says_that_it_belongs_to_the_trial():
    talk = planned().says("/whatif filing_status", "married filing jointly")
    assert talk.asked == "spouse.compensation"
    assert "What if · Income" in talk.text
    assert talk.presses(DROP).answers == planned().answers


def test_keep_and_drop_in_words_and_an_old_button_keeps_nothing():
    old = trying().button(KEEP)
    assert trying().says("keep the change").answers["agi"] == "100000"
    assert trying().says("back to my plan").answers["agi"] == "310000"
    talk = trying().presses(DROP).says("/whatif agi 120k").press(old)
    assert (talk.stage, talk.session.planned is not None) == ("whatif", True)
    assert planned().press(old).answers["agi"] == "310000"


def test_starting_over_next_year_and_files_go_by_the_facts_as_they_are():
    talk = trying().says("start over", "yes", "bring back")
    assert talk.answers["agi"] == "310000"
    upload = planned().says("/export").reply.content
    assert upload
    assert trying().uploads(upload).says("yes", "bring back").answers["agi"] == "310000"


def test_what_is_told_at_a_desk_during_a_trial_stays_when_the_trial_is_dropped():
    talk = trying().says("/repair").presses("Converted, and I want to undo it")
    told = {fact: value for fact, value in talk.answers.items() if fact.startswith("repair.")}
    assert told
    assert told.items() <= talk.says("/cancel").presses(DROP).answers.items()
