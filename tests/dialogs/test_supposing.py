"""Changes that a person supposes of the plan in plain words, and which facts they change; none is kept."""

from __future__ import annotations

from functools import cache

import pytest

from dialogs.interview.agenda import Agenda, agenda
from dialogs.session import Session
from dialogs.understanding import supposing
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import NOVEMBER, Talk

ALONE = SINGLE | {"ira_kinds": "traditional", "traditional": "60k", "basis": "none", "roll_in": "no"}


@cache
def planned(*, couple: bool = False) -> Session:
    """A talk that stands at its plan: 310,000 of pay, California; alone with 60,000 in a traditional IRA."""
    talk = interview(COUPLE if couple else ALONE)
    return talk.says("yes").session


@cache
def at_the_plan(*, couple: bool = False) -> Agenda:
    return agenda(planned(couple=couple).answers, NOVEMBER)


def supposed(text: str, *, couple: bool = False) -> dict[str, object]:
    """The facts that the words change, before the income follows the pay."""
    words = supposing.body(text, trying=False)
    return supposing.changes(words, at_the_plan(couple=couple), NOVEMBER) if words else {}


def tried(words: str) -> dict[str, object]:
    """What the words change in the talk, against the plan's answers."""
    talk = Talk(session=planned())
    before = dict(talk.answers)
    talk.says(words)
    return {fact: value for fact, value in talk.answers.items() if before.get(fact) != value}


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("what if I earn 20k more", {"you.compensation": "330000"}),
        ("what if I earn 20k more, do I still qualify?", {"you.compensation": "330000"}),
        ("what if I make 20k less?", {"you.compensation": "290000"}),
        ("what if I get a 10% raise", {"you.compensation": "341000"}),
        ("What if I get a 50k bonus", {"you.compensation": "360000"}),
        ("suppose my salary drops to 150k", {"you.compensation": "150000"}),
        ("what if my income falls by 30k", {"agi": "280000"}),
        ("what if my income drops to 140k", {"agi": "140000"}),
        ("what if I retire", {"you.compensation": "0"}),
        ("what if I lost my job", {"you.compensation": "0"}),
        ("what if I move to Texas", {"state": "TX"}),
        ("what would change if I moved to New York", {"state": "NY"}),
        ("what if I get married", {"filing_status": "mfj"}),
        ("what if I convert half", {"you.wish_convert": "30000"}),
        ("what if I convert all of it", {"you.wish_convert": "60000"}),
        ("what if I roll it into my 401k", {"you.plans.401k.roll_in": "any"}),
        ("what if my 401(k) took the money", {"you.plans.401k.roll_in": "any"}),
        ("what happens if I move my IRA into my 401k first", {"you.plans.401k.roll_in": "any"}),
        ("what if I put 5,000 less into my 401k", {"you.plans.401k.deferrals": "19500"}),
        ("what if I stop my 401k contributions", {"you.plans.401k.deferrals": "0"}),
        ("what if my traditional IRA grows to 80k", {"you.traditional": "80000"}),
        ("what if my IRA was worth 10k less", {"you.traditional": "50000"}),
        ("what if I was 50", {"you.birth_year": 1976}),
        ("what if I have 40k of long-term gains", {"whole_return.long_term_gains": "40000", "agi": "350000"}),
        ("what if I itemize 40k", {"whole_return.itemized": "40000"}),
        ("what if we have two kids", {"whole_return.children_under_17": "2"}),
    ],
)
def test_a_change_is_tried_by_the_facts_as_they_are(words, changed):
    assert supposed(words) == changed


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("what if my wife stops working", {"spouse.compensation": "0"}),
        ("what if my husband earns 20k more", {"spouse.compensation": "175000"}),
        ("what if we earn 20k more", {"agi": "330000"}),
        ("what if we get divorced", {"filing_status": "single"}),
    ],
)
def test_a_change_is_of_whom_it_names(words, changed):
    assert supposed(words, couple=True) == changed


@pytest.mark.parametrize(
    "words",
    [
        "what if I retire at 60",
        "what if my boss earns 20k more than me",
        "what if I miss the deadline",
    ],
)
def test_what_supposes_nothing_that_is_known_changes_nothing(words):
    assert supposed(words) == {}


def test_not_converting_at_all_is_answered_by_the_ways_beside_each_other():
    text = Talk(session=planned()).says("what if I convert nothing?").text
    assert "Contribute now, convert when the pre-tax money can move" in text
    assert "basis left $7,500" in text


def test_what_the_plan_counts_with_already_is_told():
    assert "counts with that already" in Talk(session=planned()).says("what if I max out my 401k").text


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("what if I earn 20k more", {"you.compensation": "330000", "agi": "330000"}),
        ("how would it look if I earned 150k", {"you.compensation": "150000", "agi": "150000"}),
        ("suppose I convert 20k", {"you.wish_convert": "20000"}),
        ("what if my boss earns 20k more than me", {}),
    ],
)
def test_what_is_supposed_is_tried_beside_the_plan(words, changed):
    assert tried(words) == changed
