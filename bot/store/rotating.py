"""A change of keys: whatever an older key has sealed is sealed anew with the first, while the bot runs.

Each row is changed only if it is still what was read, so that a talk that moved on meanwhile keeps its new words;
those were sealed with the new key already.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Table, select, tuple_, update

from bot.faults import Fault
from bot.store import Store
from bot.store.schema import chats, inbox, messages, outbox, talks
from bot.store.vault import Vault

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


def rotate(store: Store) -> tuple[int, int]:
    """How many texts were sealed anew, the second time none; how many were left because no key opens them."""
    counted = [_column(store, column, what) for column, what in SEALED]
    return sum(changed for changed, _ in counted), sum(left for _, left in counted)


def _column(store: Store, column: Column[Any], what: str) -> tuple[int, int]:
    table: Table = column.table
    key = tuple(table.primary_key)
    changed, left, after = 0, 0, None
    while True:
        with store.transaction() as db:
            rows = select(table.c.talk, column, *key).where(column.is_not(None)).order_by(*key).limit(_BATCH)
            batch = db.execute(rows if after is None else rows.where(tuple_(*key) > after)).all()
            for talk, sealed, *of_row in batch:
                if not store.vault.is_current(sealed):
                    try:
                        anew = _anew(store.vault, what, talk, sealed)
                    except Fault:
                        left += 1
                        continue
                    same = (tuple_(*key) == tuple(of_row)) & (column == sealed)
                    changed += db.execute(update(table).where(same).values({column: anew})).rowcount
        if len(batch) < _BATCH:
            return changed, left
        after = tuple(batch[-1][2:])


def _anew(vault: Vault, what: str, talk: int, sealed: bytes) -> bytes:
    return vault.seal(what, talk, vault.unseal(what, talk, sealed))
