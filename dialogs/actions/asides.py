"""What the table names about words said by the way: an amount, the tax, what comes next, thanks."""

from __future__ import annotations

from decimal import Decimal

from dialogs.actions.trials import AtTrials
from dialogs.phrases import say
from dialogs.views import question as screens
from dialogs.views.plan.where_from import where_from


class AtAsides(AtTrials):
    def knows_amount(self) -> bool:
        """The amount asked about stands in the plan or was told."""
        return bool(self._behind())

    def explain_amount(self) -> None:
        self.name_trial()
        self.show(*self._behind())

    def _behind(self) -> tuple[str, ...]:
        amount, agenda = Decimal(str(self.heard.value)), self.interview
        told = [
            say("talk.you_told", fact=screens.fact_line(question, agenda.answers[question.fact], agenda))
            for question in agenda.told
            if question.card.kind == "money" and agenda.answers[question.fact] == f"{amount:f}"
        ]
        return (*told[:1], *where_from(amount, agenda.facts, self.today))

    def tell_tax(self) -> None:
        """What the plan adds to the tax bill; the rest of the return is not our subject."""
        made = None if self.interview.open else self.planned(self.interview.facts)
        if made is None:
            self.say("tax.early")
            return
        from dialogs.views.plan import steps

        self.name_trial()
        lines = steps.money(made)[1:] or [say("talk.tax.none", year=made.tax_year)]
        self.show("\n".join([say("talk.tax.title"), *lines]))

    def tell_next(self) -> None:
        """The next open step of the plan, where there is one; a question that is open is next by itself."""
        if not self.real.open and self.open is None:
            self._tell_next()
