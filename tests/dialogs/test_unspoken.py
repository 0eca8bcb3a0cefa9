"""An answer that does not speak of what tells a question from its neighbours is no answer to it."""

from __future__ import annotations

import re

import pytest

from dialogs.answering.unspoken import turned, unspoken
from dialogs.phrases import say
from dialogs.text import tidy
from tests.dialogs.figured import in_a_step
from tests.people import NOVEMBER


@pytest.mark.parametrize(
    ("question", "told", "left"),
    [
        ("Does an HSA count?", "A SEP IRA counts.", ("hsa",)),
        ("Does a SEP count?", "A SEP IRA counts.", ()),
        ("Can my wife convert?", "Each person converts alone.", ()),
        ("Can my wife convert?", "You may convert any amount.", ("spouse",)),
        ("Is there a penalty on the conversion?", "A conversion carries no 10% tax.", ()),
        ("Is there a penalty on the conversion?", "A conversion is income.", ("penalty",)),
    ],
)
def test_what_is_left_unspoken(question, told, left):
    assert unspoken(question, told) == left


def test_what_an_answer_requires_or_was_taught_for_is_spoken_of():
    question, told = "Can I convert my pension?", "Yes, directly."
    assert unspoken(question, told) == ("pension", "convert")
    assert unspoken(question, told, required=[re.compile("pension")]) == ("convert",)
    assert unspoken(question, told, taught=["May a pension be converted to Roth?"]) == ()
    assert unspoken(question, told, taught=["May a pension be converted to Roth?"], least=2) == ("pension", "convert")
    assert unspoken(question, told, without=("acts",)) == ("pension",)


@pytest.mark.parametrize(
    "question",
    [
        "Does my Coverdell count for the Roth limit?",
        "Do bonuses raise the limit of a spousal IRA?",
        "Can I convert my 529 into a SEP?",
    ],
)
def test_what_is_not_spoken_of_is_told_as_what_comes_closest_and_without_a_verdict(question):
    found = in_a_step(question, NOVEMBER)
    closest, told, _ = found.blocks
    assert closest == say("talk.closest")
    assert told.startswith("# ")
    assert not re.match("(?:yes|no)[,.:]", tidy(told.partition("\n")[2]))
    assert found.closest == found.offered[0][0]
    assert not found.answered
    assert not found.settled


@pytest.mark.parametrize(
    ("message", "told", "left"),
    [
        ("The 60-day rollover came to my mind seven months later.", "Within 60 days.", ("past_sixty",)),
        ("The 60-day rollover came to my mind seven months later.", "After that it is too late.", ()),
        ("I heard of the conversion only months later.", "Yes.", ()),
        ("My husband is totally disabled.", "Before 59½ it bears the 10% tax.", ("disabled",)),
        ("He gets VA disability benefits.", "Before 59½ it bears the 10% tax.", ()),
        ("I inherited a 401(k).", "Roll it into your own plan.", ("inherited_plan",)),
    ],
)
def test_what_is_told_turns_an_answer_around_that_does_not_speak_of_it(message, told, left):
    assert turned(message, told) == left
    assert not turned(message, told, required=[re.compile("months later|totally disabled|disabled|inherited a 401")])


LATE_CHECK = (
    "My old employer's plan closed and sent a check for my Roth 401(k). I took it for a statement and missed the 60 "
    "days. What would I owe if I kept the money, and can it still go to a Roth IRA?"
)
AFTER_A_TEST = (
    "The 401(k) of my last job failed the nondiscrimination test and I'll get a corrective distribution. May I "
    "quickly do a direct rollover of everything to my IRA before it is paid, so that nothing is taxed?"
)


@pytest.mark.parametrize(
    ("text", "not_said"),
    [
        (LATE_CHECK, "within 60 days put in"),
        (AFTER_A_TEST, "Best roll the pre-tax part in first"),
    ],
)
def test_a_long_story_gets_no_answer_that_passes_over_what_turns_it(text, not_said):
    assert not any(not_said in block for block in in_a_step(text, NOVEMBER).blocks)
