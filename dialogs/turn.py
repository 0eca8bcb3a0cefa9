"""One turn: the replies that the table names, on top of the guards and the changes."""

from __future__ import annotations

from dialogs import planning, screens
from dialogs.changes import Changes
from dialogs.guards import Guards
from dialogs.phrases import say
from dialogs.session import Stage


class Turn(Guards, Changes):
    """The model that the shared machine moves; it is never registered with it."""

    def ask(self) -> None:
        """What the talk waits for: the open question, or whatever the stage asks."""
        question = self.open
        if question is not None:
            text, buttons = screens.asked(question, self.session, self.agenda, self.today)
            change = tuple((screens.verb("edit_other", fact),) for fact in self.clashing)
            self.show(text, buttons=(*change, *buttons))
        elif self.stage is Stage.CONFIRMING:
            self.list_found()
        elif self.stage is Stage.RESTARTING:
            self.say("restarting")
            self.show(buttons=screens.yes_no(self.session, "start_over", "go_back"))
        elif self.stage is Stage.FORGETTING:
            self.say("forgetting")
            self.show(buttons=screens.yes_no(self.session, "forget_all", "keep_all"))
        elif self.stage is Stage.REVIEW:
            self.say("stand.review")
            self.show(buttons=screens.rows(map(screens.verb, ("plan", "review", "edit"))))
        else:
            self.say("stand.planned")
            self.show(buttons=screens.rows(map(screens.verb, ("more", "summary", "whatif", "review"))))

    def recap(self) -> None:
        if self.session.answers:
            self.show(screens.recap(self.session, self.agenda))

    def needed(self) -> None:
        self.say("needed")

    def offer_readings(self) -> None:
        question = self.open
        if question is not None:
            self.say(f"readings.{self.heard.reason}")
            again = screens.readings(question, self.heard.values, self.session, self.agenda)
            self.show(buttons=(*again, *screens.rows([screens.verb("why"), screens.verb("back")])))

    def explain(self) -> None:
        """What was understood and what is needed, with an example; then the same question again."""
        question = self.open
        if question is None:
            self.say("misread.no_question")
            return
        example = question.card.wording(question.who).example.format(**screens.values(question, self.agenda))
        self.say(f"misread.{self.heard.reason}", **self.heard.shown)
        self.say("misread.example", example=example)

    def at_the_start(self) -> None:
        self.say("at_the_start")

    def list_facts(self) -> None:
        text, buttons = screens.to_change(self.heard.fact or self.heard.text, self.session, self.agenda)
        self.show(text, buttons=buttons)

    def still_noted(self) -> None:
        question = self.agenda.question(self.heard.fact)
        if question is not None:
            self.say("noted_already", fact=screens.label(question, self.agenda))

    def name_old_button(self) -> None:
        question = self.agenda.question(self.heard.fact)
        if question is None or question is self.open:
            self.say("old_button.gone")
            return
        noted = self.session.answers.get(question.fact)
        told = screens.shown(question, noted, self.agenda) if question.fact in self.session.answers else None
        name = screens.label(question, self.agenda)
        if told is None:
            self.say("old_button.open", fact=name)
        else:
            self.say("old_button.noted", fact=name, value=told)
        self.clashing = (question.fact,)

    def list_found(self) -> None:
        found = dict(self.heard.found or self.session.found)
        self.change(found=found)
        told = self.agenda_with(found)
        lines = [screens.fact_line(q, found[q.fact], told) for q in told.told if q.fact in found]
        self.show("\n".join([say("talk.found.title"), *(f"• {line}" for line in lines), say("talk.found.right")]))
        self.show(buttons=screens.yes_no(self.session, "all_right", "not_right"))

    def show_review(self) -> None:
        clash = planning.clash(self.agenda.facts, self.today)
        if clash is not None:
            self.show(planning.clash_text(clash))
        blocks, buttons = screens.review(self.session, self.agenda)
        self.show(*blocks, buttons=buttons)

    def show_plan(self) -> None:
        from dialogs import details, telling

        clash = planning.clash(self.agenda.facts, self.today)
        if clash is not None:
            self.show(planning.clash_text(clash))
            self.show(buttons=tuple((screens.verb("edit_other", fact),) for fact in clash.fields))
            return
        if self.agenda.open and self.heard.event == "plan":
            self.say("early_plan", left=len(self.agenda.open))
        how = {"more": details.more}.get(self.heard.event, telling.first)
        self.show(*planning.tell(self.agenda.facts, self.today, how))
        after = ("resume", "review") if self.agenda.open else ("more", "summary", "whatif", "review")
        self.show(buttons=screens.rows(map(screens.verb, after)))

    def compare(self) -> None:
        self.say("whatif.which")
        self.show(buttons=screens.to_change(None, self.session, self.agenda)[1])

    def say_why(self) -> None:
        question = self.open
        if question is not None:
            words = question.card.wording(question.who)
            own = screens.values(question, self.agenda)
            self.say("why", why=words.why.format(**own), example=words.example.format(**own))

    def explain_figures(self) -> None:
        self.say("stand.why")

    def answer_question(self) -> None:
        self.say("no_answer_yet")

    def send_export(self) -> None:
        self.say("export")
        self.show(document="export")

    def pause(self) -> None:
        self.say("paused")

    def say_forgotten(self) -> None:
        self.say("forgotten")

    def tell(self) -> None:
        self.say(f"tell.{self.heard.event}", text=self.heard.text)
