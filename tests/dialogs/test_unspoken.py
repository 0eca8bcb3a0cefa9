"""An answer that does not speak of what tells a question from its neighbours is no answer to it."""

from __future__ import annotations

import re

import pytest

from dialogs.answering.unspoken import unspoken
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
