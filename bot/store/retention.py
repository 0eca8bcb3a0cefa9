"""What is kept no longer: numbers of updates that Telegram will not repeat, talks long silent. In slices."""

from __future__ import annotations

from sqlalchemy import Connection, select

from bot.store import inbox, talks
from bot.store.schema import talks as table

REPEATED_FOR = 25 * 3_600_000  # milliseconds: Telegram keeps an update for a day
_DAY = 86_400_000
_SLICE = 500  # rows in one transaction, so that nobody waits for a clean-up


def expire(db: Connection, now: int, days: int) -> int:
    """How many rows went. days: a talk is kept so long after the person's last word."""
    gone = inbox.drop_before(db, now - REPEATED_FOR, _SLICE)
    silent = select(table.c.chat_id).where(table.c.heard < now - days * _DAY).limit(_SLICE)
    chats = list(db.scalars(silent))
    mine = talks.lock(db, chats)  # and then once more: one of them may just have spoken after all
    chats = list(db.scalars(silent.where(table.c.chat_id.in_(mine))))
    for chat_id in chats:
        talks.forget(db, chat_id)
    return gone + len(chats)
