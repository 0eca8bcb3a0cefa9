"""What the table names about facts heard in passing: listed, put right, and noted only after a yes."""

from __future__ import annotations

from dataclasses import replace

from dialogs.actions.trials import AtTrials
from dialogs.messages import Button
from dialogs.phrases import say
from dialogs.session import Stage
from dialogs.understanding.gathering import still_open
from dialogs.views import found_list, question


class AtFound(AtTrials):
    def list_found(self) -> None:
        """Everything understood, one line each, also what is not asked yet; stored only after a yes."""
        found = {**self.session.found, **self.heard.found}
        earlier = self.session.doubts if self.session.stage is Stage.CONFIRMING else ()
        self.change(found=found, doubts=still_open((*earlier, *self.heard.doubts), found))
        year = self.agenda.facts.tax_year
        lines, below = found_list.lines(self.session, year, self.heard.lost)
        if self.session.ticking:
            lines = [*self.step_told(), *([say("talk.done.changes"), *lines] if lines else [])]
        title, right = (
            say(f"talk.found.{name}") for name in (("title", "right") if lines else ("unsure", "tap_one"))
        )
        self.show("\n".join([title, *lines, *below, right]))
        single = question.leave_out(self.session, year) if len(found) > 1 else ()
        self.first_buttons = (*found_list.readings(self.session, year), *self.first_buttons)
        single = (*self.first_buttons, *single)
        (yes, no), *_ = question.yes_no(self.session, self.stage, "all_right", "not_right")
        self.show(buttons=((yes, no) if lines else (no,), *single))

    def how_to_correct(self) -> None:
        self.say("found.correct")

    def offer_lines(self) -> None:
        """A value that several of the facts on the list could have: which of them is it?"""
        year = self.agenda.facts.tax_year
        found = self.heard.found
        told = {fact: question.told_line(fact, value, year) for fact, value in found.items()}
        self.first_buttons = tuple((Button(question.short(told[f]), f"/edit {f} {v}"),) for f, v in found.items())
        self.heard = replace(self.heard, found={})
        self.say("found.which_line")
        self.list_found()
