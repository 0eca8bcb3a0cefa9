"""An answer that was worked out: its lines, the figures it leans on, and the same with another figure.

Nothing of the talk's facts changes by it.
"""

from __future__ import annotations

from calc.facts import FilingStatus
from dialogs.actions.turn import Turn
from dialogs.answering.answer import Found, again
from dialogs.answering.computed import used
from dialogs.answering.computed.compute import compute
from dialogs.answering.computed.result import Computed
from dialogs.phrases import say
from dialogs.understanding.refiguring import IMPLIED
from dialogs.views import question as screens
from dialogs.views.plan.explaining import explain


def keep(turn: Turn, found: Found) -> None:
    """The question, so that it can be worked out again, with the buttons of its answer."""
    turn.change(figured=found.figured, just_figured=bool(found.figured))
    if found.computed is None or not found.figured:
        return
    leaned = used.leaned_on(found.computed)
    given = [one for one in leaned if one.origin == used.MISSING]
    shown = screens.figure_buttons(
        turn.session, [(one.name, say("talk.figured.give", what=one.label)) for one in given]
    )
    lines, figures = bool(found.computed.sheets), bool(leaned) and not given
    ways = screens.figured_buttons(turn.session, lines=lines, figures=figures)
    turn.first_buttons = (*turn.first_buttons, *shown, *ways)
    if len(given) == 1:
        turn.change(changing=f"{IMPLIED}{given[0].name}")


def _worked_out(turn: Turn) -> Computed | None:
    turn.change(just_figured=True)
    return compute(turn.session.figured, turn.agenda.facts_ahead, turn.today, asked=True)


def show_lines(turn: Turn) -> None:
    """The worksheets behind the answer, line by line with their law."""
    found = _worked_out(turn)
    if found is None or not found.sheets:
        turn.say("figured.no_lines")
        return
    turn.show(*map(explain, found.sheets))
    turn.first_buttons = screens.figured_buttons(turn.session, lines=False, figures=bool(used.leaned_on(found)))


def _leaned_on(turn: Turn) -> tuple[used.Figure, ...]:
    found = _worked_out(turn)
    return used.leaned_on(found) if found else ()


def list_figures(turn: Turn) -> None:
    """Every figure the answer leans on, to choose one."""
    listed = _leaned_on(turn)
    turn.say("figured.which" if listed else "figured.none")
    turn.show(buttons=screens.figure_buttons(turn.session, [(one.name, one.label) for one in listed]))


def ask_figure(turn: Turn) -> None:
    """What one of the figures is to be instead."""
    one = next((one for one in _leaned_on(turn) if one.name == turn.heard.fact), None)
    if one is None:
        turn.say("figured.none")
        return
    turn.change(changing=one.name)
    of = one.name if one.name in {used.AGE, used.YEAR, used.FILING} else "amount"
    missing = one.origin == used.MISSING
    turn.say(f"figured.{'give_' if missing else ''}{of}", figure=one.label)
    if one.name == used.FILING:
        statuses = [(status.value, say(f"asked.status.{status.value}")) for status in FilingStatus]
        turn.show(buttons=screens.figure_values(turn.session, one.name, statuses))


def work_out_again(turn: Turn) -> None:
    """The same question with another figure."""
    name, words = turn.heard.fact or "", turn.heard.text
    anew = used.changed(turn.session.figured, name, words, turn.today)
    found = again(anew, turn.agenda.facts_ahead, turn.today) if anew else None
    if found is None or found.computed is None:
        turn.change(just_figured=True)
        turn.say("figured.not_so", words=words)
        return
    one = next((one for one in used.leaned_on(found.computed) if one.name == name), None)
    if one is not None:
        turn.say("figured.instead", figure=one.label)
    turn.show(*found.blocks)
    keep(turn, found)
