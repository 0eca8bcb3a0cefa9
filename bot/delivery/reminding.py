"""Reminders that are due: told once, in the transaction that notes that they were told and sets the next moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from bot.delivery.channel import Channel
from bot.delivery.trace import Doing
from bot.delivery.turns import HOLD, Turns
from bot.delivery.work import Outcome
from bot.engine import Engine
from bot.faults import where
from bot.log import log
from bot.store import chats, inbox, outbox, reminders, talks
from bot.store.locks import lock
from bot.store.outbox import Body
from bot.store.retention import is_steady

AFTER_A_FAULT = timedelta(hours=1)


def remind(turns: Turns, limit: int = 50, only: int | None = None) -> Outcome:
    """One round over the talks whose moment has come. Of several processes, whoever holds the talk first tells it.

    only: of all talks this one. Else nobody is told anything in the hour after a jump of the clock: what is told
    counts as told, and what has passed by then is told no more.
    """
    outcome = Outcome()
    with turns.store.transaction() as db:
        now = turns.clock()
        due = reminders.due_talks(db, turns.channel.name, now, limit, only)
        if not due or (only is None and not is_steady(db, now)):
            return outcome
        outcome.more = len(due) == limit
        mine = lock(db, due)
        still = set(reminders.due_talks(db, turns.channel.name, now, limit, only)) & mine - inbox.busy(db, due)
        bodies = _told(turns, db, [talk for talk in due if talk in still])
        told = {body.talk for body in bodies}
        free = told - outbox.held_by_others(db, told, turns.holder)
        lapse = now + HOLD
        ring = turns.store.ring
        outcome.outgoing += outbox.put(db, ring, bodies, holder=turns.holder, lapse=lapse, free=free)
        outcome.counted["updates.reminded"] += len(bodies)
    return outcome


def _told(turns: Turns, db: Connection, numbers: Collection[int]) -> list[Body]:
    """The messages to send; each talk is moved on and its next moment set. A fault of ours holds up no other talk."""
    now = datetime.fromtimestamp(turns.clock() / 1000, UTC)
    ring = turns.store.ring
    bodies: list[Body] = []
    moments: dict[int, datetime | None] = dict.fromkeys(numbers)
    names = chats.addresses(db, ring, numbers)
    for talk, sealed in talks.sealed(db, numbers).items():
        try:
            with turns.trace.at(Doing.REMINDER, talk):
                session, messages, moments[talk] = _due(
                    turns.channel, turns.engine, talks.opened(ring, talk, sealed), now
                )
            if session is not None:
                bodies += [Body(talk, names[talk], message) for message in messages]
                reminders.move_on(db, ring, talk, session)
        except Exception as error:  # noqa: BLE001 - whatever it is, the talk stays as it was
            log().error("reminder_failed", error=where(error))
            moments[talk] = now + AFTER_A_FAULT
    reminders.schedule(db, moments)
    return bodies


def _due(channel: Channel, engine: Engine, text: str, now: datetime) -> tuple[str | None, list[str], datetime | None]:
    """The talk after its reminders, None where none is due; the messages; when to look again."""
    session = engine.load(text)
    moment = engine.wake(session, now)
    if moment is None or moment > now:
        return None, [], moment
    session, replies = engine.remind(session, now)
    return session.dump(), channel.render(replies).messages, engine.wake(session, now)
