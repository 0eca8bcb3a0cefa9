"""At the desks: sitting down, the findings, getting up."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs import desks
from dialogs.actions import papers, recording
from dialogs.actions.turn import Turn
from dialogs.answering.answer import in_brief
from dialogs.interview import questions as deck
from dialogs.phrases import template
from dialogs.session import DESKS, Stage
from dialogs.views import desk as desk_screens
from dialogs.views import question as screens
from dialogs.views.plan import replies


def sit_down(turn: Turn) -> None:
    """At a desk with its questions; what was told there before is still there, if it is about the same."""
    if turn.heard.asked:
        turn.show(*in_brief(turn.heard.asked, turn.agenda.facts_ahead, turn.today))
    first = deck.desk_cards(Stage(turn.state))[0]
    what, _, who = turn.heard.text.partition(" ")
    turn.change(revisit=None, ticks=None)
    found = [(what, who or "you")] if what in first.choices else _from_the_plan(turn)
    if len(found) == 1:  # from a plan, which knows whose it is and for which year
        told = {first.fact: found[0][0], "repair.who": found[0][1], "repair.year": turn.real.facts.tax_year}
        recording.store(turn, {fact: value for fact, value in told.items() if value is not None})
    papers.fill_desk(turn)
    if Stage(turn.state) is Stage.REPAIR and not desk_sheets(turn) and (lines := _told_before(turn)):
        turn.show("\n".join([template("talk.desk.told_before"), *lines]))


def list_first(turn: Turn) -> None:
    """A list is settled before a desk is gone to; what was told with the wish comes onto the list."""
    if turn.heard.found:
        turn.say("desk.on_the_list")
        return
    turn.say("desk.list_first")
    if not turn.session.unanswered:
        turn.change(unanswered=f"/{turn.heard.event}")


def go_at_last(turn: Turn) -> None:
    """To the desk that was asked for while a list waited."""
    wish = turn.session.unanswered.removeprefix("/")
    if wish in DESKS:
        turn.change(unanswered="")
        turn.next_event = wish


def hear_out(turn: Turn) -> None:
    """What was told with the wish waits for its yes, a single thing is noted at once; else the first question."""
    turn.change(desk=turn.desk)
    heard = turn.heard
    doubtful = heard.doubts or heard.lost or len(heard.found) > 1
    turn.next_event = "several" if doubtful else "noted" if heard.found else "proceed"


def _from_the_plan(turn: Turn) -> Sequence[tuple[str, str]]:
    """What the plan has to put right, and whose it is; nothing where the desk was told of something before."""
    if Stage(turn.state) is not Stage.REPAIR or "repair.what" in turn.session.answers:
        return ()
    made = turn.planned(turn.real.facts)
    return desks.put_right(made) if made else ()


def _told_before(turn: Turn) -> list[str]:
    """What the desk begins with, one line each."""
    return [
        screens.told_line(question.fact, turn.session.answers[question.fact], turn.real.facts.tax_year)
        for question in turn.agenda.told
        if question.card.of == "desk" and turn.session.answers[question.fact] is not None
    ]


def desk_sheets(turn: Turn) -> tuple[replies.Sheet, ...]:
    """The worksheets behind what the desk found."""
    if turn.desk is None or turn.next_question is not None:
        return ()
    found = desks.sheets(desks.visit(turn.desk, turn.session.answers, turn.real, turn.today))
    return tuple(replies.explained(*one) for one in found)


def get_up(turn: Turn) -> None:
    turn.change(revisit=None, ticks=None)
    turn.say("left_desk")


def ask_or_tell(turn: Turn) -> None:
    """The desk's next question, or what it found."""
    question = turn.open
    if question is not None:
        text, buttons = screens.asked(question, turn.session, turn.agenda, turn.today)
        turn.show(text, buttons=(*turn.first_buttons, *buttons))
    elif turn.desk is not None:
        turn.show(*desks.told(desks.visit(turn.desk, turn.session.answers, turn.real, turn.today)))
        turn.show(buttons=desk_screens.desk_buttons(turn.desk))
