"""Updates: taken once each, kept whole only while they wait or were set aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, select, update

from bot.store.schema import State, inbox, upsert, waits
from bot.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stored update whose step is still to be done; raw: sealed."""

    update_id: int
    chat_id: int
    tries: int
    due: int
    raw: bytes
    falls: int = 0


def came_before(db: Connection, numbers: Collection[int]) -> tuple[set[int], dict[int, int]]:
    """Those that came before; and of those that are to come again, how many processes each has ended.

    The caller holds their chats, so nobody else is taking the same ones in.
    """
    came = select(inbox.c.update_id, inbox.c.state, inbox.c.falls).where(inbox.c.update_id.in_(numbers))
    rows = db.execute(came).all()
    expected = {number: falls for number, state, falls in rows if state == State.EXPECTED}
    return {row.update_id for row in rows} - expected.keys(), expected


def put_done(db: Connection, numbers: Iterable[int], now: int) -> None:
    """Updates that were taken in and done in this very transaction leave their number and nothing else.

    Another process that had to wait for the chat may have stored a repetition meanwhile.
    """
    rows = [
        {"update_id": number, "chat_id": 0, "received": now, "state": State.DONE, "tries": 0, "due": 0, "raw": None}
        for number in numbers
    ]
    if rows:
        done = upsert(db, inbox)
        gone = {"chat_id": 0, "state": State.DONE, "raw": None}
        db.execute(done.on_conflict_do_update(index_elements=[inbox.c.update_id], set_=gone), rows)


def sealed(vault: Vault, chat_id: int, raw: str) -> bytes:
    return vault.seal("update", chat_id, raw)


def opened(vault: Vault, waiting: Waiting) -> str:
    return vault.unseal("update", waiting.chat_id, waiting.raw)


def put(db: Connection, waiting: Waiting, now: int, state: State = State.WAITING) -> None:
    """An update that cannot be done now, or ever (``State.ASIDE``); one that is there already stays as it is."""
    values = {
        "chat_id": waiting.chat_id,
        "received": now,
        "state": state,
        "tries": waiting.tries,
        "due": waiting.due,
        "raw": waiting.raw,
    }
    new = upsert(db, inbox).values(update_id=waiting.update_id, **values)
    expected = inbox.c.state == State.EXPECTED
    db.execute(new.on_conflict_do_update(index_elements=[inbox.c.update_id], set_=values, where=expected))


def fell(db: Connection, number: int, now: int) -> None:
    """A process has ended while it was at this update, which is stored or comes again."""
    values = {"update_id": number, "chat_id": 0, "received": now, "state": State.EXPECTED, "tries": 0, "due": 0}
    once = upsert(db, inbox).values(values | {"falls": 1})
    not_done = inbox.c.state != State.DONE
    again = {"falls": inbox.c.falls + 1}
    db.execute(once.on_conflict_do_update(index_elements=[inbox.c.update_id], set_=again, where=not_done))


def busy(db: Connection, chats: Collection[int]) -> set[int]:
    """Chats with an update that waits: what comes after it has to wait behind it."""
    return set(db.scalars(select(inbox.c.chat_id).where(waits(inbox.c), inbox.c.chat_id.in_(chats)).distinct()))


def due_chats(db: Connection, now: int, far: int, limit: int) -> list[int]:
    """Chats whose earliest waiting update may be tried now, earliest first.

    far: later than any wait, so that an update put off beyond it was written before the clock was set back.
    """
    earlier = inbox.alias("earlier")
    behind = exists().where(
        waits(earlier.c), earlier.c.chat_id == inbox.c.chat_id, earlier.c.update_id < inbox.c.update_id
    )
    ready = (inbox.c.due <= now) | (inbox.c.due > far)
    rows = select(inbox.c.chat_id).where(waits(inbox.c), ready, ~behind).order_by(inbox.c.update_id)
    return list(db.scalars(rows.limit(limit)))


def waiting(db: Connection, chat_id: int, limit: int) -> list[Waiting]:
    """What waits in this chat, in Telegram's order."""
    rows = db.execute(
        select(inbox.c.update_id, inbox.c.chat_id, inbox.c.tries, inbox.c.due, inbox.c.raw, inbox.c.falls)
        .where(waits(inbox.c), inbox.c.chat_id == chat_id)
        .order_by(inbox.c.update_id)
        .limit(limit)
    )
    return [Waiting(*row) for row in rows]


def done(db: Connection, numbers: Collection[int]) -> None:
    if numbers:
        db.execute(update(inbox).where(inbox.c.update_id.in_(numbers)).values(state=State.DONE, chat_id=0, raw=None))


def again(db: Connection, number: int, tries: int, due: int) -> None:
    db.execute(update(inbox).where(inbox.c.update_id == number).values(tries=tries, due=due))


def set_aside(db: Connection, number: int, tries: int) -> None:
    db.execute(update(inbox).where(inbox.c.update_id == number).values(state=State.ASIDE, tries=tries))


def drop_before(db: Connection, then: int, limit: int) -> int:
    """Forget up to ``limit`` old updates that wait for nothing; how many there were."""
    old = select(inbox.c.update_id).where(inbox.c.received < then, inbox.c.state != State.WAITING).limit(limit)
    return db.execute(delete(inbox).where(inbox.c.update_id.in_(old.scalar_subquery()))).rowcount
