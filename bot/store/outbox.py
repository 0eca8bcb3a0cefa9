"""Messages on their way out: a row stays until Telegram has taken it; a chat's rows leave in the order of their ids.

A row is sent by the process that holds it. The hold lapses by itself when that process dies, and then whoever sweeps
takes over the whole chat. A hold is only given together with all earlier rows of the chat, so the order is kept over
any number of processes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, exists, insert, select, update

from bot.faults import Fault
from bot.store.schema import outbox
from bot.store.talks import under_new_key
from bot.store.vault import Vault

_MOST_TRIES = 1_000  # counted; a message may be tried for weeks, and the column is small
SEALED_WAITS = 5_000  # milliseconds until a message that we cannot open is looked at again


@dataclass(frozen=True, slots=True)
class Outgoing:
    id: int
    chat_id: int
    body: str  # empty when no key opens it any more
    tries: int = 0


def held_by_others(db: Connection, chats: Collection[int], holder: int) -> set[int]:
    """Chats with a row that is not ours to send: new rows have to wait behind it."""
    rows = select(outbox.c.chat_id).where(outbox.c.chat_id.in_(chats), outbox.c.holder != holder).distinct()
    return set(db.scalars(rows))


def put(
    db: Connection, vault: Vault, bodies: Sequence[tuple[int, str]], *, holder: int, lapse: int, free: Collection[int]
) -> list[Outgoing]:
    """Add (chat, body) in order; those of ``free`` chats are held by ``holder`` and come back to be sent."""
    if not bodies:
        return []
    rows = [
        {
            "chat_id": chat_id,
            "body": vault.seal("message", chat_id, body),
            "tries": 0,
            "holder": holder if chat_id in free else 0,
            "due": lapse if chat_id in free else 0,
        }
        for chat_id, body in bodies
    ]
    ids = db.scalars(insert(outbox).returning(outbox.c.id, sort_by_parameter_order=True), rows)
    return [Outgoing(id_, chat_id, body) for id_, (chat_id, body) in zip(ids, bodies, strict=True) if chat_id in free]


def claim(db: Connection, vault: Vault, holder: int, *, now: int, far: int, lapse: int, limit: int) -> list[Outgoing]:
    """Take over up to ``limit`` chats whose first row nobody is sending, with all their rows, in order.

    far: later than any wait, so that a row beyond it was written before the clock was set back.
    """
    earlier = outbox.alias("earlier")
    behind = exists().where(and_(earlier.c.chat_id == outbox.c.chat_id, earlier.c.id < outbox.c.id))
    ready = (outbox.c.due <= now) | (outbox.c.due > far)
    heads = select(outbox.c.chat_id).where(ready, ~behind).order_by(outbox.c.id).limit(limit)
    chats = list(db.scalars(heads.with_for_update(skip_locked=True)))
    if not chats:
        return []
    mine = outbox.c.chat_id.in_(chats)
    db.execute(update(outbox).where(mine).values(holder=holder, due=lapse))
    rows = db.execute(select(outbox.c.id, outbox.c.chat_id, outbox.c.body, outbox.c.tries).where(mine).order_by("id"))
    claimed: list[Outgoing] = []
    sealed: set[int] = set()
    for id_, chat_id, body, tries in rows:
        try:
            claimed.append(Outgoing(id_, chat_id, vault.unseal("message", chat_id, body), tries))
        except Fault:
            if under_new_key(db, body):  # another process has that; the other chats need not wait for it
                sealed.add(chat_id)
            claimed.append(Outgoing(id_, chat_id, "", tries))
    if sealed:
        db.execute(update(outbox).where(outbox.c.chat_id.in_(sealed)).values(holder=0, due=now + SEALED_WAITS))
    return [row for row in claimed if row.chat_id not in sealed]


def sent(db: Connection, ids: Iterable[int]) -> None:
    db.execute(delete(outbox).where(outbox.c.id.in_(sorted(ids))))


def keep(db: Connection, ids: Iterable[int], lapse: int) -> None:
    """Hold on to rows that are still being sent."""
    db.execute(update(outbox).where(outbox.c.id.in_(sorted(ids))).values(due=lapse))


def later(db: Connection, first: Outgoing, holder: int, due: int) -> None:
    """Give the chat of this row back, not to be tried before ``due``; the row was tried once more."""
    db.execute(
        update(outbox).where(outbox.c.chat_id == first.chat_id, outbox.c.holder == holder).values(holder=0, due=due)
    )
    db.execute(update(outbox).where(outbox.c.id == first.id).values(tries=min(first.tries + 1, _MOST_TRIES)))


def release(db: Connection, holder: int) -> None:
    """Give back everything: this process is about to end."""
    db.execute(update(outbox).where(outbox.c.holder == holder).values(holder=0, due=0))


def drop(db: Connection, chats: Collection[int]) -> None:
    """The person has blocked us: nothing of this can arrive any more."""
    db.execute(delete(outbox).where(outbox.c.chat_id.in_(chats)))
