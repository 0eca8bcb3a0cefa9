"""Reminders switched on and off, put off, settled. Whoever has a clock sends them."""

from __future__ import annotations

from datetime import timedelta

from dialogs import reminders
from dialogs.actions import trials
from dialogs.actions.turn import Turn
from dialogs.messages import Button
from dialogs.phrases import say
from dialogs.reminders import PUT_OFF, Reminder, day_of
from dialogs.session import Reminding
from dialogs.understanding import zones
from dialogs.views import question

ALL, STOP, LATER, DONE, NEWS, ZONE = "all", "stop", "later", "done", "news", "zone"


def set_reminders(turn: Turn) -> None:
    """``/remind``, alone or with a zone, a reminder's key, or one of the words above, a key behind it."""
    trials.leave_trial_out(turn)
    word, _, name = turn.heard.text.partition(" ")
    wish = turn.session.reminding or Reminding(since=turn.today)
    found = {one.key: one for one in _reminders(turn)}
    zone = zones.find(turn.heard.text)
    if zone:
        first = not (wish.everything or wish.only)
        _wish(turn, wish.but(zone=zone, everything=wish.everything or first))
    elif word in {STOP, LATER, DONE} and name:
        _answer(turn, wish, word, name, found.get(name))
    elif word == STOP:
        turn.change(reminding=None)
        say_of(turn, "stopped_all")
    elif word == ALL:
        _wish(turn, wish.but(everything=True, off=()))
    elif word == NEWS:
        say_of(turn, "news_off" if wish.news else "news_on")
        _wish(turn, wish.but(news=not wish.news))
    elif word == ZONE:
        _wish(turn, wish.but(zone=None))
    elif word in found:
        _wish(turn, wish.toggled(word))
    elif turn.heard.text:
        say_of(turn, "gone" if "." in word else "not_a_zone")
    elif not found:
        say_of(turn, "no_plan" if _plan(turn) is None else "nothing")
    else:
        _wish(turn, wish)


def say_of(turn: Turn, name: str, **values: object) -> None:
    turn.show(say(f"reminders.{name}", **values))


def _wish(turn: Turn, wish: Reminding) -> None:
    """Keep it; ask for the zone where it is still missing, else list what is on."""
    turn.change(reminding=wish)
    if wish.zone is None:
        say_of(turn, "zone")
        choices = zones.of_state(turn.real.facts.state)
        turn.first_buttons = question.rows(Button(zones.label(zone), f"/remind {zone}") for zone in choices)
        return
    found = _reminders(turn)
    on = any(wish.wants(one.key) for one in found)
    turn.show(say("reminders.list", zone=zones.label(wish.zone)) if on else say("reminders.none"))
    toggles = [(Button(_label(one, wish), f"/remind {one.key}"),) for one in found]
    ways = [(NEWS, "news"), (ZONE, "zone"), (STOP, "stop_all") if on else (ALL, "all")]
    last = question.rows(_way(name, way, ticked=name == NEWS and wish.news) for way, name in ways)
    turn.first_buttons = (*toggles, *last)


def _way(name: str, way: str, *, ticked: bool) -> Button:
    label = say(f"reminders.button.{name}")
    return Button(say("talk.ticked", label=label) if ticked else label, f"/remind {way}")


def _label(one: Reminder, wish: Reminding) -> str:
    line = say("reminders.line", day=day_of(one, wish), what=what(one))
    return question.short(say("talk.ticked", label=line) if wish.wants(one.key) else line)


def _answer(turn: Turn, wish: Reminding, word: str, name: str, one: Reminder | None) -> None:
    """To a reminder that was sent."""
    if name.startswith(f"{NEWS}."):
        turn.change(reminding=wish.but(news=word != STOP and wish.news))
        say_of(turn, "settled" if word == DONE else "news_off")
    elif one is None:
        say_of(turn, "gone")
    elif word == LATER and one.by and one.by <= turn.today:
        say_of(turn, "too_late", by=one.by)
    elif word == LATER:
        day = turn.today + timedelta(days=PUT_OFF)
        day = min(day, one.by) if one.by else day
        turn.change(reminding=wish.put_off(name, day))
        say_of(turn, "put_off", day=day)
    else:
        turn.change(reminding=wish.stopped(name))
        say_of(turn, "settled" if word == DONE else "stopped", what=what(one))


def _plan(turn: Turn) -> object:
    return turn.planned(turn.real.facts)


def _reminders(turn: Turn) -> tuple[Reminder, ...]:
    made = turn.planned(turn.real.facts)
    return reminders.reminders(made, turn.ticks_of_year) if made else ()


def what(one: Reminder) -> str:
    return say(f"reminders.what.{one.code}", year=one.year)
