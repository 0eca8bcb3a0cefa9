"""Reminders of a stored talk, for whoever has a clock: when it has to be woken, and what is said then. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from calc import law
from calc.planning.plan import planned
from dialogs import reminders as of
from dialogs.interview import agenda as agendas
from dialogs.messages import Button, Reply
from dialogs.phrases import say
from dialogs.reminders import Reminder
from dialogs.session import Reminding, Session

NEVER = datetime.max.replace(tzinfo=UTC)


def wake(session: Session, now: datetime) -> datetime | None:
    """When the next reminder of this talk may go out, in UTC: not before ``now``; None when none was asked for.

    NEVER while nothing that is known now is to come.
    """
    wish = session.reminding
    if wish is None or wish.zone is None:
        return None
    today = today_in(session, now)
    days = [of.day_of(one, wish) for one in of.wanted(_found(session, wish, today), _with_news(wish, session))]
    return of.moment(max(min(days), today), wish.zone, now) if days else NEVER


def today_in(session: Session, now: datetime) -> date:
    """The day where the person is."""
    wish = session.reminding
    return (now.astimezone(ZoneInfo(wish.zone)) if wish and wish.zone else now).date()


def remind(session: Session, now: datetime) -> tuple[Session, tuple[Reply, ...]]:
    """What is due by now, a message each, and the talk that knows they were told."""
    wish, today = session.reminding, today_in(session, now)
    if wish is None or wish.zone is None:
        return session, ()
    due = of.due(_found(session, wish, today), _with_news(wish, session), today)
    told = tuple(dict.fromkeys([*wish.told, *(one.key for one in due)]))
    return session.but(reminding=wish.but(told=told)), tuple(_reply(one, session) for one in due)


def _with_news(wish: Reminding, session: Session) -> Reminding:
    """New limits are asked for by a switch of their own."""
    year = session.answers.get("tax_year", session.assumed.get("tax_year"))
    return wish.but(only=(*wish.only, f"news.{year + 1}")) if wish.news and isinstance(year, int) else wish


def _found(session: Session, wish: Reminding, today: date) -> tuple[Reminder, ...]:
    facts = agendas.agenda(session.held, today, session.assumed).facts
    made = planned(facts, today)
    if made is None:
        return ()
    found = of.reminders(made, session.done.get(made.tax_year, ()))
    fresh = of.news(made.tax_year, today) if wish.news else None
    return (*((fresh,) if fresh else ()), *(one for one in found if today <= of.last(one)))


def _reply(one: Reminder, session: Session) -> Reply:
    done = f"/done {one.steps[0]}" if len(one.steps) == 1 else "/done" if one.steps else f"/remind done {one.key}"
    buttons = [("done", done), ("later", f"/remind later {one.key}"), ("stop", f"/remind stop {one.key}")]
    if one.code == "news":
        buttons = [("nextyear", "/nextyear"), ("stop", f"/remind stop {one.key}")]
    row = tuple(Button(say(f"reminders.button.{name}"), data) for name, data in buttons)
    text = say(f"reminders.told.{one.code}", year=one.year, by=one.by, **_limits(one))
    return Reply((text,), (row,), None, session.stage.value)


def _limits(one: Reminder) -> dict[str, object]:
    """Before and now, for the message about a new year."""
    if one.code != "news":
        return {}
    figures = {
        "ira": "ira_contribution_limit",
        "deferrals": "elective_deferral_limit_402g",
        "additions": "annual_additions_limit_415c",
    }
    years = {"": law.year(one.year), "_before": law.year(one.year - 1)}
    return {f"{name}{when}": year.figure(key) for name, key in figures.items() for when, year in years.items()}
