"""Files: the talk as one to keep, and one that was sent back."""

from __future__ import annotations

from dialogs.actions import trials
from dialogs.actions.turn import Turn
from dialogs.interview import agenda as agendas
from dialogs.session import Stage
from dialogs.views import exporting, question
from dialogs.views.exporting import Bad, Imported

MOST_NAMED = 5  # of what a file holds and nobody asks for


def send_export(turn: Turn) -> None:
    trials.leave_trial_out(turn)
    turn.say("export")
    content = exporting.export(turn.session, turn.real.facts, turn.today)
    turn.show(document="export", content=content)


def _read(turn: Turn) -> Imported | Bad:
    if turn.heard.reason:
        return Bad(turn.heard.reason, {"most": exporting.LARGEST // 1000})
    return exporting.read_export(turn.heard.text, turn.today)


def is_an_export(turn: Turn) -> bool:
    return isinstance(_read(turn), Imported)


def hold_file(turn: Turn) -> None:
    """Nothing of it counts before it is confirmed."""
    found = _read(turn)
    if isinstance(found, Imported):
        turn.change(found=dict(found.answers), found_done=dict(found.done), ticking=None)
        if found.day:
            turn.say("file.of_day", day=found.day)
        if found.left:
            turn.say("file.left", names=list(found.left[:MOST_NAMED]))
        if (more := len(found.left) - MOST_NAMED) > 0:
            turn.say("file.left_more", more=more)


def refuse_file(turn: Turn) -> None:
    found = _read(turn)
    if isinstance(found, Bad):
        turn.say(f"file.{found.reason}", **found.shown)


def ask_to_import(turn: Turn) -> None:
    """What the file would bring, one line a fact."""
    told = agendas.agenda(turn.session.found, turn.today)
    lines = [f"• {question.fact_line(q, told.answers[q.fact], told)}" for q in told.told]
    turn.say("file.holds", lines="\n".join(lines)) if lines else turn.say("file.holds_nothing")
    turn.say("file.replaces" if turn.session.answers else "file.right")
    turn.show(buttons=question.yes_no(turn.session, Stage.IMPORTING, "take_file", "leave_file"))


def take_file(turn: Turn) -> None:
    """The file's answers; the present ones can be brought back."""
    session = turn.session
    kept = session.held or session.kept
    turn.change(answers=session.found, history=tuple(session.found), kept=kept)
    turn.change(done={**session.done, **session.found_done}, found={}, found_done={})
    turn.change(planned=None, revisit=None, ticks=None, confirmed=False)
    turn.say("file.taken")
