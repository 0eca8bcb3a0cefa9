"""A reply to an earlier question answers that question; an edited message corrects the answer it gave."""

import pytest

from tests.talk import Talk


@pytest.fixture
def at_income():
    return Talk().says("/start", "2026", "single", "300k")


@pytest.fixture
def talk():
    return Talk().says("/start", "2026", "single", "320k", "310k", "1984", "Texas")


def test_a_reply_to_an_earlier_question_answers_that_one(talk):
    open_now = talk.asked
    talk.replies("you.birth_year", "1983")
    assert talk.answers["you.birth_year"] == 1983
    assert "1984 → 1983" in talk.text
    assert talk.asked == open_now


def test_a_reply_to_the_open_question_is_an_answer_like_any_other(at_income):
    fact = at_income.asked
    at_income.replies(fact, "320k")
    assert at_income.answers[fact] == "320000"
    assert at_income.reply.settled == (fact, "$320,000")


def test_what_a_reply_tells_beside_its_answer_is_listed_with_it(talk):
    before = talk.answers
    talk.replies("you.compensation", "325k, and I was born 1985")
    assert (talk.stage, talk.answers) == ("confirming", before)
    talk.says("yes")
    assert (talk.answers["you.compensation"], talk.answers["you.birth_year"]) == ("325000", 1985)
    assert talk.asked == "you.ira_kinds"


def test_a_reply_that_cannot_be_that_answer_asks_it_again(talk):
    before = talk.answers
    talk.replies("you.birth_year", "320k")
    assert talk.answers == before
    assert talk.asked == "you.birth_year"


def test_a_question_in_a_reply_is_a_question(talk):
    open_now, before = talk.asked, talk.answers
    talk.replies("you.birth_year", "does a SEP count?")
    assert (talk.asked, talk.answers) == (open_now, before)


@pytest.mark.parametrize("fact", ["nothing.of.ours", "spouse.birth_year"])
def test_a_reply_to_a_question_that_is_gone_is_heard_as_ever(at_income, fact):
    open_now = at_income.asked
    at_income.replies(fact, "320k")
    assert at_income.answers[open_now] == "320000"


def test_an_edited_message_corrects_the_answer_it_gave_old_to_new(talk):
    open_now = talk.asked
    talk.edits("330k", about="agi")
    assert talk.answers["agi"] == "330000"
    assert "$310,000 → $330,000" in talk.text
    assert talk.asked == open_now


def test_an_edit_of_what_was_no_answer_yet_answers(at_income):
    fact = at_income.asked
    at_income.says("a fair amount").edits("320k", about=fact)
    assert at_income.answers[fact] == "320000"


def test_an_edited_question_is_answered_anew(talk):
    open_now, before = talk.asked, talk.answers
    talk.says("what is the pro-rata rule?").edits("what is Form 8606 for?")
    assert "8606" in talk.text
    assert (talk.asked, talk.answers) == (open_now, before)


def test_an_edit_that_nobody_can_place_changes_nothing_but_what_it_names_waits_for_a_yes(talk):
    before = talk.answers
    talk.edits("330k")
    assert talk.answers == before
    assert "/edit" in talk.text
    talk.edits("I was born in 1983, my income is 330k and I live in Ohio")
    assert (talk.stage, talk.answers) == ("confirming", before)
