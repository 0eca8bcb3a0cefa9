"""Reminders that are due: told once, in the transaction that notes that they were told and sets the next moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from bot.channels.telegram.render import worded
from bot.delivery.trace import Doing
from bot.delivery.turns import HOLD, Turns
from bot.delivery.work import Outcome
from bot.engine import Engine
from bot.faults import where
from bot.log import log
from bot.store import inbox, outbox, reminders, talks

AFTER_A_FAULT = timedelta(hours=1)


def remind(turns: Turns, limit: int = 50) -> Outcome:
    """One round over the chats whose moment has come. Of several processes, whoever holds the chat first tells it."""
    outcome = Outcome()
    with turns.store.transaction() as db:
        now = turns.clock()
        chats = reminders.due_chats(db, now, limit)
        if not chats:
            return outcome
        mine = talks.lock(db, chats)
        still = set(reminders.due_chats(db, now, limit)) & mine - inbox.busy(db, chats)
        bodies = _told(turns, db, [chat_id for chat_id in chats if chat_id in still])
        told = {chat_id for chat_id, _ in bodies}
        free = told - outbox.held_by_others(db, told, turns.holder)
        lapse = now + HOLD
        vault = turns.store.vault
        outcome.outgoing += outbox.put(db, vault, bodies, holder=turns.holder, lapse=lapse, free=free)
        outcome.counted["updates.reminded"] += len(bodies)
    return outcome


def _told(turns: Turns, db: Connection, chats: Collection[int]) -> list[tuple[int, str]]:
    """The messages to send; each talk is moved on and its next moment set. A fault of ours holds up no other chat."""
    now = datetime.fromtimestamp(turns.clock() / 1000, UTC)
    bodies: list[tuple[int, str]] = []
    moments: dict[int, datetime | None] = dict.fromkeys(chats)
    for chat_id, sealed in talks.sealed(db, chats).items():
        try:
            with turns.trace.at(Doing.REMINDER, chat_id):
                session, messages, moment = _due(turns.engine, talks.opened(turns.store.vault, chat_id, sealed), now)
            if session is not None:
                reminders.move_on(db, turns.store.vault, chat_id, session)
                bodies += [(chat_id, message) for message in messages]
        except Exception as error:  # noqa: BLE001 - whatever it is, the talk stays as it was
            log().error("reminder_failed", error=where(error))
            moment = now + AFTER_A_FAULT
        moments[chat_id] = moment
    reminders.schedule(db, moments)
    return bodies


def _due(engine: Engine, text: str, now: datetime) -> tuple[str | None, list[str], datetime | None]:
    """The talk after its reminders, None where none is due; the messages; when to look again."""
    session = engine.load(text)
    moment = engine.wake(session, now)
    if moment is None or moment > now:
        return None, [], moment
    session, replies = engine.remind(session, now)
    messages = [message.dump() for reply in replies for message in worded(reply)]
    return session.dump(), messages, engine.wake(session, now)
