"""What is kept no longer: numbers of updates that Telegram will not repeat, talks long silent. In slices.

A clock may be wrong, and what is deleted does not come back. So nothing is deleted before the clock has gone on
without a jump for a day, and never more than a small share at once: where more is due, either the bot was away for
long or the clock is wrong, and whoever runs it has to say which (``rothbot expire``).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from bot.store import chats, inbox, messages, reminders, talks
from bot.store.locks import lock
from bot.store.schema import sightings
from bot.store.schema import talks as table

HOUR, DAY = 3_600_000, 86_400_000  # milliseconds
REPEATED_FOR = 25 * HOUR  # Telegram keeps an update for a day
BEFORE_US = 1_735_689_600_000  # January 1, 2025: nobody has talked to this program earlier
SHARE, FEW = 10, 3  # more than a tenth of all talks, and more than a few, need somebody's word
PACE = 100  # at most a hundredth of all talks in an hour
_JUMP = 2 * DAY  # between two looks; a bot that was away for longer looks for a day before it deletes
_SLICE = 500  # rows in one transaction, so that nobody waits for a clean-up


@dataclass(frozen=True, slots=True)
class Gone:
    """rows: how many went. waiting: talks that are due and wait for somebody's word. jumped: the clock did."""

    rows: int = 0
    waiting: int = 0
    jumped: bool = False


def expire(db: Connection, now: int, days: int) -> Gone:
    """One round. days: a talk is kept so long after the person's last word."""
    row = db.execute(select(sightings.c.since, sightings.c.last)).one_or_none()
    if row is None:
        db.execute(insert(sightings).values(id=1, since=now - HOUR, last=now))  # there is nothing it jumped from
        return Gone()
    since, last = row
    if not last - HOUR <= now <= last + _JUMP:
        db.execute(update(sightings).values(since=now, last=now))
        reminders.look_again(db, now)
        return Gone(jumped=True)
    if now - since < DAY:
        _seen(db, last, now)
        return Gone()
    gone = inbox.drop_before(db, now - REPEATED_FOR, _SLICE) + messages.drop_before(db, now - messages.TAKEN_BACK)
    if not _seen(db, last, now):
        return Gone(gone)
    chats.drop_unused(db)
    db.execute(update(table).where(table.c.heard < BEFORE_US).values(heard=now))  # said while the clock was wrong
    due, held = silent(db, now, days)
    if due > max(FEW, held // SHARE):
        return Gone(gone, waiting=due)
    return Gone(gone + _forget(db, now, days, max(1, min(held // PACE, _SLICE))))


def is_steady(db: Connection, now: int) -> bool:
    """Whether the clock has gone on for an hour without a jump, so that people may be told something by it."""
    row = db.execute(select(sightings.c.since, sightings.c.last)).one_or_none()
    if row is None:
        return True
    since, last = row
    return bool(last - HOUR <= now <= last + _JUMP and now - since >= HOUR)


def silent(db: Connection, now: int, days: int) -> tuple[int, int]:
    """How many talks are due, and how many there are."""
    due = db.scalar(select(func.count()).where(_silent(now, days)))
    return due or 0, db.scalar(select(func.count()).select_from(table)) or 0


def expire_all(db: Connection, now: int, days: int) -> int:
    """A slice of all that is due, by somebody's word; 0 when nothing is left."""
    return _forget(db, now, days, _SLICE)


def _forget(db: Connection, now: int, days: int, limit: int) -> int:
    due = select(table.c.talk).where(_silent(now, days)).order_by(table.c.heard).limit(limit)
    mine = lock(db, list(db.scalars(due)))  # and then once more: one of them may just have spoken after all
    gone = list(db.scalars(due.where(table.c.talk.in_(mine))))
    for talk in gone:
        talks.forget(db, talk)
    return len(gone)


def _silent(now: int, days: int) -> ColumnElement[bool]:
    return table.c.heard < now - days * DAY


def _seen(db: Connection, last: int, now: int) -> bool:
    """Note the clock once an hour; whether it was us of several processes who did."""
    if now - last < HOUR:
        return False
    return db.execute(update(sightings).where(sightings.c.last == last).values(last=now)).rowcount == 1
