"""What the table names about papers: what they are drawn from goes out with the reply, and the carrier draws them."""

from __future__ import annotations

from dialogs.actions.trials import AtTrials
from dialogs.views.documents.order import order
from dialogs.views.plan import replies


class AtPapers(AtTrials):
    def send_paper(self) -> None:
        """The PDF, the picture or the calendar; without a plan, why there is none."""
        facts = self.real.facts
        self.leave_trial_out()
        clash = replies.clash(facts, self.today)
        if clash is not None:
            self.show(replies.clash_text(clash))
        elif self.planned(facts) is None:
            self.show(*self.plan_told(facts, "short"))
        else:
            self.name_open(self.real)
            self.say(f"paper.{self.heard.event}")
            self.show(document=self.heard.event, content=order(facts, self.today))
