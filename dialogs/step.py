"""One turn of the conversation: pure and total. Nothing a person can say raises, and nothing is lost."""

from __future__ import annotations

from dialogs.actions.turn import Turn
from dialogs.machine import trigger
from dialogs.messages import Reply, Said
from dialogs.session import Session, Stage
from dialogs.understanding.intents import hear

LARGEST = 64_000  # bytes of a stored talk; the longest that talking makes is a tenth of it


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
    after, replies = turn.finish()
    if _size(after) > LARGEST and _size(_told(after)) > _size(_told(session)):
        return _as_before(session, said)
    return after, replies


def _size(session: Session) -> int:
    return len(session.dump().encode())


def _told(session: Session) -> Session:
    """What was told, wherever the talk is: where it goes on from there needs next to no room."""
    return session.but(stage=Stage.YOU, desk=None, talk=0, seen=None)


def _as_before(session: Session, said: Said) -> tuple[Session, tuple[Reply, ...]]:
    """No room for what came: the talk stays as it was, and that is told."""
    turn = Turn(session, said.today)
    turn.full()
    turn.ask()
    return turn.finish()
