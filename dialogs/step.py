"""One turn of the conversation: pure and total. Nothing a person can say raises, and nothing is lost."""

from __future__ import annotations

from dialogs.actions.turn import Turn
from dialogs.machine import trigger
from dialogs.messages import Reply, Said
from dialogs.session import Session, Stage
from dialogs.understanding.intents import hear


def step(session: Session, said: Said) -> tuple[Session, tuple[Reply, ...]]:
    """What was said, in this talk → the talk after it, and what to answer."""
    turn = Turn(Session.new() if session.stage is Stage.FORGOTTEN else session, said.today)
    turn.catch_up()
    turn.heard = hear(turn.session, turn.agenda, turn.open, said)
    event: str | None = turn.heard.event
    while event:
        turn.next_event = None
        if not trigger(event, turn):
            turn.not_now()
        event = turn.next_event
    return turn.finish()
