"""The end of a talk: its rows go with the step that asked for it, and its key right after that is committed."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, select

from bot.store.keyring import Keyring
from bot.store.locks import lock, number_of
from bot.store.schema import chats, forgotten, messages, reminders, talks, upsert

_SLICE = 500


def doom(db: Connection, gone: Collection[int]) -> None:
    """These talks are no more: their keys are to be destroyed when this is committed."""
    if gone:
        db.execute(upsert(db, forgotten).on_conflict_do_nothing(), [{"talk": talk} for talk in gone])


def is_doomed(db: Connection) -> bool:
    """Whether some talk's key is still to be destroyed."""
    return db.scalar(select(forgotten.c.talk).limit(1)) is not None


def destroy_keys(db: Connection, ring: Keyring) -> bool:
    """Destroy them, and with each what else its chat had and uses no more; whether none is left.

    A number that is not among the chats may be of a talk that just begins: whoever begins it holds its chat.
    """
    doomed = set(db.scalars(select(forgotten.c.talk).limit(_SLICE)))
    if not doomed:
        return True
    marks = ring.related(doomed)
    of_chat = {number_of(mark): mark for mark in marks.values()}
    ours = {of_chat[number] for number in lock(db, of_chat)}
    unused = {talk for talk, mark in marks.items() if mark in ours}
    unused -= set(db.scalars(select(chats.c.talk).where(chats.c.talk.in_(unused))))
    ring.destroy(doomed | unused)
    for table in (talks, messages, reminders):  # of a talk whose key did not open, and that was left for another
        db.execute(delete(table).where(table.c.talk.in_(unused)))
    db.execute(delete(forgotten).where(forgotten.c.talk.in_(doomed)))
    return len(doomed) < _SLICE
