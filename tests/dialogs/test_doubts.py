"""A doubt beside a list that waits is settled in words: by its name, its place, its owner, or by what it is not."""

from __future__ import annotations

import pytest

from tests.dialogs.corpus.hearing import at
from tests.dialogs.people import SINGLE, interview
from tests.talk import Talk

TOGETHER = ("/start", "we make 330k together and i have an old 401k from my last job")
SAVED = ("/start", "single", "150k", "1985, Texas, 18k in the 401k")
OF_WHOM = ("/start", "mfj", "180k", "salary 140k and we have 55k in an ira")
PAID_IN = ("/start", "mfj", "put 7000 in an ira in march and my 401k is at 90k")


@pytest.mark.parametrize(
    ("told", "said", "fact"),
    [
        (TOGETHER, "thats our agi i think", "agi"),
        (TOGETHER, "agi", "agi"),
        (TOGETHER, "it's the income", "agi"),
        (TOGETHER, "i meant the agi", "agi"),
        (TOGETHER, "total income", "agi"),
        (TOGETHER, "the first one", "agi"),
        (TOGETHER, "that's pay", "wages"),
        (TOGETHER, "pay, all of it", "wages"),
        (TOGETHER, "our pay together", "wages"),
        (TOGETHER, "it's what our w2s say", "wages"),
        (TOGETHER, "both wages", "wages"),
        (TOGETHER, "the last", "wages"),
        (TOGETHER, "not the agi", "wages"),
        (SAVED, "that's what I put in", "you.plans.401k.deferrals"),
        (SAVED, "my own contributions", "you.plans.401k.deferrals"),
        (SAVED, "deferrals", "you.plans.401k.deferrals"),
        (SAVED, "the balance", "you.plans.401k.value"),
        (PAID_IN, "it was a roth ira", "you.contributed_roth"),
        (PAID_IN, "traditional", "you.contributed"),
    ],
)
def test_a_reading_is_named(told, said, fact):
    before = Talk().says(*told)
    (doubt,) = before.session.doubts
    talk = before.says(said)
    told_now = {**talk.answers, **talk.session.found}  # a list that is settled by it is taken over
    assert told_now[fact] == dict(doubt)[fact]
    assert not talk.session.doubts
    assert not {other for other, _ in doubt if other != fact} & told_now.keys()


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("hers", {"spouse.traditional", "spouse.rollover"}),
        ("it's my wife's", {"spouse.traditional", "spouse.rollover"}),
        ("mine", {"you.traditional", "you.rollover"}),
        ("a rollover from an old job", {"you.rollover", "spouse.rollover"}),
    ],
)
def test_a_doubt_is_narrowed_to_what_can_be_meant(said, left):
    talk = Talk().says(*OF_WHOM, said)
    (doubt,) = talk.session.doubts
    assert {fact for fact, _ in doubt} == left
    assert not left & talk.session.found.keys()


@pytest.mark.parametrize("said", ["is that agi?", "what is agi", "what counts as pay?"])
def test_a_question_settles_nothing(said):
    assert len(Talk().says(*TOGETHER, said).session.doubts) == 1


@pytest.mark.parametrize("said", ["i don't know", "no idea", "not sure which"])
def test_what_nobody_knows_is_left_out_and_the_rest_stays(said):
    talk = Talk().says(*TOGETHER, said)
    assert not talk.session.doubts
    assert talk.session.found["you.plan_kinds"] == ["old"]
    assert not {"agi", "wages"} & talk.session.found.keys()


def test_two_years_settle_the_doubts_that_a_yes_left_for_later():
    talk = Talk().says(*TOGETHER, "yes", "mfj", "I'm 38 and he's 41", "yes", "1988, 1985")
    assert talk.session.found["you.birth_year"] == 1988
    assert talk.session.found["spouse.birth_year"] == 1985


def test_a_year_alone_settles_the_birth_year_that_a_yes_left_for_later():
    talk = Talk().says("/start", "im 52, single, making 210k and i have a 401k", "yes", "1974")
    assert {**talk.answers, **talk.session.found}["you.birth_year"] == 1974
    assert "agi" not in talk.answers


def test_two_years_one_after_the_other_are_of_each_of_the_couple():
    talk = Talk().says("/start", "married, joint. i'm 54, he is 51. I make 96k, he makes 88k", "yes", "1972", "1975")
    assert (talk.answers["you.birth_year"], talk.answers["spouse.birth_year"]) == (1972, 1975)


def test_what_is_said_for_one_of_the_couple_corrects_no_income_of_both():
    talk = Talk().says("/start", "mfj", "96k", "88k", "AGI is 171k and we live in Oregon")
    assert talk.says("15,000 for me").session.found["agi"] == "171000"


@pytest.mark.parametrize(
    ("said", "fact", "values"),
    [
        ("Today I converted another 1,000.", "you.converted", ["7500", "1000"]),
        ("I converted 8,000 yesterday", "you.converted", ["8000", "14500"]),
        ("I put in 1,500 more today", "you.contributed", ["7500", "1500"]),
        ("I paid the missing 1,500 into the traditional IRA", "you.contributed", ["7500", "1500"]),
        ("I converted 6,550 rather than 6,500", "you.converted", []),
        ("I paid 7,500 into the traditional IRA", "you.contributed", []),  # more than 7,500 is not allowed
    ],
)
def test_what_is_done_now_may_come_on_top_of_what_is_noted(said, fact, values):
    talk = at("you.plan_kinds")
    assert (talk.answers["you.contributed"], talk.answers["you.converted"]) == ("6000", "6500")
    assert [value for doubt in talk.says(said).session.doubts for name, value in doubt if name == fact] == values


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("single, WA. 18k so far into the 401k, going to max it.", ["18000", "24500"]),
        ("single, I've put 18k into the 401k so far and will reach the max by December.", ["18000", "24500"]),
        ("single, I max the 401k, 24,500", []),
    ],
)
def test_what_shall_become_the_limit_is_asked(said, values):
    doubts = Talk().says("/start", said).session.doubts
    assert [value for doubt in doubts for name, value in doubt if name.endswith("deferrals")] == values


def test_a_stub_told_in_a_sentence_is_asked_for_the_year():
    said = "Pay stub from November: 401k pre-tax year to date 21,673, after-tax year to date 11,057."
    doubts = at("you.plan_kinds").says(said).session.doubts
    assert [value for doubt in doubts for name, value in doubt if name.endswith("deferrals")] == ["21673", "23643.27"]


def test_steps_told_with_their_amounts_are_facts():
    talk = interview(SINGLE).says("yes", "We did it: on Friday I paid in 7,500 and converted 7,510.")
    assert talk.stage == "confirming"
    assert talk.session.found["you.converted"] == "7510"
