"""What the table names about reminders: switched on and off, put off, settled. Whoever has a clock sends them."""

from __future__ import annotations

from datetime import timedelta

from dialogs import reminders
from dialogs.actions.trials import AtTrials
from dialogs.messages import Button
from dialogs.phrases import say
from dialogs.reminders import PUT_OFF, Reminder, day_of
from dialogs.session import Reminding
from dialogs.understanding import zones
from dialogs.views import question

ALL, STOP, LATER, DONE, NEWS, ZONE = "all", "stop", "later", "done", "news", "zone"


class AtReminders(AtTrials):
    def remind(self) -> None:
        """``/remind``, alone or with a zone, a reminder's key, or one of the words above, a key behind it."""
        self.leave_trial_out()
        word, _, name = self.heard.text.partition(" ")
        wish = self.session.reminding or Reminding(since=self.today)
        found = {one.key: one for one in self._reminders()}
        zone = zones.find(self.heard.text)
        if zone:
            first = not (wish.everything or wish.only)
            self._wish(wish.but(zone=zone, everything=wish.everything or first))
        elif word in {STOP, LATER, DONE} and name:
            self._answer(wish, word, name, found.get(name))
        elif word == STOP:
            self.change(reminding=None)
            self.say_of("stopped_all")
        elif word == ALL:
            self._wish(wish.but(everything=True, off=()))
        elif word == NEWS:
            self.say_of("news_off" if wish.news else "news_on")
            self._wish(wish.but(news=not wish.news))
        elif word == ZONE:
            self._wish(wish.but(zone=None))
        elif word in found:
            self._wish(wish.toggled(word))
        elif self.heard.text:
            self.say_of("gone" if "." in word else "not_a_zone")
        elif not found:
            self.say_of("no_plan" if self._plan() is None else "nothing")
        else:
            self._wish(wish)

    def say_of(self, name: str, **values: object) -> None:
        self.show(say(f"reminders.{name}", **values))

    def _wish(self, wish: Reminding) -> None:
        """Keep it; ask for the zone where it is still missing, else list what is on."""
        self.change(reminding=wish)
        if wish.zone is None:
            self.say_of("zone")
            choices = zones.of_state(self.real.facts.state)
            self.first_buttons = question.rows(Button(zones.label(zone), f"/remind {zone}") for zone in choices)
            return
        found = self._reminders()
        on = any(wish.wants(one.key) for one in found)
        self.show(say("reminders.list", zone=zones.label(wish.zone)) if on else say("reminders.none"))
        toggles = [(Button(self._label(one, wish), f"/remind {one.key}"),) for one in found]
        ways = [(NEWS, "news"), (ZONE, "zone"), (STOP, "stop_all") if on else (ALL, "all")]
        last = question.rows(self._way(name, way, ticked=name == NEWS and wish.news) for way, name in ways)
        self.first_buttons = (*toggles, *last)

    def _way(self, name: str, way: str, *, ticked: bool) -> Button:
        label = say(f"reminders.button.{name}")
        return Button(say("talk.ticked", label=label) if ticked else label, f"/remind {way}")

    def _label(self, one: Reminder, wish: Reminding) -> str:
        line = say("reminders.line", day=day_of(one, wish), what=what(one))
        return question.short(say("talk.ticked", label=line) if wish.wants(one.key) else line)

    def _answer(self, wish: Reminding, word: str, name: str, one: Reminder | None) -> None:
        """To a reminder that was sent."""
        if name.startswith(f"{NEWS}."):
            self.change(reminding=wish.but(news=word != STOP and wish.news))
            self.say_of("settled" if word == DONE else "news_off")
        elif one is None:
            self.say_of("gone")
        elif word == LATER and one.by and one.by <= self.today:
            self.say_of("too_late", by=one.by)
        elif word == LATER:
            day = self.today + timedelta(days=PUT_OFF)
            day = min(day, one.by) if one.by else day
            self.change(reminding=wish.put_off(name, day))
            self.say_of("put_off", day=day)
        else:
            self.change(reminding=wish.stopped(name))
            self.say_of("settled" if word == DONE else "stopped", what=what(one))

    def _plan(self) -> object:
        return self.planned(self.real.facts)

    def _reminders(self) -> tuple[Reminder, ...]:
        made = self.planned(self.real.facts)
        return reminders.reminders(made, self.ticks_of_year) if made else ()


def what(one: Reminder) -> str:
    return say(f"reminders.what.{one.code}", year=one.year)
