"""Messages of a talk by the numbers that their channel gave them, on both sides.

Kept for as long as a person can still take them back (``TAKEN_BACK``); those that ask for a fact, or answered one,
for as long as the talk, so that a reply to an old question is known to be one. Of each talk only so many (``MOST``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update

from bot.faults import Fault
from bot.store.keyring import Keyring
from bot.store.schema import messages, talks, upsert

TAKEN_BACK = 48 * 3_600_000  # milliseconds in which Telegram lets a message be deleted
MOST = 500  # of one talk; two days of asking and answering are less, and an export of so many can be sent back
_SLICE = 500  # rows in one transaction


@dataclass(frozen=True, slots=True)
class Numbered:
    """about: the fact it asks for, or answered. live: the message as it was sent, while its buttons are there."""

    talk: int
    number: int
    about: str | None = None
    live: str | None = None


def put(db: Connection, ring: Keyring, told: Sequence[Numbered], now: int) -> None:
    """Note them; nothing of somebody who was forgotten meanwhile."""
    if not told:
        return
    kept = set(db.scalars(select(talks.c.talk).where(talks.c.talk.in_({one.talk for one in told}))))
    rows = [
        {
            "talk": one.talk,
            "number": one.number,
            "at": now,
            "about": None if one.about is None else ring.seal("question", one.talk, one.about),
            "live": None if one.live is None else ring.seal("message", one.talk, one.live),
        }
        for one in told
        if one.talk in kept
    ]
    if rows:
        new = upsert(db, messages)
        changed = {name: new.excluded[name] for name in ("about", "live")}
        db.execute(new.on_conflict_do_update(index_elements=[messages.c.talk, messages.c.number], set_=changed), rows)
        _bound(db, kept)


def _bound(db: Connection, talks: Collection[int]) -> None:
    """Of each of these talks the newest messages stay."""
    many = select(messages.c.talk).where(messages.c.talk.in_(talks)).group_by(messages.c.talk)
    for talk in db.scalars(many.having(func.count() > MOST)).all():
        mine = messages.c.talk == talk
        oldest = select(messages.c.number).where(mine).order_by(messages.c.number.desc()).offset(MOST - 1).limit(1)
        db.execute(delete(messages).where(mine, messages.c.number < oldest.scalar_subquery()))


def live(db: Connection, ring: Keyring, of: Collection[int]) -> dict[int, tuple[Numbered, ...]]:
    """Those that still have buttons, of these talks."""
    if not of:
        return {}
    found: defaultdict[int, tuple[Numbered, ...]] = defaultdict(tuple)
    columns = (messages.c.talk, messages.c.number, messages.c.live)
    for talk, number, sealed in db.execute(
        select(*columns).where(messages.c.talk.in_(of), messages.c.live.is_not(None))
    ):
        found[talk] += (Numbered(talk, number, live=_opened(ring, "message", talk, sealed)),)
    return found


def _opened(ring: Keyring, what: str, talk: int, sealed: bytes) -> str | None:
    """None where no key opens it: what decorates stops no answer."""
    try:
        return ring.unseal(what, talk, sealed)
    except Fault:
        return None


def used_up(db: Connection, talk: int, number: int) -> None:
    """Its buttons are gone."""
    db.execute(update(messages).where(messages.c.talk == talk, messages.c.number == number).values(live=None))


def about(db: Connection, ring: Keyring, talk: int, number: int) -> str | None:
    """The fact that a message asks for, or answered; None where nobody knows."""
    sealed = db.scalar(select(messages.c.about).where(messages.c.talk == talk, messages.c.number == number))
    return None if sealed is None else _opened(ring, "question", talk, sealed)


def newest(db: Connection, ring: Keyring, talk: int, question: str) -> int | None:
    """The newest message about this."""
    mine = select(messages.c.number, messages.c.about).where(messages.c.talk == talk, messages.c.about.is_not(None))
    rows = db.execute(mine.order_by(messages.c.number.desc()))
    return next((number for number, sealed in rows if _opened(ring, "question", talk, sealed) == question), None)


def recent(db: Connection, talk: int, now: int) -> list[int]:
    """Those that can still be taken back."""
    return list(
        db.scalars(
            select(messages.c.number)
            .where(messages.c.talk == talk, messages.c.at > now - TAKEN_BACK)
            .order_by(messages.c.number)
        )
    )


def drop_before(db: Connection, then: int) -> int:
    """Those that can no longer be taken back and say nothing more to us; a slice."""
    idle = messages.c.about.is_(None) & messages.c.live.is_(None)
    old = select(messages.c.talk, messages.c.number).where(messages.c.at < then, idle).limit(_SLICE)
    gone = db.execute(old).all()
    for talk, number in gone:
        db.execute(delete(messages).where(messages.c.talk == talk, messages.c.number == number, idle))
    return len(gone)
