"""Talks: one sealed row a chat."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, select, text, update

from bot.store.schema import State, inbox, is_open, keycheck, outbox, reminders, talks, upsert
from bot.store.vault import NAME_BYTES, Vault


def lock(db: Connection, chats: Collection[int]) -> set[int]:
    """Those of these chats that are ours until the transaction ends; nobody waits for one that another process holds.

    SQLite has one writer, and we are it since BEGIN IMMEDIATE.
    """
    if db.dialect.name != "postgresql":
        return set(chats)
    free = text("SELECT chat FROM (SELECT unnest(CAST(:chats AS bigint[])) AS chat) AS c "
                "WHERE pg_try_advisory_xact_lock(chat)")  # fmt: skip
    return set(db.scalars(free, {"chats": sorted(chats)}))


def load(db: Connection, vault: Vault, chats: Collection[int]) -> dict[int, str]:
    """The sessions of those chats that have one."""
    return {chat_id: opened(vault, chat_id, text) for chat_id, text in sealed(db, chats).items()}


def sealed(db: Connection, chats: Collection[int]) -> dict[int, bytes]:
    """The same, to be opened one by one: a session that does not open must not keep the others from being heard."""
    rows = db.execute(select(talks.c.chat_id, talks.c.session).where(talks.c.chat_id.in_(chats)))
    return {chat_id: session for chat_id, session in rows}  # noqa: C416 - dict() would not know the types


def opened(vault: Vault, chat_id: int, session: bytes) -> str:
    return vault.unseal("session", chat_id, session)


def under_new_key(db: Connection, sealed: bytes) -> bool:
    """Whether it is the newest key of all processes that has sealed this: one that has it can open it.

    Any other key that we do not have, nobody has: then the text is damaged.
    """
    newest = db.scalar(select(keycheck.c.sealed)) or b""
    return newest[:NAME_BYTES] == sealed[:NAME_BYTES]


def put_aside(db: Connection, chat_id: int) -> None:
    """Keep a session that does not open while the person begins afresh; until they are forgotten."""
    db.execute(update(talks).where(talks.c.chat_id == chat_id).values(aside=talks.c.session))


def save(db: Connection, vault: Vault, sessions: Mapping[int, str], now: int) -> None:
    if not sessions:
        return
    rows = [
        {"chat_id": chat_id, "session": vault.seal("session", chat_id, session), "heard": now}
        for chat_id, session in sessions.items()
    ]
    put = upsert(db, talks)
    db.execute(
        put.on_conflict_do_update(
            index_elements=[talks.c.chat_id],
            set_={"session": put.excluded.session, "heard": put.excluded.heard},
        ),
        rows,
    )


def load_shown(db: Connection, vault: Vault, chat_id: int) -> str | None:
    shown = db.scalar(select(talks.c.shown).where(talks.c.chat_id == chat_id))
    return None if shown is None else vault.unseal("shown", chat_id, shown)


def save_shown(db: Connection, vault: Vault, chat_id: int, shown: str) -> None:
    db.execute(update(talks).where(talks.c.chat_id == chat_id).values(shown=vault.seal("shown", chat_id, shown)))


def forget(db: Connection, chat_id: int, upto: int | None = None) -> None:
    """Every row of a chat, in all tables; of updates that came after ``upto`` nothing.

    What is left of the updates is their number, which names nobody and keeps a late repetition from being heard.
    """
    db.execute(delete(talks).where(talks.c.chat_id == chat_id))
    db.execute(delete(outbox).where(outbox.c.chat_id == chat_id))
    db.execute(delete(reminders).where(reminders.c.chat_id == chat_id))
    mine = (inbox.c.chat_id == chat_id) & is_open(inbox.c)
    if upto is not None:
        mine &= inbox.c.update_id <= upto
    db.execute(update(inbox).where(mine).values(chat_id=0, state=State.DONE, raw=None))
