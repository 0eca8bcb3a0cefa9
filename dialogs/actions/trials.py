"""What the table names about a trial: a change held against the plan, named wherever it shows, kept or dropped."""

from __future__ import annotations

from decimal import Decimal

from calc.facts import Facts
from dialogs.actions.changes import Changes
from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Agenda
from dialogs.phrases import say
from dialogs.session import Answers
from dialogs.views import question as screens
from dialogs.views import review
from dialogs.views.plan import old_and_new


def income_with_pay(facts: Facts, tried: Answers) -> Answers:
    """The income as it moves along with a pay that is tried out: "what if I earned 90k" means the return too."""
    more = Decimal(0)
    for who, person in facts.people.items():
        pay, held = tried.get(f"{who}.compensation"), person.compensation
        if isinstance(pay, str) and held is not None:
            more += Decimal(pay) - held
    told = {"agi": facts.agi} if facts.agi is not None else {"wages": facts.wages}
    return {
        fact: f"{max(amount + more, Decimal(0)):f}" for fact, amount in told.items() if amount is not None and more
    }


class AtTrials(Changes):
    def try_out(self) -> None:
        planned = self.session.planned if self.session.planned is not None else self.session.answers
        if self.heard.found:
            self._tell({**income_with_pay(self.agenda.facts, self.heard.found), **self.heard.found})
        self.change(planned=planned)
        self.name_slip()
        if not self.heard.found and self.agenda.question(self.heard.fact):
            self.change(revisit=self.heard.fact)

    def keep_trial(self) -> None:
        self.change(planned=None, revisit=None)
        self.change(confirmed=not self.interview.open)
        self.say("whatif.kept" if self.session.confirmed else "whatif.kept_open")

    def drop_trial(self) -> None:
        held = self.session.held
        self.change(answers=held, history=tuple(held), planned=None, revisit=None, ticks=None, confirmed=True)
        self.say("whatif.dropped")

    def not_so_much(self) -> None:
        self.say("whatif.not_so_much", amount=Decimal(str(self.heard.value)))

    def name_open(self, agenda: Agenda) -> None:
        """Above what is said of a plan before every question is answered."""
        if agenda.open and agenda.facts.tax_year is not None and agenda.facts.filing_status is not None:
            self.say("early_plan", left=len(agenda.open))

    def no_trial(self) -> None:
        self.say("whatif.no_trial")

    def too_early(self) -> None:
        self.say("whatif.too_early", left=len(self.interview.open))

    def name_trial(self) -> None:
        """Above what shows the changed figures."""
        if changed := self.tried():
            self.say("whatif.with", changes="; ".join(changed))

    def leave_trial_out(self) -> None:
        """Above what is kept, sent or carried out: that holds the facts as they are."""
        if self.tried():
            self.say("whatif.without")

    def tried(self) -> list[str]:
        """Each fact that a trial changes, old against new; empty without a trial."""
        if self.session.planned is None:
            return []
        old, new, year = self.session.held, self.session.answers, self.interview.facts.tax_year
        changed = [fact for fact in {**old, **new} if old.get(fact, ...) != new.get(fact, ...)]
        return [screens.changed_line(fact, old, new, year) for fact in changed]

    def ask_to_keep(self) -> None:
        self.say("stand.trying", changes="; ".join(self.tried()))
        self.show(buttons=(*self.first_buttons, screens.keep_or_drop(self.session), (screens.verb("edit"),)))

    def compare(self) -> None:
        """What was tried beside the plan: the facts changed, then old against new."""
        changed = self.tried()
        if not changed:
            self.say("whatif.which")
            _, sections = review.to_change(None, self.session, self.agenda)
            self.show(buttons=(*sections, screens.drop(self.session)))
            return
        before, after = (agendas.agenda(told, self.today).facts for told in (self.session.held, self.session.answers))
        self.say("whatif.tried", lines="\n".join(changed))
        if figures := old_and_new.lines(before, after, self.today):
            self.say("whatif.side_by_side", lines="\n".join(figures))
        self.show(say("talk.whatif.after", plan="\n".join(self.plan_told(after, "short"))), say("talk.whatif.keep"))
        self.show(buttons=(screens.keep_or_drop(self.session), (screens.verb("edit"),)))
