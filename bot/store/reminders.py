"""Talks that asked to be reminded, and when to look at them; what is due then, the talk itself knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update

from bot.store.keyring import Keyring
from bot.store.schema import chats, inbox, reminders, talks, upsert, waits
from calc import law


def schedule(db: Connection, at: Mapping[int, datetime | None]) -> None:
    """When each of these talks is to be looked at next; None for one that wants no reminder."""
    if none := [talk for talk, due in at.items() if due is None]:
        db.execute(delete(reminders).where(reminders.c.talk.in_(none)))
    rows = [
        {"talk": talk, "due": int(due.timestamp() * 1000), "known": law.latest()}
        for talk, due in at.items()
        if due is not None
    ]
    if rows:
        put = upsert(db, reminders)
        new = {"due": put.excluded.due, "known": put.excluded.known}
        db.execute(put.on_conflict_do_update(index_elements=[reminders.c.talk], set_=new), rows)


def put_off(db: Connection, talk: int, due: int) -> None:
    db.execute(update(reminders).where(reminders.c.talk == talk).values(due=due, known=law.latest()))


def look_again(db: Connection, now: int) -> None:
    """The clock was wrong: what was put off or left out by it may be due earlier."""
    db.execute(update(reminders).where(reminders.c.due > now).values(due=now))


def due_talks(db: Connection, channel: str, now: int, limit: int, only: int | None = None) -> list[int]:
    """Talks whose moment has come, or who may not have heard of a new year's limits; earliest first.

    Without those in which something was said that is not answered yet: they would hold up all behind them.

    only: of all talks this one.
    """
    ready = (reminders.c.due <= now) | (reminders.c.known < law.latest())
    mine = select(reminders.c.talk).join(chats, chats.c.talk == reminders.c.talk).where(chats.c.channel == channel)
    mine = mine.where(~exists().where(waits(inbox.c), inbox.c.talk == reminders.c.talk))
    mine = mine if only is None else mine.where(reminders.c.talk == only)
    return list(db.scalars(mine.where(ready).order_by(reminders.c.due).limit(limit)))


def move_on(db: Connection, ring: Keyring, talk: int, session: str) -> None:
    """A talk after a reminder: the person has said nothing, so it is not kept for longer."""
    sealed = ring.seal("session", talk, session)
    db.execute(update(talks).where(talks.c.talk == talk).values(session=sealed))
