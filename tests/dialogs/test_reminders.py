"""Reminders: which follow from a plan, on which day and at which hour of the person's own time, and how they stop."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.reminders import EVENING, MORNING, moment, remind, reminders
from dialogs.session import Session
from dialogs.understanding import choices, zones
from tests.dialogs.people import SINGLE, interview
from tests.people import person, planned, single, with_plan
from tests.talk import Talk

NO_PLAN_AT_WORK = SINGLE | {"plan_kinds": "none", "covered": "no"}


def at(year: int, month: int, day: int, hour: int = 17) -> datetime:
    """17:00 UTC is 9 in the morning in California in winter."""
    return datetime(year, month, day, hour, tzinfo=UTC)


def keys(session: Session, now: datetime) -> list[str]:
    """The reminders that are told, by what their last button stops."""
    return [reply.buttons[0][-1].data.removeprefix("/remind stop ") for reply in remind.remind(session, now)[1]]


@pytest.fixture
def talk():
    return interview(NO_PLAN_AT_WORK).says("yes", "/remind", "Pacific")


def test_the_zone_is_asked_once_by_button_or_in_words():
    talk = interview(NO_PLAN_AT_WORK).says("yes", "/remind")
    assert "time zone" in talk.text
    assert talk.labels[0] == "Pacific"
    assert talk.says("chicago").session.reminding.zone == "America/Chicago"
    assert "time zone are you" not in talk.says("/remind").text


def test_a_plan_has_a_reminder_for_each_of_its_days(talk):
    days = {one.removeprefix("✓ ").partition(": ")[0] for one in talk.labels if ": " in one}
    assert days == {
        "December 17, 2026",  # two weeks before conversions must be settled
        "December 27, 2026",
        "January 2, 2027",
        "January 31, 2027",
        "March 25, 2027",  # three weeks before April 15
        "September 24, 2027",  # three weeks before October 15
    }


def test_tax_on_a_conversion_brings_the_estimated_payment():
    taxed = planned(single(you=person(ira_kinds=["rollover"], rollover=60_000, basis=0)))
    assert "estimated_tax" in {one.code for one in reminders(taxed, ())}
    with_room = planned(single(you=with_plan(features={"after_tax_allowed": True, "exits": ["in_plan"]})))
    assert {"payroll", "contribute"} <= {one.code for one in reminders(with_room, ())}


def test_it_is_told_in_the_morning_and_once(talk):
    session = talk.session
    assert remind.wake(session, at(2026, 11, 24)) == at(2026, 12, 17)
    assert keys(session, at(2026, 12, 16)) == []
    assert keys(session, at(2026, 12, 17)) == ["convert.2026"]
    after, _ = remind.remind(session, at(2026, 12, 17))
    assert keys(after, at(2026, 12, 18)) == []
    assert remind.wake(after, at(2026, 12, 17)) == at(2026, 12, 27)


def test_at_night_it_waits_for_the_morning(talk):
    assert remind.wake(talk.session, at(2026, 12, 18, 6)) == at(2026, 12, 18)  # 10 pm in California
    assert remind.wake(talk.session, at(2026, 12, 18, 14)) == at(2026, 12, 18)  # 6 am


def test_summer_time_moves_the_hour_in_utc_and_not_in_the_morning():
    los_angeles = "America/Los_Angeles"
    assert moment(date(2027, 3, 13), los_angeles, at(2027, 3, 1)).hour == 17
    assert moment(date(2027, 3, 14), los_angeles, at(2027, 3, 1)).hour == 16


@given(
    st.integers(0, 730 * 24 * 60).map(lambda minutes: at(2026, 1, 1) + timedelta(minutes=minutes)),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.sampled_from(
        ["America/New_York", "America/Phoenix", "Pacific/Honolulu", "Asia/Kolkata", "Pacific/Kiritimati"]
    ),
)
def test_nobody_is_reminded_at_night_or_before_the_day(now, day, zone):
    told = moment(day, zone, now)
    there = told.astimezone(ZoneInfo(zone))
    assert told >= now
    assert there.date() >= day
    assert MORNING <= there.time() < EVENING


def test_it_stops_by_itself_when_the_step_is_done(talk):
    talk.says("step 1 is done", "yes", "step 1 is done", "yes")
    assert "convert.2026" not in keys(talk.session, at(2026, 12, 17))
    assert "contribute.2026" not in keys(talk.session, at(2027, 3, 25))
    assert "form_1099r.2026" in keys(talk.session, at(2027, 1, 31))


def test_a_tick_that_no_fact_holds_stops_it_too():
    talk = interview(NO_PLAN_AT_WORK).says(
        "yes", "step 1 is done", "yes", "step 1 is done", "yes", "/remind", "Pacific"
    )
    assert "zero_check.2026" in keys(talk.session, at(2026, 12, 31))
    talk.today = date(2026, 12, 31)
    talk.says("step 1 is done", "yes")
    assert "zero_check.2026" not in keys(talk.session, at(2026, 12, 31, 19))


def test_done_later_and_stop_are_under_each(talk):
    _, (reply,) = remind.remind(talk.session, at(2026, 12, 17))
    assert [button.label for button in reply.buttons[0]] == ["Done", "In a week", "Stop this one"]
    talk.session, talk.today = remind.remind(talk.session, at(2026, 12, 17))[0], date(2026, 12, 17)
    talk.press(reply.buttons[0][1])
    assert "December 24, 2026" in talk.text
    assert keys(talk.session, at(2026, 12, 23)) == []
    assert keys(talk.session, at(2026, 12, 24)) == ["convert.2026"]
    talk.press(reply.buttons[0][2])
    assert "Stopped" in talk.text
    assert keys(talk.session, at(2026, 12, 24)) == []


def test_later_never_passes_the_last_day(talk):
    talk.today = date(2026, 12, 30)
    assert "December 31, 2026" in talk.says("/remind later convert.2026").text
    talk.today = date(2026, 12, 31)
    assert "no later" in talk.says("/remind later convert.2026").text


def test_one_reminder_alone_can_be_asked_for():
    talk = interview(NO_PLAN_AT_WORK).says("yes", "/remind contribute.2026", "Pacific")
    assert keys(talk.session, at(2026, 12, 27)) == []
    assert keys(talk.session, at(2027, 3, 25)) == ["contribute.2026"]


def test_stop_all_ends_them_and_only_them(talk):
    before = talk.answers
    talk.presses("Stop all")
    assert remind.wake(talk.session, at(2026, 12, 17)) is None
    assert talk.answers == before


def test_who_agreed_hears_once_of_new_limits():
    talk = interview(NO_PLAN_AT_WORK | {"tax_year": "2025"}, Talk(today=date(2025, 11, 24)).says("/start", "2025"))
    talk.says("yes", "/remind", "Eastern", "/remind news")
    now = datetime(2025, 11, 25, 17, tzinfo=UTC)
    after, replies = remind.remind(talk.session, now)
    assert "IRA: $7,000 before, $7,500 now" in replies[0].text
    assert [button.data for button in replies[0].buttons[0]] == ["/nextyear", "/remind stop news.2026"]
    assert remind.remind(after, now)[1] == ()


def test_without_consent_nothing_is_ever_told():
    session = interview(NO_PLAN_AT_WORK).says("yes").session
    assert remind.wake(session, at(2026, 12, 17)) is None
    assert remind.remind(session, at(2026, 12, 17)) == (session, ())


def test_what_is_no_reminder_and_no_zone_is_said(talk):
    before = talk.session.reminding
    assert "no time zone by that name" in talk.says("/remind Atlantis").text
    assert "settled or past" in talk.says("/remind stop roll_in.2019").text
    assert talk.session.reminding == before


def test_a_zone_is_taken_also_while_a_question_is_open() -> None:
    talk = Talk().says("/start", "2026", "single", "/remind contribute.2026")
    assert talk.says("/remind", "Tokyo").session.reminding.zone == "Asia/Tokyo"
    assert talk.asked == "you.compensation"


def test_before_there_is_a_plan_that_is_said():
    assert "none yet" in Talk().says("/start", "/remind").text


def test_every_state_has_its_zones_and_every_zone_its_name():
    for state in choices.states():
        for zone in zones.of_state(state):
            assert zones.find(zones.label(zone)) == zone
            assert ZoneInfo(zone).key == zone


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("est", "America/New_York"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("los angeles", "America/Los_Angeles"),
        ("mars", None),
    ],
)
def test_a_zone_is_found_by_its_name_or_city(said, zone):
    assert zones.find(said) == zone
