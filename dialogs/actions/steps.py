"""What the table names about steps that are carried out: ticked, listed for a yes, taken off again."""

from __future__ import annotations

from dialogs.actions import carrying_out
from dialogs.actions.carrying_out import Carried, Slip
from dialogs.actions.moment import Moment
from dialogs.messages import Button
from dialogs.phrases import say
from dialogs.session import MOST_TICKS, Done, step_key
from dialogs.views import question

NOT_AFTER_ALL = "not"  # after a step's key: its tick is taken off


class AtSteps(Moment):
    @property
    def ticks_of_year(self) -> tuple[Done, ...]:
        """What was ticked for the tax year of the talk."""
        return self.session.done.get(self.real.facts.tax_year or 0, ())

    def _carried(self) -> Carried | Slip:
        made = self.planned(self.real.facts)
        if made is None:
            return Slip("no_plan")
        if len(self.ticks_of_year) >= MOST_TICKS:
            return Slip("full", {"most": MOST_TICKS})
        return carrying_out.carried(made, self.ticks_of_year, self.heard.text, self.session.answers, self.today)

    def step_is_named(self) -> bool:
        """A step of the plan that can have been done as it was told; not while a change is only tried out."""
        told = bool(self.heard.text) and self.session.planned is None
        return told and not self.takes_back() and isinstance(self._carried(), Carried)

    def hold_step(self) -> None:
        """Kept aside with what it changes, until it is confirmed."""
        found = self._carried()
        if isinstance(found, Carried):
            self.change(ticking=found.done, found=dict(found.changes))

    def takes_back(self) -> bool:
        """A tick is meant to go: it was a slip."""
        name, _, after = self.heard.text.partition(" ")
        return after == NOT_AFTER_ALL and any(tick.key == name for tick in self.ticks_of_year)

    def take_back(self) -> None:
        name = self.heard.text.partition(" ")[0]
        gone = [tick for tick in self.ticks_of_year if tick.key == name][-1]
        self._keep([tick for tick in self.ticks_of_year if tick is not gone])
        self.say("done.taken_back" if gone.counted else "done.open_again")
        if gone.counted:
            self.first_buttons = ((question.verb("edit"),),)

    def ask_which_step(self) -> None:
        """Every open step as a button, after the reason why what was said could not be noted."""
        if self.session.planned is not None:
            self.say("done.trying")
            return
        found = self._carried()
        if isinstance(found, Slip) and (self.heard.text or found.reason in {"no_plan", "no_steps", "all_ticked"}):
            if found.reason.startswith("misread."):
                self.say(found.reason, **found.shown)
                self.say("done.example")
            else:
                self.say(f"done.{found.reason}", **found.shown)
            if found.fact and self.real.question(found.fact):
                self.first_buttons = ((question.change_button(found.fact, self.real),),)
                return
        self._list_steps()

    def _list_steps(self) -> None:
        made = self.planned(self.real.facts)
        if made is None or not made.steps:
            return
        from dialogs.views.plan import steps as telling

        ticks = {tick.key: tick for tick in self.ticks_of_year}
        buttons = []
        for number, step in enumerate(made.steps, start=1):
            words = telling.step_words(made, step)
            label = say("talk.done.step", number=number, who=words.who, do=words.do)
            tick = ticks.get(step_key(step))
            if tick and not tick.counted:
                label = say("talk.ticked", label=label)
            data = f"/done {step_key(step)}" + (f" {NOT_AFTER_ALL}" if tick and not tick.counted else "")
            buttons.append((Button(question.short(label), data),))
        self.say("done.which")
        self.first_buttons = tuple(buttons)

    def step_told(self) -> tuple[str, ...]:
        """The line of the step that waits for a yes."""
        made = self.planned(self.real.facts)
        waiting = self.session.ticking
        return (carrying_out.told(made, waiting),) if made and waiting else ()

    def keep_step(self) -> None:
        """The step counts as done; the plan stays confirmed, for it has only moved on."""
        done = self.session.ticking
        if done is None:
            return
        self.change(ticking=None, confirmed=self._before.confirmed)
        self._keep([*(t for t in self.ticks_of_year if t.counted or t.key != done.key), done])
        self.say("done.kept")
        self._tell_next()

    def _keep(self, ticks: list[Done]) -> None:
        year = self.real.facts.tax_year or 0
        self.change(done={**self.session.done, year: tuple(ticks)})

    def _tell_next(self) -> None:
        """The first step that is left, so that a tick leads on."""
        made = self.planned(self.real.facts)
        if made is None:
            return
        from dialogs.views.plan import steps as telling

        still = {tick.key for tick in self.ticks_of_year if not tick.counted}
        left = [step for step in made.steps if step_key(step) not in still]
        if not left:
            self.show(say("papers.summary.all_done"))
            return
        words = telling.step_words(made, left[0])
        self.say("done.next", who=words.who, do=words.do, left=len(left))
