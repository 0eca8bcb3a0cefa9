"""Which reminders follow from a plan and its ticks, on which day and at which moment of the person's own time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from calc import law
from calc.facts import Move
from calc.planning.plan import Plan
from calc.planning.season import Phase
from dialogs.session import Done, Reminding, step_key

MORNING, EVENING = time(9), time(20)  # nobody is reminded at night
AHEAD = {  # days before its last day that a deadline is spoken of: what others must carry out needs the longest
    "convert": 14,
    "zero_check": 4,
    "payroll": 30,
    "start_roll_in": 3,
    "contribute": 21,
    "return_deferrals": 30,
    "correct": 21,
    "estimated_tax": 7,
}
SETTLED_BY = {  # the steps of a deadline; without any of them in the plan it is no matter, but for ALWAYS
    "convert": ("convert", "convert_part", "convert_share", "convert_wish", "roll_in"),
    "start_roll_in": ("roll_in",),
    "zero_check": ("zero_check",),
    "payroll": ("after_tax", "roth_catch_up", "no_catch_up"),
    "contribute": ("contribute_traditional", "contribute_direct"),
    "return_deferrals": ("return_deferrals",),
    "correct": ("recharacterize", "remove_excess"),
    "estimated_tax": ("pay_tax", "pay_tax_ahead", "pay_tax_january"),
}
ALWAYS = ("correct",)
FORMS_ARRIVE, NEW_SEASON = (1, 31), (1, 2)  # month and day on which we speak of them; no dates of the law
STALE = 90  # days after which a reminder without a last day is not sent any more
PUT_OFF = 7  # days that "later" means


@dataclass(frozen=True, slots=True)
class Reminder:
    """key: its name for ever. day: when it is told. by: the last day, or None. steps: keys of what settles it."""

    key: str
    code: str
    year: int
    day: date
    by: date | None = None
    steps: tuple[str, ...] = ()


def reminders(made: Plan, ticks: Sequence[Done]) -> tuple[Reminder, ...]:
    """All that is still open, earliest first. What was ticked off has left the plan, or is left out here."""
    return tuple(sorted((*_deadlines(made, ticks), *_seasonal(made)), key=lambda one: (one.day, one.key)))


def _deadlines(made: Plan, ticks: Sequence[Done]) -> Iterator[Reminder]:
    ticked = {tick.key for tick in ticks if not tick.counted}
    for deadline in made.deadlines:
        of_it = [step for step in made.every_step if step.code in SETTLED_BY.get(deadline.code, ())]
        left = tuple(step_key(step) for step in of_it if step_key(step) not in ticked)
        if deadline.code in AHEAD and (left or (deadline.code in ALWAYS and not of_it)):
            day = deadline.on - timedelta(days=AHEAD[deadline.code])
            yield Reminder(f"{deadline.code}.{deadline.year}", deadline.code, deadline.year, day, deadline.on, left)


def _seasonal(made: Plan) -> Iterator[Reminder]:
    """The form that reports a conversion, and the start of the next season."""
    year = made.tax_year
    converting = made.case.season.phase is Phase.CURRENT and any(
        one.chosen and one.chosen.convert.value for one in made.people
    )
    if converting or any(person.moved(Move.CONVERTED) for person in made.case.facts.people.values()):
        yield Reminder(f"form_1099r.{year}", "form_1099r", year, date(year + 1, *FORMS_ARRIVE))
    yield Reminder(f"season.{year + 1}", "season", year + 1, date(year + 1, *NEW_SEASON))


def news(tax_year: int, today: date) -> Reminder | None:
    """The limits of the year after the plan's, once they are in."""
    following = tax_year + 1
    return Reminder(f"news.{following}", "news", following, today) if following <= law.latest() else None


def day_of(one: Reminder, wish: Reminding) -> date:
    """The day it is told: not on the day it was asked for, and not after its last day."""
    day = wish.later.get(one.key, one.day)
    if one.code != "news":
        day = max(day, wish.since + timedelta(days=1))
    return min(day, one.by) if one.by else day


def wanted(found: Iterable[Reminder], wish: Reminding) -> list[Reminder]:
    """Those that are still to be told."""
    return [one for one in found if wish.wants(one.key) and one.key not in wish.told]


def due(found: Iterable[Reminder], wish: Reminding, today: date) -> list[Reminder]:
    """Those to be told today; one whose day has long passed is told no more."""
    return [one for one in wanted(found, wish) if day_of(one, wish) <= today <= last(one)]


def last(one: Reminder) -> date:
    """The last day on which it still says something."""
    return one.by or one.day + timedelta(days=STALE)


def moment(day: date, zone: str, now: datetime) -> datetime:
    """When a reminder of this day may go out, in UTC: in the morning of the day, or from now on when that has passed,
    but never at night. now: with its time zone.
    """
    there = ZoneInfo(zone)
    morning = datetime.combine(day, MORNING, there).astimezone(UTC)
    if morning > now:
        return morning
    local = now.astimezone(there)
    if local.time() < MORNING:
        return datetime.combine(local.date(), MORNING, there).astimezone(UTC)
    if local.time() >= EVENING:
        return datetime.combine(local.date() + timedelta(days=1), MORNING, there).astimezone(UTC)
    return now.astimezone(UTC)
