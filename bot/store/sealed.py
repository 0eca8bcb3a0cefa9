"""Every sealed column of a talk, and whether all of them open."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, select

from bot.faults import Fault
from bot.store import Store
from bot.store.schema import chats, inbox, messages, outbox, talks

SEALED: tuple[tuple[Column[Any], str], ...] = (
    (talks.c.session, "session"),
    (talks.c.shown, "shown"),
    (talks.c.aside, "session"),
    (inbox.c.raw, "update"),
    (chats.c.address, "chat"),
    (outbox.c.body, "message"),
    (messages.c.about, "question"),
    (messages.c.live, "message"),
)
"""Every sealed column of a talk and what its texts are sealed as."""

_BATCH = 200


def open_all(store: Store) -> tuple[int, int]:
    """How many texts open, and how many do not."""
    opened = closed = 0
    for column, what in SEALED:
        with store.snapshot() as db:
            store.ring.begin()
            rows = select(column.table.c.talk, column).where(column.is_not(None))
            for batch in db.execute(rows, execution_options={"yield_per": _BATCH}).partitions():
                store.ring.begin()
                store.ring.prepare(talk for talk, _ in batch)
                for talk, sealed in batch:
                    try:
                        store.ring.unseal(what, talk, sealed)
                    except Fault:
                        closed += 1
                    else:
                        opened += 1
    return opened, closed
