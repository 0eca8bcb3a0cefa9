"""One turn: everything that the table names, as methods of one object that lives for one step.

``moment`` is how the talk stands and what is being said; ``guards`` look at it, ``changes`` change it, and each
``at_…`` module replies in one corner of the talk: facts heard in passing, steps, trials, desks, files, papers, and
so on.
Here are the replies of the interview, the review and the plan, and the whole put together.
"""

from __future__ import annotations

from dataclasses import replace

from calc.planning.plan import Plan
from dialogs import desks
from dialogs.actions.asides import AtAsides
from dialogs.actions.desks import AtDesks
from dialogs.actions.files import AtFiles
from dialogs.actions.found import AtFound
from dialogs.actions.guards import Guards
from dialogs.actions.papers import AtPapers
from dialogs.actions.reminders import AtReminders
from dialogs.answering import cards as confusions
from dialogs.answering.answer import answer
from dialogs.messages import Button
from dialogs.phrases import say
from dialogs.session import DESKS, DOUBTING, Stage
from dialogs.views import desk as desk_screens
from dialogs.views import question as screens
from dialogs.views import review as fact_screens
from dialogs.views.plan import replies as planning

TO_KEEP = ("summary", "preparer")  # forms of a plan that are handed on


class Turn(Guards, AtAsides, AtFiles, AtFound, AtPapers, AtReminders, AtDesks):
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
        elif self.asks_anew():
            self.say("stand.open", left=len(self.interview.open))
            self.show(buttons=(*self.first_buttons, *screens.rows(map(screens.verb, ("resume", "plan", "review")))))
        elif self.stage is Stage.REVIEW:
            self.say("stand.review")
            self.show(buttons=(*self.first_buttons, *screens.rows(map(screens.verb, ("plan", "review", "edit")))))
        elif self.tried():
            self.ask_to_keep()
        elif self.stage is Stage.WHATIF:
            self.compare()
        else:
            self.say("stand.planned")
            ways = screens.rows(map(screens.verb, ("more", "summary", "whatif", "review")))
            self.show(buttons=(*self.first_buttons, *ways))

    def recap(self) -> None:
        if self.session.answers and self.desk is None:
            self.show(fact_screens.recap(self.session, self.today))

    def offer_ways(self) -> None:
        if self.session.answers:
            self.add_buttons(screens.verb("review"), screens.verb("restart"))

    def not_now(self) -> None:
        """The table has no such move here: nothing changes, and that is said."""
        self.heard = replace(self.heard, found={})
        self.say("first_this" if self.stage in DOUBTING else "not_now")
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
        if question is None and self.heard.reason:
            self.say(f"misread.{self.heard.reason}", **self.heard.shown)
            return
        if question is None:
            self.say("misread.not_yes_or_no" if self.stage in DOUBTING else "misread.no_question")
            return
        self.say(f"misread.{self.heard.reason}", **self.heard.shown)
        if self.heard.fact is None:  # of another question
            return
        example = question.card.wording(question.who).example.format(**screens.values(question, self.agenda))
        self.say("misread.example", example=example)

    def full(self) -> None:
        self.say("full")

    def at_the_start(self) -> None:
        self.say("at_the_start")

    def list_facts(self) -> None:
        if not self.agenda.told and not self.agenda.waiting:
            self.say("edit.nothing")
            self.ask()
            return
        if self.desk is not None:
            self.show(say("talk.edit.which"), buttons=desk_screens.facts(self.session, self.agenda))
            return
        text, buttons = fact_screens.to_change(self.heard.fact or self.heard.text, self.session, self.agenda)
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

    def why_a_yes(self) -> None:
        self.say("why_a_yes")

    def show_review(self) -> None:
        self.name_trial()
        clash = planning.clash(self.interview.facts, self.today)
        if clash is not None:
            self.show(planning.clash_text(clash))
        blocks, buttons = fact_screens.review(self.session, self.interview)
        self.show(*blocks, buttons=buttons)

    def show_plan(self) -> None:
        """In the form that was asked for. What is to be kept holds no change that is only tried."""
        form = self.heard.event if self.heard.event in planning.FORMS else "plan"
        agenda = self.real if form in TO_KEEP else self.interview
        if form in TO_KEEP:
            self.leave_trial_out()
        else:
            self.name_trial()
        clash = planning.clash(agenda.facts, self.today)
        if clash is not None:
            self.show(planning.clash_text(clash))
            self.show(buttons=tuple((screens.change_button(fact, agenda),) for fact in clash.fields))
            return
        left = len(agenda.open)
        if left and form == "preparer":
            self.say("preparer_early", left=left)
            return
        if form != "more":
            self.name_open(agenda)
        self.show(*self.plan_told(agenda.facts, form))
        after = ("resume", "review") if left else ("more", "summary", "why", "whatif", "review")
        if form == "summary":
            after = ("pdf", "picture", "calendar", "preparer", *after[-1:])
        ticking = () if left or self.tried() else (Button(say("talk.button.step_done"), "/done"),)
        made = self.planned(agenda.facts)
        repairs = desk_screens.repairs(desks.put_right(made)) if made else ()
        keep = (screens.keep_or_drop(self.session),) if self.tried() else ()
        self.show(buttons=(*keep, *repairs, *screens.rows([*map(screens.verb, after), *ticking])))

    def ask_again(self) -> None:
        """The question on the table once more, under what was shown between; nothing where none is."""
        if self.open is not None or self.stage in DOUBTING:
            self.ask()

    def explain_figures(self) -> None:
        """The worksheets behind the plan, or a desk's findings: as a list, or the one picked, line by line."""
        self.name_trial()
        made = self.plan(self.interview.facts)
        sheets = self.desk_sheets() if self.desk else planning.sheets(made) if isinstance(made, Plan) else ()
        picked = self.heard.text
        if picked.isdecimal() and int(picked) <= len(sheets) and int(picked) > 0:
            self.show(sheets[int(picked) - 1].text)
        else:
            self.say("sheets" if sheets else "no_sheets")
        self.show(buttons=tuple((Button(s.title, f"/why {n}"),) for n, s in enumerate(sheets, start=1)))

    def say_why(self) -> None:
        question = self.open
        if question is not None:
            words = question.card.wording(question.who)
            own = screens.values(question, self.agenda)
            self.say("why", why=words.why.format(**own), example=words.example.format(**own))

    def answer_question(self) -> None:
        """From the cards; when unsure the nearest are offered, and what is not our subject is declined in a line."""
        found = answer(self.heard.text, self.agenda.facts, self.today)
        self.show(*found.blocks)
        self.first_buttons = screens.cards(found.offered)
        if confusions.PUT_RIGHT & set(found.answered) and self.desk is None:
            self.first_buttons = screens.to_repair()
        self.change(asked=tuple(dict.fromkeys([*self.session.asked, *found.answered])))
        if not found.answered:
            self.heard = replace(self.heard, reason="unsure" if found.offered else "outside")

    def pause(self) -> None:
        self.say("paused")

    def say_forgotten(self) -> None:
        self.say("forgotten")

    def tell(self) -> None:
        self.say(f"tell.{self.heard.event}", text=self.heard.text, left=len(self.interview.open))
