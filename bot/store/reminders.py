"""Chats that asked to be reminded, and when to look at them; what is due then, the talk itself knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.store.schema import reminders, talks, upsert
from bot.store.vault import Vault
from calc import law


def schedule(db: Connection, at: Mapping[int, datetime | None]) -> None:
    """When each of these chats is to be looked at next; None for one that wants no reminder."""
    if none := [chat_id for chat_id, due in at.items() if due is None]:
        db.execute(delete(reminders).where(reminders.c.chat_id.in_(none)))
    rows = [
        {"chat_id": chat_id, "due": int(due.timestamp() * 1000), "known": law.latest()}
        for chat_id, due in at.items()
        if due is not None
    ]
    if rows:
        put = upsert(db, reminders)
        new = {"due": put.excluded.due, "known": put.excluded.known}
        db.execute(put.on_conflict_do_update(index_elements=[reminders.c.chat_id], set_=new), rows)


def put_off(db: Connection, chat_id: int, due: int) -> None:
    db.execute(update(reminders).where(reminders.c.chat_id == chat_id).values(due=due, known=law.latest()))


def due_chats(db: Connection, now: int, limit: int) -> list[int]:
    """Chats whose moment has come, or who may not have heard of a new year's limits; earliest first."""
    ready = (reminders.c.due <= now) | (reminders.c.known < law.latest())
    return list(db.scalars(select(reminders.c.chat_id).where(ready).order_by(reminders.c.due).limit(limit)))


def move_on(db: Connection, vault: Vault, chat_id: int, session: str) -> None:
    """A talk after a reminder: the person has said nothing, so it is not kept for longer."""
    sealed = vault.seal("session", chat_id, session)
    db.execute(update(talks).where(talks.c.chat_id == chat_id).values(session=sealed))
