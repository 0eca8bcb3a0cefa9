"""The desks: small interviews beside the large one, with questions, answers and buttons of the same make.

What is told at a desk stands under its name (``repair.gross``); facts of the talk are used and not asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from calc.derivation import Worksheet
from calc.planning.plan import Plan
from dialogs.desks import checking, repairing, telling_repairs, withdrawing
from dialogs.desks.repairs import BY_STEP
from dialogs.desks.visit import AskedToo, Visit
from dialogs.interview.agenda import Agenda, Question
from dialogs.interview.questions import card_of
from dialogs.session import Answers, Stage


class Desk(NamedTuple):
    """questions: what it asks by now, in order; told: what it found, once they are answered."""

    questions: Callable[[Visit], Iterator[str | AskedToo]]
    told: Callable[[Visit], tuple[str, ...]]


DESKS = {
    Stage.REPAIR: Desk(repairing.questions, telling_repairs.told),
    Stage.CHECK: Desk(checking.questions, checking.told),
    Stage.WITHDRAW: Desk(withdrawing.questions, withdrawing.told),
}


def told(visit: Visit) -> tuple[str, ...]:
    """What the desk found, once its questions are answered."""
    return DESKS[visit.desk].told(visit)


def sheets(visit: Visit) -> tuple[tuple[str, Worksheet], ...]:
    """Worksheets by the name of what they work out; only repairs have their own."""
    return telling_repairs.sheets(visit) if visit.desk is Stage.REPAIR else ()


class DeskAgenda(Agenda):
    """The questions of a desk stand in the order in which it asks them."""

    @property
    def told(self) -> tuple[Question, ...]:
        return tuple(question for question in self.asked if question.fact in self.answers)

    def section(self, question: Question) -> Stage:
        """Here, also for a question of the interview."""
        del question
        return self.asked[0].card.section


def put_right(made: Plan) -> tuple[tuple[str, str], ...]:
    """What the plan would put right, and whose: situations of the repair desk.

    That of additions is about after-tax money; it has nothing to say where none of it goes back.
    """
    steps = (step for step in made.steps if step.code in BY_STEP and step.values.get("after_tax", step) is not None)
    return tuple(dict.fromkeys((BY_STEP[step.code], step.who) for step in steps))


def visit(desk: Stage, answers: Answers, interview: Agenda, today: date) -> Visit:
    return Visit(desk, answers, interview.facts, today)


def agenda(desk: Stage, answers: Answers, interview: Agenda, today: date) -> Agenda:
    """What this desk asks, as far as it can be told by now."""
    here = visit(desk, answers, interview, today)
    asked = tuple(question for name in DESKS[desk].questions(here) if (question := _bound(desk, name, here.who)))
    told = {question.fact: answers[question.fact] for question in asked if question.fact in answers}
    return DeskAgenda(interview.facts, told, asked, ())


def _bound(desk: Stage, name: str | AskedToo, who: str) -> Question | None:
    """A question of the desk is worded for the spouse where its name says so: ``spouse.basis``."""
    fact = f"{who}.{name.fact}" if isinstance(name, AskedToo) else f"{desk}.{name}"
    whose = who if isinstance(name, AskedToo) else "spouse" if name.startswith("spouse.") else "you"
    card = card_of(fact)
    return Question(card, fact, whose) if card else None
