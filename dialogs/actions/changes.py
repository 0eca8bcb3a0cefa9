"""What changes a talk: answers recorded, dropped, opened again, kept aside. Each is named by the table."""

from __future__ import annotations

from typing import Any

from calc.facts import FilingStatus
from dialogs.actions.steps import AtSteps
from dialogs.interview import agenda as agendas
from dialogs.interview.agenda import Question
from dialogs.interview.belonging import parted
from dialogs.interview.unlocking import unlocked
from dialogs.session import DESKS, Answers, Stage, Told
from dialogs.views import question as screens
from dialogs.views.plan import replies

_PARTS = ("wages", "taken_off", "other_income")  # of an estimated income


class Changes(AtSteps):
    def go_on(self) -> None:
        self.next_event = "proceed"

    def record(self) -> None:
        question = self.next_question
        if question is not None:
            self._note(question, self.heard.value)

    def skip(self) -> None:
        """Not to know is an answer too; what it would change is said in the review and in the plan."""
        question = self.next_question
        if question is not None:
            self._note(question, None)

    def tick(self) -> None:
        question = self.open
        if question is None:
            return
        chosen, key = set(screens.ticks(question, self.session)), str(self.heard.value)
        chosen ^= {key}
        self.change(ticks=tuple(choice for choice in question.card.choices if choice in chosen))

    def tick_all(self) -> None:
        """What a sentence spoke of, to be looked over before it counts."""
        if isinstance(self.heard.value, list):
            self.change(ticks=tuple(self.heard.value))
            self.say("ticked_for_you")

    def take_ticks(self) -> None:
        question = self.open
        if question is not None:
            self._note(question, list(screens.ticks(question, self.session)))

    def _note(self, question: Question, value: Told) -> None:
        before = dict(self.session.answers)
        told = {question.fact: value}
        again = self._tell(told)
        self.echo(question, value)
        if again:
            self.say("asked_again", facts=again)
        facts = self.agenda.facts
        if question.fact in _PARTS and facts.agi is None and facts.income is not None:
            self.say("estimated", amount=facts.income)
        self._name_clash(told, before)

    def _tell(self, told: Answers) -> list[str]:
        """Store answers; the labels of those that now mean something else and are asked again."""
        before = self.session.answers
        told = unlocked(told, before)
        changed = {fact for fact in told if fact in before and before[fact] != told[fact]}
        meanings = {fact for fact in changed if fact != "filing_status"}
        if "filing_status" in changed and FilingStatus.MFJ in {before["filing_status"], told["filing_status"]}:
            meanings.add("joint")
        dropped = {name for fact in meanings for name in agendas.depend_on(fact, before)} - set(told)
        labels = [self.label(q.fact) for q in self.agenda.told if q.fact in dropped]
        answers = {name: value for name, value in before.items() if name not in dropped} | dict(told)
        history = [fact for fact in self.session.history if fact not in dropped]
        history += [fact for fact in told if fact not in history]
        changes: dict[str, Any] = {"answers": answers, "history": tuple(history)}
        if self.desk is not None and self.session.planned is not None:  # at a desk nothing is only tried
            changes["planned"] = self.session.planned | told
        of_desks = all(fact.split(".")[0] in DESKS for fact in told)  # no plan depends on these
        confirmed = self.session.confirmed and of_desks
        self.change(revisit=None, ticks=None, found={}, confirmed=confirmed, **changes)
        return [] if of_desks else labels

    def _name_clash(self, told: Answers, before: Answers) -> None:
        """Facts that cannot both be true are named at once, and the newer one is asked again."""
        clash = replies.clash(self.agenda.facts, self.today)
        if clash is None or not set(clash.fields) & set(told) or told.items() <= before.items():
            return
        self.show(replies.clash_text(clash))
        self.change(revisit=next(fact for fact in clash.fields if fact in told))
        others = [fact for fact in clash.fields if fact not in told]
        self.first_buttons = tuple((screens.change_button(fact, self.agenda),) for fact in others)

    def close(self) -> None:
        self.change(revisit=None, ticks=None)

    def step_back(self) -> None:
        """To the answer before; nothing is taken back, and the later answers stay."""
        self.change(revisit=self.previous(), ticks=None)

    def previous(self) -> str | None:
        raise NotImplementedError

    def reopen(self) -> None:
        self.name_slip()
        self.change(revisit=self.heard.fact, ticks=None)

    def name_slip(self) -> None:
        """Why the value that came with a fact's name cannot be."""
        if self.heard.reason:
            self.say(f"misread.{self.heard.reason}", **self.heard.shown)

    def take_found(self) -> None:
        told, some = parted(self.session.found, self.session.answers)
        again = self._tell(told)
        self.change(mentioned={**self.session.mentioned, **some})
        self.keep_step()
        if again:
            self.say("asked_again", facts=again)

    def take_off(self) -> None:
        """One fact off the list that waits for a yes."""
        left = [item for number, item in enumerate(self.session.found.items()) if str(number) != self.heard.text]
        self.change(found=dict(left))

    def drop_found(self) -> None:
        self.change(found={}, doubts=(), ticking=None)
        self.say("found.dropped")

    def confirm(self) -> None:
        self.change(confirmed=True, kept=None, revisit=None)

    def start_over(self) -> None:
        """The old answers stay until the new review is confirmed."""
        kept = self.session.kept or self.session.held
        self.change(
            answers={}, history=(), kept=kept, planned=None, revisit=None, ticks=None, found={}, confirmed=False
        )
        self.change(mentioned={}, asked=())
        self.say("restarted")

    def bring_back(self) -> None:
        """The other answers; the present ones take their place, so that neither is lost."""
        back, present = self.session.kept or {}, self.session.held
        self.change(answers=back, history=tuple(back), kept=present or None, planned=None)
        self.change(revisit=None, ticks=None, found={}, confirmed=False)
        self.say("restored")

    def none_kept(self) -> None:
        self.say("none_kept")

    def nothing_to_skip(self) -> None:
        self.say("nothing_to_skip")

    def leave(self) -> None:
        """Out of a question that is answered again, or of a yes-or-no; every answer stays."""
        if self.stage is Stage.FORGETTING and self.session.found:
            self.say("found.dropped")
        self.change(revisit=None, ticks=None, found={}, found_done={}, ticking=None)
        self.say("left")
