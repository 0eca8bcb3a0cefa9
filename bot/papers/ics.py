"""The plan's days as a calendar file: one event for each deadline, with what to do and two alarms.

An event keeps its id from one export to the next, and a later export has a higher sequence, so that a calendar
updates what it has instead of showing it twice (RFC 5545, 3.8.4.7 and 3.8.7.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from calc import law
from calc.planning.calendar import Deadline
from calc.planning.plan import Plan
from calc.planning.steps import Step
from dialogs.phrases import say
from dialogs.views.plan.details import falls_due
from dialogs.views.plan.steps import StepLine, branch_steps, branch_words, footer, numbered

BEFORE = (timedelta(days=14), timedelta(days=3))  # custodians and payrolls close days earlier
YEAR = timedelta(days=365)
MORNING = timedelta(hours=9)  # of the day of an alarm
AHEAD = {"convert": "year_end_days", "payroll": "year_end_days", "zero_check": "custodian_days"}
"""Days on which it is too late to begin: the event stands so much earlier, and names the last day."""
SEQUENCE_FROM = datetime(2020, 1, 1, tzinfo=UTC)  # before the first export ever


def make(plan: Plan, now: datetime) -> bytes:
    """Every deadline of the plan as an all-day event, on the day to act or to check where others are slow.

    now: when the file is made, with its time zone.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//rothbot//rothbot//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", say("papers.calendar.name", year=plan.tax_year))
    for deadline in plan.deadlines:
        calendar.add_component(_event(plan, deadline, now.astimezone(UTC).replace(microsecond=0)))
    return bytes(calendar.to_ical())


def uid(plan: Plan, deadline: Deadline) -> str:
    """The same in every export: it names the tax year, the day's meaning and the year it concerns, and no person."""
    return f"{plan.tax_year}-{deadline.code}-{deadline.year}@rothbot"


def day_of(plan: Plan, deadline: Deadline) -> date:
    """The day to act; the last day itself where that is past."""
    if deadline.code not in AHEAD:
        return deadline.on
    ahead = deadline.on - timedelta(days=int(law.threshold(AHEAD[deadline.code]).money))
    return ahead if ahead >= plan.today else deadline.on


def _title(deadline: Deadline, on: date) -> str:
    if on == deadline.on:
        return say(f"papers.calendar.title.{deadline.code}", year=deadline.year)
    return say(f"papers.calendar.ahead.{deadline.code}", year=deadline.year, last=deadline.on)


def _event(plan: Plan, deadline: Deadline, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid(plan, deadline))
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", int((now - SEQUENCE_FROM).total_seconds()) // 60)
    on = day_of(plan, deadline)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", _title(deadline, on))
    event.add("description", "\n".join([f"{_capital(falls_due(deadline))}.", *_to_do(plan, deadline), footer(plan)]))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [say("papers.calendar.category")])
    for before in BEFORE:
        if on - before >= plan.today:
            event.add_component(_alarm(event, before))
    return event


def _alarm(event: Event, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(event["summary"]))
    alarm.add("trigger", MORNING - before)
    return alarm


def _to_do(plan: Plan, deadline: Deadline) -> Iterator[str]:
    """The steps that belong to the day, with the words to use; then those of each branch, after its answer."""
    yield from _told(numbered(plan, plan.steps), deadline)
    for branch in plan.forks:
        if own := [*_told(branch_steps(plan, branch), deadline)]:
            yield from (branch_words(plan, branch), *own)


def _told(steps: Iterable[StepLine], deadline: Deadline) -> Iterator[str]:
    for one in steps:
        if _belongs(one.step, deadline):
            yield say("papers.calendar.to_do", what=one.words.who + one.words.do)
            if one.words.say:
                yield say("papers.summary.say", say=one.words.say)


def _belongs(step: Step, deadline: Deadline) -> bool:
    """What is closed by then is no longer to be done on that day, and what waits for the next year not yet."""
    by = step.by or step.values.get("day")
    elsewhere = isinstance(by, date) and not deadline.on <= by < deadline.on + YEAR
    return step.code in STEPS_OF[deadline.code] and not elsewhere


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


STEPS_OF = {
    "convert": {
        "rmd_first",
        "ask_plan_first",
        "roll_in",
        "contribute_traditional",
        "convert",
        "convert_part",
        "convert_share",
        "convert_wish",
        "choose_amount",
        "charity_first",
        "open_solo",
    },
    "start_roll_in": {"roll_in", "ask_plan_first", "open_solo"},
    "zero_check": {"zero_check"},
    "payroll": {
        "after_tax",
        "after_tax_solo",
        "after_tax_in_plan",
        "after_tax_in_service",
        "roth_catch_up",
        "no_catch_up",
        "ask_after_tax",
    },
    "contribute": {"contribute_direct", "contribute_traditional"},
    "return_deferrals": {"return_deferrals", "return_simple", "return_457b", "return_additions"},
    "correct": {"recharacterize", "to_roth", "remove_excess"},
    "estimated_tax": {"pay_tax", "pay_tax_ahead"},
}
"""Which steps a day reminds of."""
