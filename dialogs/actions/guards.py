"""The conditions that the table names: what may happen now."""

from __future__ import annotations

from dialogs.actions.moment import Moment
from dialogs.desks import next_year
from dialogs.interview import agenda as agendas
from dialogs.session import Stage
from dialogs.understanding.buttons import DONE, DONT_KNOW, NOTHING
from dialogs.views.plan import replies


class Guards(Moment):
    def nothing_told(self) -> bool:
        return not self.session.answers

    def something_told(self) -> bool:
        return bool(self.session.answers)

    def may_skip(self) -> bool:
        return self.open is not None and bool(self.open.card.unknown)

    def has_history(self) -> bool:
        return self.previous() is not None

    def previous(self) -> str | None:
        """The answer before the one on the table, among those that still count."""
        told = [fact for fact in self.session.history if fact in self.agenda.answers]
        if self.session.revisit in told:
            told = told[: told.index(self.session.revisit)]
        return told[-1] if told else None

    def names_a_fact(self) -> bool:
        return self.agenda.question(self.heard.fact) is not None

    def names_another_fact(self) -> bool:
        """Of the interview, while the talk is at a desk."""
        return self.interview.question(self.heard.fact) is not None

    def at_repair(self) -> bool:
        return self.desk is Stage.REPAIR

    def at_check(self) -> bool:
        return self.desk is Stage.CHECK

    def pressed_twice(self) -> bool:
        """The same button again: what it says is what is already noted."""
        fact, choice = self.heard.fact or "", self.heard.text.removeprefix("=")
        noted = self.session.answers.get(fact, "")
        if isinstance(noted, list):
            return choice in {DONE, *noted} or (choice == NOTHING and not noted)
        words = {True: "yes", False: "no", None: DONT_KNOW}
        return choice == (words[noted] if isinstance(noted, bool | None) else str(noted))

    def nothing_open(self) -> bool:
        return not self.interview.open

    def asks_too(self) -> bool:
        """Facts came with a question."""
        return self.heard.reason == "asked"

    def still_doubtful(self) -> bool:
        return bool(self.session.doubts)

    def ready(self) -> bool:
        """Everything is answered, nothing contradicts, and no trial is under way."""
        return self.can_try() and self.session.planned is None

    def can_try(self) -> bool:
        """There is a plan to hold a change against."""
        return self.trying() or (not self.interview.open and replies.clash(self.agenda.facts, self.today) is None)

    def beyond_held(self) -> bool:
        """A conversion is thought of that the IRAs do not hold, by what was told."""
        return self.heard.value is not None and not self.heard.found and self.can_try()

    def about_the_question(self) -> bool:
        """Without the number of a worksheet, "why" means the question on the table, where there is one."""
        return not self.heard.text and self.open is not None

    def names_nothing(self) -> bool:
        return not self.heard.text

    def has_kept(self) -> bool:
        return self.session.kept is not None

    def in_between(self) -> bool:
        """Something can be left without leaving the talk: an answer being changed, or a yes-or-no."""
        return self.session.revisit is not None or self.stage not in agendas.SECTIONS

    def can_renew(self) -> bool:
        return next_year.next_year(self.real.facts) is not None

    def trying(self) -> bool:
        return self.session.planned is not None

    def asks_anew(self) -> bool:
        """Questions have come up after the review: a new version asks more, or another day."""
        return bool(self.interview.open)

    def answering_again(self) -> bool:
        return self.session.revisit is not None

    def tried_out(self) -> bool:
        """A trial whose questions are all answered."""
        return self.trying() and not self.interview.open

    def confirmed(self) -> bool:
        return self.session.confirmed

    def open_in_you(self) -> bool:
        return self._opens(Stage.YOU)

    def open_in_income(self) -> bool:
        return self._opens(Stage.INCOME)

    def open_in_iras(self) -> bool:
        return self._opens(Stage.IRAS)

    def open_in_plan_at_work(self) -> bool:
        return self._opens(Stage.PLAN_AT_WORK)

    def open_in_aim(self) -> bool:
        return self._opens(Stage.AIM)

    def _opens(self, section: Stage) -> bool:
        question = self.next_question
        return question is not None and question.card.section is section
