"""Talks: one sealed row each."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, case, delete, func, select, update

from bot.faults import Fault
from bot.store import chats
from bot.store.forgetting import doom
from bot.store.keyring import Keyring
from bot.store.schema import State, inbox, is_open, keycheck, messages, outbox, reminders, talks, upsert
from bot.store.vault import NAME_BYTES

_NEVER: Mapping[int, int] = {}


def load(db: Connection, ring: Keyring, numbers: Collection[int]) -> dict[int, str]:
    """The sessions of those talks that are stored."""
    return {talk: opened(ring, talk, session) for talk, session in sealed(db, numbers).items()}


def sealed(db: Connection, numbers: Collection[int]) -> dict[int, bytes]:
    """The same, to be opened one by one: a session that does not open must not keep the others from being heard."""
    rows = db.execute(select(talks.c.talk, talks.c.session).where(talks.c.talk.in_(numbers)))
    return {talk: session for talk, session in rows}  # noqa: C416 - dict() would not know the types


def at_hand(db: Connection, numbers: Collection[int]) -> dict[int, tuple[bytes, int]]:
    """The same, with how many messages wait to be sent there."""
    unsent = select(func.count()).where(outbox.c.talk == talks.c.talk).scalar_subquery()
    rows = db.execute(select(talks.c.talk, talks.c.session, unsent).where(talks.c.talk.in_(numbers)))
    return {talk: (session, count) for talk, session, count in rows}


def opened(ring: Keyring, talk: int, session: bytes) -> str:
    return ring.unseal("session", talk, session)


def is_elsewhere(db: Connection, ring: Keyring, talk: int, error: Exception) -> bool:
    """Whether a process with the newest master key can open what has just not opened here.

    Any other key that we do not have, nobody has: then the talk is lost.
    """
    if not isinstance(error, Fault) or error.reason != "store.key":
        return False
    newest = db.scalar(select(keycheck.c.sealed).where(keycheck.c.id == 1)) or b""
    return newest[:NAME_BYTES] == ring.sealed_by(talk)


def put_aside(db: Connection, talk: int) -> None:
    """Keep a session that does not open while the person begins afresh; until they are forgotten."""
    db.execute(update(talks).where(talks.c.talk == talk).values(aside=talks.c.session))


def save(
    db: Connection, ring: Keyring, sessions: Mapping[int, str], now: int, said: Mapping[int, int] = _NEVER
) -> None:
    """said: when the channel had the last word of a talk; the latest that is known counts: a clock may be behind."""
    if not sessions:
        return
    rows = [
        {"talk": talk, "session": ring.seal("session", talk, session), "heard": max(now, said.get(talk, now))}
        for talk, session in sessions.items()
    ]
    put = upsert(db, talks)
    new, known = put.excluded, talks.c.heard
    latest = case((new.heard > known, new.heard), else_=known)
    db.execute(
        put.on_conflict_do_update(index_elements=[talks.c.talk], set_={"session": new.session, "heard": latest}), rows
    )


def load_shown(db: Connection, ring: Keyring, talk: int) -> str | None:
    shown = db.scalar(select(talks.c.shown).where(talks.c.talk == talk))
    return None if shown is None else ring.unseal("shown", talk, shown)


def save_shown(db: Connection, ring: Keyring, talk: int, shown: str) -> None:
    db.execute(update(talks).where(talks.c.talk == talk).values(shown=ring.seal("shown", talk, shown)))


def forget(db: Connection, talk: int, upto: int | None = None) -> None:
    """Every row of a talk, in all tables, and its key when that is committed; of updates after ``upto`` nothing.

    What is left of the updates is their number, which names nobody and keeps a late repetition from being heard.
    """
    db.execute(delete(talks).where(talks.c.talk == talk))
    db.execute(delete(outbox).where(outbox.c.talk == talk))
    db.execute(delete(reminders).where(reminders.c.talk == talk))
    db.execute(delete(messages).where(messages.c.talk == talk))
    mine = (inbox.c.talk == talk) & is_open(inbox.c)
    if upto is not None:
        mine &= inbox.c.number <= upto
    db.execute(update(inbox).where(mine).values(talk=0, state=State.DONE, raw=None))
    chats.leave(db, talk)
    doom(db, [talk])


def silence(db: Connection, talk: int) -> None:
    """Nothing waits in this talk any more, neither to be heard nor to be sent."""
    db.execute(delete(outbox).where(outbox.c.talk == talk))
    db.execute(delete(reminders).where(reminders.c.talk == talk))
    db.execute(update(inbox).where(inbox.c.talk == talk, is_open(inbox.c)).values(talk=0, state=State.DONE, raw=None))
