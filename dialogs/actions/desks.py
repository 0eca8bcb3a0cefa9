"""What the table names at the desks: sitting down, the findings, getting up, and the step into the next year."""

from __future__ import annotations

from calc.planning.season import season
from dialogs import desks
from dialogs.actions.trials import AtTrials
from dialogs.desks import next_year
from dialogs.interview import questions as deck
from dialogs.session import Stage
from dialogs.views import desk as desk_screens
from dialogs.views import question as screens
from dialogs.views.plan import replies

SUCH_AS = 4  # facts named where many are asked again


class AtDesks(AtTrials):
    def sit_down(self) -> None:
        """At a desk with its questions; what was told there before is still there, if it is about the same."""
        first = deck.desk_cards(Stage(self.state))[0]
        what, _, who = self.heard.text.partition(" ")
        self.change(revisit=None, ticks=None)
        if what in first.choices:  # from a plan, which knows whose it is and for which year
            told = {first.fact: what, "repair.who": who or "you", "repair.year": self.real.facts.tax_year}
            self._tell({fact: value for fact, value in told.items() if value is not None})

    def desk_sheets(self) -> tuple[replies.Sheet, ...]:
        """The worksheets behind what the desk found."""
        if self.desk is None or self.next_question is not None:
            return ()
        found = desks.sheets(desks.visit(self.desk, self.session.answers, self.real, self.today))
        return tuple(replies.explained(*one) for one in found)

    def get_up(self) -> None:
        self.change(revisit=None, ticks=None)
        self.say("left_desk")

    def repairing(self) -> None:
        self._ask_or(desks.repair_told)

    def checking(self) -> None:
        self._ask_or(desks.check_told)

    def _ask_or(self, told: desks.Teller) -> None:
        """The desk's next question, or what it found."""
        question = self.open
        if question is not None:
            text, buttons = screens.asked(question, self.session, self.agenda, self.today)
            self.show(text, buttons=(*self.first_buttons, *buttons))
        elif self.desk is not None:
            self.show(*told(desks.visit(self.desk, self.session.answers, self.real, self.today)))
            self.show(buttons=desk_screens.ways(self.desk))

    def ask_to_renew(self) -> None:
        found = next_year.renewal(self.session.held, self.real, self.today)
        if found is None:
            return
        year = self.real.facts.tax_year
        lines = [screens.told_line(fact, value, found.year) for fact, value in found.basis.items()]
        again = [deck.label(fact, found.year) for fact in found.again]
        self.say("renewing.title", year=found.year, last=year)
        if lines:
            self.say("renewing.basis", lines="\n".join(f"• {line}" for line in lines), last=year)
        if again:
            self.say("renewing.again", facts=again[:SUCH_AS], count=len(again))
        self.show(buttons=screens.yes_no(self.session, Stage.RENEWING, "renew", "not_renew"))

    def not_renewed(self) -> None:
        """Without a published year nothing is carried; what can still be said is said."""
        facts = self.real.facts
        if facts.tax_year is None:
            self.say("renewing.nothing")
            return
        until = season(facts.tax_year, self.today, facts.state).contribute_by
        self.say("renewing.unpublished", year=facts.tax_year + 1, last=facts.tax_year, until=until)
        basis = next_year.carried(facts, self.today)
        lines = [screens.told_line(fact, value, facts.tax_year + 1) for fact, value in basis.items()]
        if lines and not self.real.open:
            self.say("renewing.so_far", lines="\n".join(f"• {line}" for line in lines), last=facts.tax_year)

    def renew(self) -> None:
        """The next season's answers; those of the last one can be brought back."""
        found = next_year.renewal(self.session.held, self.real, self.today)
        if found is None:
            return
        history = tuple(fact for fact in self.session.history if fact in found.answers)
        self.change(answers=dict(found.answers), kept=self.session.held, history=history)
        self.change(planned=None, revisit=None, ticks=None, found={}, confirmed=False)
        self.say("renewing.done", year=found.year)
