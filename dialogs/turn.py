"""One turn: the replies that the table names, on top of the guards and the changes."""

from __future__ import annotations

from dataclasses import replace

from dialogs import agenda as agendas
from dialogs import desk_screens, old_and_new, planning, screens
from dialogs.at_desks import AtDesks
from dialogs.at_files import AtFiles
from dialogs.at_papers import AtPapers
from dialogs.at_reminders import AtReminders
from dialogs.changes import Changes
from dialogs.guards import Guards
from dialogs.phrases import say
from dialogs.session import DESKS, DOUBTING, Stage
from dialogs.speech import Button


class Turn(Guards, Changes, AtReminders, AtFiles, AtPapers, AtDesks):
    """The model that the shared machine moves; it is never registered with it."""

    def ask(self) -> None:
        """What the talk waits for: the open question, or whatever the stage asks."""
        question = self.open
        if question is not None:
            text, buttons = screens.asked(question, self.session, self.agenda, self.today)
            self.show(text, buttons=(*self.first_buttons, *buttons))
        elif self.stage is Stage.CONFIRMING:
            self.list_found()
        elif self.stage is Stage.RESTARTING:
            self.say("restarting")
            self.show(buttons=screens.yes_no(self.session, self.stage, "start_over", "go_back"))
        elif self.stage is Stage.RENEWING:
            self.ask_to_renew()
        elif self.stage is Stage.IMPORTING:
            self.ask_to_import()
        elif self.stage in DESKS:
            self.say("stand.desk")
            self.show(buttons=(*self.first_buttons, *desk_screens.ways(self.stage)))
        elif self.stage is Stage.FORGETTING:
            self.say("forgetting")
            self.show(buttons=screens.yes_no(self.session, self.stage, "forget_all", "keep_all"))
        elif self.stage is Stage.REVIEW:
            self.say("stand.review")
            self.show(buttons=(*self.first_buttons, *screens.rows(map(screens.verb, ("plan", "review", "edit")))))
        else:
            self.say("stand.planned")
            ways = screens.rows(map(screens.verb, ("more", "summary", "whatif", "review")))
            self.show(buttons=(*self.first_buttons, *ways))

    def recap(self) -> None:
        if self.session.answers and self.desk is None:
            self.show(screens.recap(self.session, self.agenda))

    def offer_ways(self) -> None:
        if self.session.answers:
            self.add_buttons(screens.verb("review"), screens.verb("restart"))

    def not_now(self) -> None:
        """The table has no such move here: nothing changes, and that is said."""
        self.say("not_now")
        self.ask()

    def needed(self) -> None:
        self.say("needed" if self.desk is None else "needed_at_desk")

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
            self.say("misread.not_yes_or_no" if self.stage in DOUBTING else "misread.no_question")
            return
        example = question.card.wording(question.who).example.format(**screens.values(question, self.agenda))
        self.say(f"misread.{self.heard.reason}", **self.heard.shown)
        self.say("misread.example", example=example)

    def at_the_start(self) -> None:
        self.say("at_the_start")

    def list_facts(self) -> None:
        if self.desk is not None:
            self.show(say("talk.edit.which"), buttons=desk_screens.facts(self.session, self.agenda))
            return
        text, buttons = screens.to_change(self.heard.fact or self.heard.text, self.session, self.agenda)
        self.show(text, buttons=buttons)

    def still_noted(self) -> None:
        question = self.agenda.question(self.heard.fact)
        if question is not None:
            self.say("noted_already", fact=screens.label(question, self.agenda))

    def name_old_button(self) -> None:
        question = self.agenda.question(self.heard.fact) or self.interview.question(self.heard.fact)
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
        self.first_buttons = ((screens.change_button(question.fact, self.agenda),),)

    def list_found(self) -> None:
        """Everything understood, one line each, also what is not asked yet; stored only after a yes."""
        found = {**self.session.found, **self.heard.found}
        self.change(found=found)
        year = self.agenda.facts.tax_year
        lines = [f"• {screens.told_line(fact, value, year)}" for fact, value in found.items()]
        if self.session.ticking:
            lines = [*self.step_told(), *([say("talk.done.changes"), *lines] if lines else [])]
        self.show("\n".join([say("talk.found.title"), *lines, say("talk.found.right")]))
        single = screens.leave_out(self.session, year) if len(found) > 1 else ()
        self.show(buttons=(*screens.yes_no(self.session, self.stage, "all_right", "not_right"), *single))

    def show_review(self) -> None:
        clash = planning.clash(self.agenda.facts, self.today)
        if clash is not None:
            self.show(planning.clash_text(clash))
        blocks, buttons = screens.review(self.session, self.interview)
        self.show(*blocks, buttons=buttons)

    def show_plan(self) -> None:
        clash = planning.clash(self.agenda.facts, self.today)
        if clash is not None:
            self.show(planning.clash_text(clash))
            self.show(buttons=tuple((screens.change_button(fact, self.agenda),) for fact in clash.fields))
            return
        left = len(self.interview.open)
        if left and self.heard.event == "plan":
            self.say("early_plan", left=left)
        form = self.heard.event if self.heard.event in planning.FORMS else "plan"
        asked = frozenset(self.session.asked)
        self.show(*planning.tell(self.agenda.facts, self.today, form, asked, self.ticks_of_year))
        after = ("resume", "review") if left else ("more", "summary", "why", "whatif", "review")
        if form == "summary":
            after = ("pdf", "picture", "calendar", "preparer", *after[-1:])
        ticking = () if left else (Button(say("talk.button.step_done"), "/done"),)
        repairs = desk_screens.repairs(planning.put_right(self.agenda.facts, self.today))
        self.show(buttons=(*repairs, *screens.rows([*map(screens.verb, after), *ticking])))

    def explain_figures(self) -> None:
        """The worksheets behind the plan, or a desk's findings: as a list, or the one picked, line by line."""
        sheets = self.desk_sheets() if self.desk else planning.sheets(self.agenda.facts, self.today)
        picked = self.heard.text
        if picked.isdecimal() and int(picked) <= len(sheets) and int(picked) > 0:
            self.show(sheets[int(picked) - 1].text)
        else:
            self.say("sheets" if sheets else "no_sheets")
        self.show(buttons=tuple((Button(s.title, f"/why {n}"),) for n, s in enumerate(sheets, start=1)))

    def compare(self) -> None:
        """What was tried beside the plan: the facts changed, then old against new."""
        old, new = self.session.planned or {}, self.session.answers
        changed = [fact for fact in {**old, **new} if old.get(fact, ...) != new.get(fact, ...)]
        if not changed:
            self.say("whatif.which")
            self.show(buttons=screens.to_change(None, self.session, self.agenda)[1])
            return
        year = self.agenda.facts.tax_year
        lines = [screens.changed_line(fact, old, new, year) for fact in changed]
        before, after = (agendas.agenda(answers, self.today).facts for answers in (old, new))
        self.show(say("talk.whatif.tried", lines="\n".join(lines)))
        if figures := old_and_new.lines(before, after, self.today):
            self.show(say("talk.whatif.side_by_side", lines="\n".join(figures)))
        self.show(say("talk.whatif.after", plan=planning.short(after, self.today)), say("talk.whatif.keep"))
        self.show(
            buttons=(*screens.yes_no(self.session, self.stage, "keep_new", "keep_old"), (screens.verb("edit"),))
        )

    def too_early(self) -> None:
        self.say("whatif.too_early", left=len(self.interview.open))

    def say_why(self) -> None:
        question = self.open
        if question is not None:
            words = question.card.wording(question.who)
            own = screens.values(question, self.agenda)
            self.say("why", why=words.why.format(**own), example=words.example.format(**own))

    def answer_question(self) -> None:
        """From the cards; when unsure the nearest are offered, and what is not our subject is declined in a line."""
        found = planning.answer(self.heard.text, self.agenda.facts, self.today)
        self.show(*found.blocks)
        self.first_buttons = screens.cards(found.offered)
        self.change(asked=tuple(dict.fromkeys([*self.session.asked, *found.answered])))
        if not found.answered:
            self.heard = replace(self.heard, reason="unsure" if found.offered else "outside")

    def pause(self) -> None:
        self.say("paused")

    def say_forgotten(self) -> None:
        self.say("forgotten")

    def tell(self) -> None:
        self.say(f"tell.{self.heard.event}", text=self.heard.text)
