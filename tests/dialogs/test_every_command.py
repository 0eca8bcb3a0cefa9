"""Every command at every stage, with a plan and without: a sensible reply, the same question again, nothing lost."""

from datetime import date

import pytest

from dialogs.machine import TABLE
from dialogs.session import DOUBTING, Stage
from dialogs.understanding import verbs
from tests.dialogs.people import SINGLE, interview
from tests.talk import Talk

MARCH = date(2026, 3, 3)
TOLD = {"direct_roth": ["2025", "7,000", "7,400"]}


def told(*texts: str, today: date | None = None) -> Talk:
    return (Talk(today=today) if today else Talk()).says("/start", *texts)


def planned(told_of: dict[str, str] = SINGLE, **over: str) -> Talk:
    return interview(told_of | over).says("yes")


PLACES = {
    "at the first question": told,
    "in You": lambda: told("2026", "single"),
    "in Income": lambda: told("2026", "single"),
    "in IRAs": lambda: told("2026", "single", "310k", "310k", "1984", "CA"),
    "in Plan at work": lambda: told("2026", "single", "310k", "310k", "1984", "CA", "none", "none of these"),
    "in Aim": lambda: told("2026", "single", "310k", "310k", "1984", "CA", "none", "none of these", "no plan", "no"),
    "while ticking": lambda: told("2026", "single", "310k", "310k", "1984", "CA").presses("SEP IRA"),
    "in the review": lambda: interview(SINGLE),
    "with a plan": planned,
    "changing an answer of the plan": lambda: planned().says("/edit state"),
    "trying a change": lambda: planned().says("/whatif agi 100k"),
    "asked something by a trial": lambda: planned().says("/whatif filing_status", "mfj"),
    "facts to confirm": lambda: told("2026", "single, I live in Texas"),
    "facts to confirm beside a plan": lambda: planned().says("I live in Texas, single, I earn 90k"),
    "a step to confirm": lambda: planned().says("/done 1 yesterday"),
    "starting over?": lambda: told("2026", "start over"),
    "starting over with a plan?": lambda: planned().says("start over"),
    "forgetting?": lambda: told("2026", "/forget"),
    "forgetting a plan?": lambda: planned().says("/forget"),
    "the next season?": lambda: Talk(today=MARCH).says("/start", "2025", "single", "/nextyear"),
    "taking a file?": lambda: Talk().says("/start").uploads(planned().says("/export").reply.content or ""),
    "at the repair desk": lambda: told("2026", "single", "/repair"),
    "at the repair desk with a plan": lambda: planned().says("/repair direct_roth"),
    "at the withdraw desk": lambda: told("2026", "single", "/withdraw"),
    "at the check desk": lambda: planned().says("/check"),
    "found at the check desk": lambda: planned().says("/check", "2025", "1099-R").says("1 7,000 2a 7,000 7 2"),
}
MOVING = {
    "start", "resume", "back", "edit", "review", "plan", "whatif", "adopt", "drop", "repair", "check", "withdraw",
    "nextyear", "restart", "restore", "forget", "cancel", "skip",
}  # fmt: skip
COMMANDS = sorted(verbs.verbs())


@pytest.fixture(scope="module")
def places() -> dict[str, Talk]:
    return {name: start() for name, start in PLACES.items()}


def test_every_stage_is_a_place(places):
    assert {talk.stage for talk in places.values()} == set(Stage) - {Stage.FORGOTTEN}


@pytest.mark.parametrize("place", PLACES)
def test_a_command_is_answered_with_sense_and_loses_nothing(place, places):
    before = places[place]
    for name in COMMANDS:
        talk = Talk(today=before.today, session=before.session).says(f"/{name}")
        assert talk.text.strip(), name
        assert "does not fit" not in talk.text, name
        if name != "adopt":  # an income of one person is asked again on a joint return
            assert talk.session.held.keys() >= before.session.held.keys(), name
        if name not in MOVING:
            assert (talk.stage, talk.asked) == (before.stage, before.asked), name


@pytest.mark.parametrize("place", PLACES)
def test_what_is_open_is_asked_again_below_the_reply(place, places):
    """The question with its buttons, or the yes and the no."""
    before = places[place]
    for name in COMMANDS:
        if name in MOVING:
            continue
        talk = Talk(today=before.today, session=before.session).says(f"/{name}")
        if before.asked or before.stage in DOUBTING:
            last = Talk(today=before.today, session=before.session).says("/repeat")
            assert last.text in talk.text, name
            assert set(last.labels) <= set(talk.labels), name


@pytest.mark.parametrize(
    "said", ["does a SEP count?", "how much tax do I owe?", "thanks", "why 7500?", "/why 1", "xyzzy", "/dance", "7"]
)
@pytest.mark.parametrize("place", [place for place in PLACES if "?" in place or "confirm" in place])
def test_words_do_not_answer_a_yes_or_no_by_accident(place, said, places):
    before = places[place]
    talk = Talk(today=before.today, session=before.session).says(said)
    assert talk.stage == before.stage
    assert talk.session.answers == before.session.answers
    assert len(talk.labels) >= 2


@pytest.mark.parametrize("place", ["starting over with a plan?", "forgetting a plan?", "taking a file?"])
@pytest.mark.parametrize(("said", "stage"), [("/repair", "repair"), ("/check", "check"), ("/edit state", "you")])
def test_to_go_elsewhere_is_to_say_no(place, said, stage, places):
    before = places[place]
    talk = Talk(today=before.today, session=before.session).says(said)
    if place == "taking a file?" and said.startswith("/edit"):
        return
    assert talk.stage == stage
    assert talk.session.held.keys() >= before.session.held.keys()


def test_every_event_of_the_table_has_a_row_where_nothing_is_open():
    events = {event for row in TABLE if Stage.PLANNED in row.source for event in row.events.split()}
    assert set(COMMANDS) - {"skip"} <= events
