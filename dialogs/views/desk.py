"""The buttons at a desk, and those that lead to one."""

from __future__ import annotations

from collections.abc import Collection

from dialogs.interview import questions
from dialogs.interview.agenda import Agenda
from dialogs.messages import Button
from dialogs.phrases import say
from dialogs.session import Session, Stage
from dialogs.views.question import Rows, fact_line, rows, short, verb


def desk_buttons(desk: Stage) -> Rows:
    """Under what a desk found: change an answer, take up something else, leave."""
    first = Button(say(f"talk.button.another_{desk}"), f"/edit {questions.desk_cards(desk)[0].fact}")
    sheets = (verb("why"),) if desk is Stage.REPAIR else ()
    return rows((verb(desk), *sheets, verb("edit"), first, verb("cancel")))


def repair_buttons(situations: Collection[tuple[str, str]]) -> Rows:
    """From a plan to the desk that goes into what has to be put right."""
    what, whose = questions.desk_cards(Stage.REPAIR)[:2]
    several = len({who for _, who in situations}) > 1
    labels = {
        (name, who): f"{what.choices[name].label}{f' ({whose.choices[who].label})' if several else ''}"
        for name, who in situations
    }
    return tuple(
        (Button(short(say("talk.button.put_right", what=label)), f"/repair {name} {who}"),)
        for (name, who), label in labels.items()
    )


def fact_buttons(session: Session, agenda: Agenda) -> Rows:
    told = [(q.fact, fact_line(q, session.answers[q.fact], agenda)) for q in agenda.told]
    return (*((Button(short(line), f"/edit {fact}"),) for fact, line in told), (verb("cancel"),))
