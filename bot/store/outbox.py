"""Messages on their way out: a row stays until its channel has taken it; those of a talk leave in order of their ids.

A row is sent by the process that holds it. The hold lapses by itself when that process dies, and then whoever sweeps
takes over the whole talk. A hold is only given together with all earlier rows of the talk, so the order is kept over
any number of processes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, exists, func, insert, select, update

from bot.faults import Fault
from bot.store import chats, messages
from bot.store.keyring import Keyring
from bot.store.messages import Numbered
from bot.store.schema import chats as whose
from bot.store.schema import outbox
from bot.store.talks import is_elsewhere

_MOST_TRIES = 1_000  # counted; a message may be tried for weeks, and the column is small
SEALED_WAITS = 5_000  # milliseconds until a message that we cannot open is looked at again


@dataclass(frozen=True, slots=True)
class Outgoing:
    """chat: where it goes, as the channel calls it. body: empty when no key opens it any more.

    live: the messages of its talk that had buttons when this one was handed out.
    """

    id: int
    talk: int
    chat: str
    body: str
    tries: int = 0
    live: tuple[Numbered, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A message to be put there."""

    talk: int
    chat: str
    text: str


def held_by_others(db: Connection, talks: Collection[int], holder: int) -> set[int]:
    """Talks with a row that is not ours to send: new rows have to wait behind it."""
    rows = select(outbox.c.talk).where(outbox.c.talk.in_(talks), outbox.c.holder != holder).distinct()
    return set(db.scalars(rows))


def put(
    db: Connection, ring: Keyring, bodies: Sequence[Body], *, holder: int, lapse: int, free: Collection[int]
) -> list[Outgoing]:
    """Add them in order; those of ``free`` talks are held by ``holder`` and come back to be sent."""
    if not bodies:
        return []
    rows = [
        {
            "talk": body.talk,
            "body": ring.seal("message", body.talk, body.text),
            "tries": 0,
            "holder": holder if body.talk in free else 0,
            "due": lapse if body.talk in free else 0,
        }
        for body in bodies
    ]
    ids = db.scalars(insert(outbox).returning(outbox.c.id, sort_by_parameter_order=True), rows)
    sent, live = zip(ids, bodies, strict=True), messages.live(db, ring, free)
    return [
        Outgoing(id_, body.talk, body.chat, body.text, live=live.get(body.talk, ()))
        for id_, body in sent
        if body.talk in free
    ]


def claim(
    db: Connection,
    ring: Keyring,
    channel: str,
    holder: int,
    *,
    now: int,
    far: int,
    lapse: int,
    limit: int,
    leapt: bool = False,
) -> list[Outgoing]:
    """Take over up to ``limit`` talks whose first row nobody is sending, with all their rows, in order.

    far: later than any wait, so that a row beyond it was written before the clock was set back. leapt: the clock just
    did, so that no hold can be told to have lapsed before its holder had time to renew it.
    """
    earlier = outbox.alias("earlier")
    behind = exists().where(and_(earlier.c.talk == outbox.c.talk, earlier.c.id < outbox.c.id))
    ready = (outbox.c.due <= now) | (outbox.c.due > far)
    if leapt:
        ready &= outbox.c.holder == 0
    mine = select(outbox.c.talk).join(whose, whose.c.talk == outbox.c.talk).where(whose.c.channel == channel)
    heads = mine.where(ready, ~behind).order_by(outbox.c.id).limit(limit)
    return take(db, ring, list(db.scalars(heads.with_for_update(skip_locked=True, of=outbox))), holder, now, lapse)


def take(db: Connection, ring: Keyring, talks: Collection[int], holder: int, now: int, lapse: int) -> list[Outgoing]:
    """All rows of these talks, whoever held them, in order."""
    if not talks:
        return []
    mine = outbox.c.talk.in_(talks)
    db.execute(update(outbox).where(mine).values(holder=holder, due=lapse))
    columns = (outbox.c.id, outbox.c.talk, whose.c.address, outbox.c.body, outbox.c.tries)
    rows = select(*columns).join(whose, whose.c.talk == outbox.c.talk).where(mine).order_by(outbox.c.id)
    claimed: list[Outgoing] = []
    ring.prepare(talks)
    live = messages.live(db, ring, talks)
    elsewhere: set[int] = set()  # another process has the key; the other talks need not wait for it
    lost: set[int] = set()  # nobody can know any more where they are to go
    for id_, talk, address, body, tries in db.execute(rows):
        try:
            chat = ring.unseal("chat", talk, address)
        except Fault as fault:
            (elsewhere if is_elsewhere(db, ring, talk, fault) else lost).add(talk)
            continue
        try:
            claimed.append(Outgoing(id_, talk, chat, ring.unseal("message", talk, body), tries, live.get(talk, ())))
        except Fault as fault:
            if is_elsewhere(db, ring, talk, fault):
                elsewhere.add(talk)
            claimed.append(Outgoing(id_, talk, chat, "", tries))
    if elsewhere:
        db.execute(update(outbox).where(outbox.c.talk.in_(elsewhere)).values(holder=0, due=now + SEALED_WAITS))
    if lost:
        drop(db, lost)
    return [row for row in claimed if row.talk not in elsewhere]


def sent(db: Connection, ids: Iterable[int]) -> None:
    """They have arrived. Of somebody who was forgotten nothing is left with the last of them."""
    gone = delete(outbox).where(outbox.c.id.in_(sorted(ids)))
    chats.drop_unused(db, set(db.scalars(gone.returning(outbox.c.talk))))


def keep(db: Connection, ids: Iterable[int], holder: int, lapse: int) -> set[int]:
    """Hold on to rows that are still to be sent; those that are still ours."""
    mine = update(outbox).where(outbox.c.id.in_(sorted(ids)), outbox.c.holder == holder)
    return set(db.scalars(mine.values(due=lapse).returning(outbox.c.id)))


def later(db: Connection, first: Outgoing, holder: int, due: int, but: Collection[int] = ()) -> None:
    """Give the talk of this row back, not to be tried before ``due``; the row was tried once more.

    but: rows that are being sent all the same.
    """
    back = (outbox.c.talk == first.talk) & (outbox.c.holder == holder) & outbox.c.id.not_in(but)
    db.execute(update(outbox).where(back).values(holder=0, due=due))
    db.execute(update(outbox).where(outbox.c.id == first.id).values(tries=min(first.tries + 1, _MOST_TRIES)))


def release(db: Connection, holder: int) -> None:
    """Give back everything: this process is about to end."""
    db.execute(update(outbox).where(outbox.c.holder == holder).values(holder=0, due=0))


def depth(db: Connection, talk: int) -> int:
    """How many messages to a talk wait."""
    return db.scalar(select(func.count()).where(outbox.c.talk == talk)) or 0


def withdraw(db: Connection, talk: int) -> None:
    """What waits to be sent to a talk that goes on is sent no more."""
    db.execute(delete(outbox).where(outbox.c.talk == talk))


def drop(db: Connection, talks: Collection[int]) -> None:
    """Nothing of this can arrive any more: the person has blocked us."""
    db.execute(delete(outbox).where(outbox.c.talk.in_(talks)))
    chats.drop_unused(db, talks)
