"""Whose talk is whose: a talk has a number of its own, drawn by lot, and is found by its channel and chat.

What a chat is called there stands in this table alone: as a keyed hash to find it by, and sealed to answer it.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from contextlib import suppress

from sqlalchemy import Connection, and_, delete, exists, select

from bot.faults import Fault
from bot.store.locks import lock
from bot.store.schema import chats, inbox, is_open, outbox, reminders, talks, upsert
from bot.store.vault import Vault

_SLICE = 500  # rows in one transaction


def find(db: Connection, vault: Vault, channel: str, names: Collection[str]) -> dict[str, int]:
    """The talks of those chats that have one, or a message on its way."""
    marks = {vault.mark(channel, name): name for name in names}
    rows = select(chats.c.found, chats.c.talk).where(chats.c.channel == channel, chats.c.found.in_(marks))
    return {marks[bytes(found)]: talk for found, talk in db.execute(rows)}


def begin(db: Connection, vault: Vault, channel: str, name: str) -> tuple[int, bool]:
    """A number for this chat's talk; False when another process was quicker, and the number is the one it drew."""
    talk = secrets.randbits(62) + 1
    row = {
        "talk": talk,
        "channel": channel,
        "found": vault.mark(channel, name),
        "address": vault.seal("chat", talk, name),
    }
    if db.execute(upsert(db, chats).on_conflict_do_nothing(), row).rowcount == 1:
        return talk, True
    if name not in (found := find(db, vault, channel, [name])):
        raise Fault("store.locked", place="")  # it was there, and has just been forgotten
    return found[name], False


def addresses(db: Connection, vault: Vault, numbers: Collection[int]) -> dict[int, str]:
    """What the chats of these talks are called in their channels; without those that do not open."""
    named: dict[int, str] = {}
    for talk, address in db.execute(select(chats.c.talk, chats.c.address).where(chats.c.talk.in_(numbers))):
        with suppress(Fault):
            named[talk] = vault.unseal("chat", talk, address)
    return named


def drop(db: Connection, talk: int) -> None:
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
        db.execute(delete(chats).where(chats.c.talk.in_(mine), unused))
