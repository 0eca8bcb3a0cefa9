"""The calendar: every deadline of the plan, with alarms, and an id that outlives a changed plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from plans import PLANS, ROLLOVER
from rfc5545 import Component, read

from bot.papers.ics import STEPS_OF, make
from calc.planning.carried_out import RULES
from calc.planning.plan import Plan
from dialogs.phrases import money
from tests.people import couple, person, planned, single, with_plan

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


def events(made: Plan, now: datetime = NOW) -> list[Component]:
    return read(make(made, now)).inner("VEVENT")


def acted(code: str, on: date, today: date) -> date:
    """Custodians close three weeks before the year ends; a week before it there is still time to mend something."""
    ahead = on - timedelta(days={"convert": 21, "payroll": 21, "zero_check": 7}.get(code, 0))
    return ahead if ahead >= today else on


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_two_readers_find_the_deadlines_of_the_plan(made: Plan) -> None:
    wanted = [acted(day.code, day.on, made.today) for day in made.deadlines]
    ours = [datetime.strptime(one.value("DTSTART"), "%Y%m%d").date() for one in events(made)]  # noqa: DTZ007 - a day
    theirs = [one["dtstart"].dt for one in Calendar.from_ical(make(made, NOW)).walk("VEVENT")]
    assert ours == wanted
    assert theirs == wanted


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_every_event_has_what_the_standard_asks_for(made: Plan) -> None:
    calendar = read(make(made, NOW))
    assert calendar.value("VERSION") == "2.0"
    assert calendar.value("PRODID")
    for event in events(made):
        assert event.properties["DTSTART"][0] == {"VALUE": "DATE"}
        assert event.value("DTSTAMP") == "20261123T153000Z"
        assert int(event.value("SEQUENCE")) >= 0
        assert event.text("SUMMARY")


def test_ids_are_one_for_each_day_and_say_nothing_of_the_person() -> None:
    ids = [event.value("UID") for made in PLANS.values() for event in events(made)]
    for made in PLANS.values():
        own = [event.value("UID") for event in events(made)]
        assert len(set(own)) == len(own)
    assert len(set(ids)) < 20  # the same few days for everybody


def test_a_later_export_updates_what_an_earlier_one_brought() -> None:
    """Another amount, another day of export: the same ids, a higher sequence, other words."""
    before, after = planned(single()), planned(single(save=3000))
    earlier = {event.value("UID"): event for event in events(before)}
    later = {event.value("UID"): event for event in events(after, NOW + timedelta(minutes=1))}
    assert earlier.keys() == later.keys()
    for uid, event in later.items():
        assert int(event.value("SEQUENCE")) > int(earlier[uid].value("SEQUENCE"))
        assert event.value("DTSTAMP") > earlier[uid].value("DTSTAMP")
    day = next(uid for uid in later if "convert" in uid)
    assert money(3000) in later[day].text("DESCRIPTION")
    assert money(7500) in earlier[day].text("DESCRIPTION")


def test_a_day_says_what_to_do_and_in_which_words() -> None:
    by_id = {event.value("UID"): event.text("DESCRIPTION") for event in events(PLANS["clean"])}
    last_day = by_id["2026-convert-2026@rothbot"]
    assert "To do: Put $7,500 into a traditional IRA" in last_day
    assert "To do: Convert the whole balance, about $7,500" in last_day
    assert "Say: “Convert my entire traditional IRA to Roth, no withholding”" in last_day


def test_there_is_a_day_to_act_and_a_day_to_check_before_the_last_day() -> None:
    by_id = {event.value("UID"): event for event in events(PLANS["clean"])}
    act, check = by_id["2026-convert-2026@rothbot"], by_id["2026-zero_check-2026@rothbot"]
    assert (act.value("DTSTART"), check.value("DTSTART")) == ("20261210", "20261224")
    assert "December 31, 2026" in act.text("SUMMARY")
    assert "arrived" in check.text("SUMMARY")


def test_what_is_closed_by_then_is_not_asked_for() -> None:
    """In spring the contribution closes in April, the conversion only in December of the next year."""
    by_id = {event.value("UID"): event.text("DESCRIPTION") for event in events(PLANS["couple in spring"])}
    assert "into a traditional IRA" not in by_id["2026-convert-2027@rothbot"]
    assert "into a traditional IRA" in by_id["2026-contribute-2026@rothbot"]


def test_alarms_ring_at_nine_two_weeks_and_three_days_before() -> None:
    for event in events(PLANS["clean"]):
        triggers = [alarm.value("TRIGGER") for alarm in event.inner("VALARM")]
        assert triggers == ["-P13DT15H", "-P2DT15H"]
        assert all(alarm.value("ACTION") == "DISPLAY" for alarm in event.inner("VALARM"))


def test_no_alarm_is_set_in_the_past() -> None:
    late = planned(single(), date(2026, 12, 24))
    convert = next(event for event in events(late) if "convert" in event.value("UID"))
    assert [alarm.value("TRIGGER") for alarm in convert.inner("VALARM")] == ["-P2DT15H"]


def test_every_step_that_moves_money_belongs_to_a_day() -> None:
    assert set(RULES) <= set().union(*STEPS_OF.values())


def test_every_day_of_every_plan_has_its_words() -> None:
    for made in PLANS.values():
        for event in events(made):
            assert event.text("DESCRIPTION").strip()


def test_a_day_late_in_december_has_no_step_of_the_year_after_and_names_the_answer_of_a_branch() -> None:
    made = planned(single(you=with_plan(features={"roll_in": "any"}, **ROLLOVER)), date(2026, 12, 15))
    by_id = {event.value("UID"): event.text("DESCRIPTION") for event in events(made)}
    told = by_id["2026-convert-2026@rothbot"]
    assert told.count("Roll $60,000") == 1
    assert told.index("If it can settle by December 31, 2026") < told.index("Roll $60,000")
    assert [uid for uid in by_id if "2027" in uid.partition("-")[2]] == []


def test_equal_steps_of_both_are_one() -> None:
    told = {event.value("UID"): event.text("DESCRIPTION") for event in events(planned(couple(person())))}
    assert told["2026-convert-2026@rothbot"].count("Both of you: Put $7,500") == 1
