"""Whatever a turn shows of a plan, the plan of the same facts is worked out once."""

import sys

import pytest

from calc.facts import Facts
from calc.planning.plan import plan
from dialogs.interview import agenda as agendas
from dialogs.messages import Kind, Said
from dialogs.understanding.intents import hear
from tests.dialogs.people import COUPLE, SINGLE, interview
from tests.talk import Talk

PEOPLE = {"single": SINGLE, "couple": COUPLE}
TALKS = {
    "an answer": ("/edit agi", "311k"),
    "the plan": ("/plan",),
    "more": ("/plan", "/more"),
    "why": ("/why", "why 7,500"),
    "the summary": ("/summary",),
    "a tick": ("/done", "step 1 is done on November 3, 5,000", "/plan", "yes"),
    "a what-if": ("/whatif agi 90k", "/plan", "what if i earned 200k", "/keep"),
    "next": ("what do I do next?", "how much tax?"),
    "the documents": ("/pdf", "/export"),
    "a plan kept in view": ("/pin", "/edit agi 290k", "step 1 is done on November 3, 5,000", "yes"),
    "reminders": ("/remind", "Chicago"),
}


def worked_out(talk: Talk, text: str) -> list[Facts]:
    """The facts of each plan that is made to answer it."""
    found: list[Facts] = []

    def counted(frame, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is plan.__code__:
            found.append(frame.f_locals["facts"])

    sys.setprofile(counted)
    try:
        talk.says(text)
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
@pytest.mark.parametrize("said", TALKS.values(), ids=TALKS)
def test_a_turn_works_out_each_plan_once(person, said):
    talk = interview(person).says("yes")
    for text in said:
        found = worked_out(talk, text)
        assert [facts for number, facts in enumerate(found) if facts in found[:number]] == [], text


def test_a_plan_is_shown_by_working_it_out():
    talk = interview(SINGLE)
    assert [len(worked_out(talk, text)) for text in ("yes", "/plan", "/summary", "/why")] == [1, 1, 1, 1]


def test_a_change_that_is_only_tried_is_held_against_the_plan_as_it_is():
    talk = interview(SINGLE).says("yes")
    assert len(worked_out(talk, "/whatif agi 90k")) == 2


def test_the_plainest_answer_enters_few_modules():
    talk = Talk().says("/start", "2026", "married jointly", "240k", "95k")
    agenda = agendas.agenda(talk.session.answers, talk.today)
    said = Said(Kind.TEXT, "310k", talk.today)
    entered = set()

    def enter(frame, event, _):
        if event == "call":
            entered.add(frame.f_globals.get("__name__", ""))

    sys.setprofile(enter)
    try:
        heard = hear(talk.session, agenda, agendas.bound("agi"), said, lambda _: False, lambda _: False)
    finally:
        sys.setprofile(None)
    assert heard.value == "310000"
    assert len({name for name in entered if name.startswith(("bot.", "calc.", "dialogs."))}) <= 20
