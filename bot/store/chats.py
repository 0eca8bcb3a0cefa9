"""Whose talk is whose: a talk has a number of its own, drawn by lot, and is found by its channel and chat.

What a chat is called there stands in this table alone, sealed to answer it; a keyed hash in the ring finds it.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from contextlib import suppress

from sqlalchemy import Connection, and_, delete, exists, insert, select

from bot.faults import Fault
from bot.store.forgetting import doom
from bot.store.keyring import Keyring
from bot.store.locks import lock, number_of, wait_for
from bot.store.schema import chats, inbox, is_open, outbox, reminders, talks

_SLICE = 500  # rows in one transaction


def find(db: Connection, ring: Keyring, channel: str, names: Collection[str]) -> dict[str, int]:
    """The talks of those chats that have one, or a message on its way."""
    marks = {ring.mark(channel, name): name for name in names}
    numbers = ring.find(marks)
    alive = db.scalars(select(chats.c.talk).where(chats.c.talk.in_(numbers))) if numbers else ()
    return {marks[numbers[talk]]: talk for talk in alive}


def begin(db: Connection, ring: Keyring, channel: str, name: str) -> tuple[int, bool]:
    """A number and a key for this chat's talk; False when another process was quicker, and the number is its."""
    mark = ring.mark(channel, name)
    wait_for(db, number_of(mark))
    if name in (found := find(db, ring, channel, [name])):
        return found[name], False
    talk = secrets.randbits(62) + 1
    ring.add(talk, mark)
    db.execute(insert(chats), {"talk": talk, "channel": channel, "address": ring.seal("chat", talk, name)})
    return talk, True


def blocked(ring: Keyring, channel: str, names: Collection[str]) -> set[str]:
    """Those of these chats that are not heard."""
    marks = {ring.mark(channel, name): name for name in names}
    return {marks[mark] for mark in ring.blocked(marks)}


def addresses(db: Connection, ring: Keyring, numbers: Collection[int]) -> dict[int, str]:
    """What the chats of these talks are called in their channels; without those that do not open."""
    named: dict[int, str] = {}
    ring.prepare(numbers)
    for talk, address in db.execute(select(chats.c.talk, chats.c.address).where(chats.c.talk.in_(numbers))):
        with suppress(Fault):
            named[talk] = ring.unseal("chat", talk, address)
    return named


def leave(db: Connection, talk: int) -> None:
    """The chat has this talk no longer; what is stored of it stays until it is due, for its key may come back."""
    db.execute(delete(chats).where(chats.c.talk == talk))


def drop_unused(db: Connection, numbers: Collection[int] | None = None) -> None:
    """Chats that hold nothing any more, of these or of all: the last message went to somebody who was forgotten.

    Each is locked first, for somebody may begin to talk there just now.
    """
    unused = and_(
        *(~exists().where(table.c.talk == chats.c.talk) for table in (talks, outbox, reminders)),
        ~exists().where(is_open(inbox.c), inbox.c.talk == chats.c.talk),
        *([] if numbers is None else [chats.c.talk.in_(numbers)]),
    )
    if mine := lock(db, db.scalars(select(chats.c.talk).where(unused).limit(_SLICE)).all()):
        doom(db, db.scalars(delete(chats).where(chats.c.talk.in_(mine), unused).returning(chats.c.talk)).all())
