"""The tables, the same on SQLite and PostgreSQL. An older database is brought here by the migrations.

What was said or told stands in sealed columns, under the key of its talk (``bot.store.keyring``); the rest names no
answer and nobody.
A time is whole milliseconds since 1970. A talk is named by a number of its own (``bot.store.chats``).
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    and_,
    event,
    literal,
    text,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

REVISION = "0006"  # the newest migration; a test compares it with the folder
VERSION_TABLE = "rothbot_version"


class State(IntEnum):
    """Of an update."""

    WAITING = 0
    DONE = 1
    ASIDE = 2  # could not be read, or its step failed every time, or ended the process
    EXPECTED = 3  # it ended a process before it was stored, and comes again


metadata = MetaData()

chats = Table(
    "chats",
    metadata,
    # Of the numbers that a chat has in the ring, the one that stands here is its talk.
    Column("talk", BigInteger, primary_key=True, autoincrement=False),  # drawn by lot
    Column("channel", Text, nullable=False),  # the messenger: its name in ``bot.channels``
    Column("address", LargeBinary, nullable=False),  # sealed "chat": what the channel calls it
)

forgotten = Table(
    "forgotten",
    metadata,
    # Talks whose key is still to be destroyed: a moment, or until the ring can be written again.
    Column("talk", BigInteger, primary_key=True, autoincrement=False),
)

inbox = Table(
    "inbox",
    metadata,
    # The channel's number of an update: a second delivery of the same finds it taken.
    Column("channel", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("talk", BigInteger, nullable=False),  # 0 once done: the row is only there to know a repetition
    Column("received", BigInteger, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("tries", SmallInteger, nullable=False),
    Column("due", BigInteger, nullable=False),  # not before
    Column("raw", LargeBinary),  # sealed "update"; gone once done
    Column("falls", SmallInteger, nullable=False, server_default="0"),  # processes that ended while they were at it
    Index("inbox_received", "received"),
)
_inbox_open = Index("inbox_open", inbox.c.talk, inbox.c.number)


@event.listens_for(inbox, "before_create")
def _leave_out_what_is_done(_: Table, db: Connection, **__: Any) -> None:
    """Small for ever: the claim of what waits does not slow down with what is done.

    Said of the database at hand alone: to name a dialect is to load it.
    """
    _inbox_open.dialect_options[db.dialect.name]["where"] = text("state <> 1")


talks = Table(
    "talks",
    metadata,
    Column("talk", BigInteger, primary_key=True, autoincrement=False),
    Column("session", LargeBinary, nullable=False),  # sealed "session"
    Column("shown", LargeBinary),  # sealed "shown": what the channel keeps to understand what is said next
    Column("aside", LargeBinary),  # a session that did not open any more when the person began afresh
    Column("heard", BigInteger, nullable=False),  # when the person last said something
    Index("talks_heard", "heard"),
)

outbox = Table(
    "outbox",
    metadata,
    # A talk's messages leave in this order.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("talk", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed "message"; the row is gone once delivered
    Column("tries", SmallInteger, nullable=False),
    Column("holder", BigInteger, nullable=False),  # the process that is sending it; 0 when none
    Column("due", BigInteger, nullable=False),  # not before; while held, when the hold lapses
    Index("outbox_talk", "talk", "id"),
    sqlite_autoincrement=True,
)

messages = Table(
    "messages",
    metadata,
    # Of the last days, on both sides, as the channel numbers them: to strip, to mark, to refer to, to take back.
    Column("talk", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("about", LargeBinary),  # sealed "question": the fact it asks for, or has answered
    Column("live", LargeBinary),  # sealed "message": as it was sent, while its buttons are there
    Index("messages_at", "at"),
)

reminders = Table(
    "reminders",
    metadata,
    # A talk whose person asked to be reminded. Of what, only the talk knows; here stands when to look.
    Column("talk", BigInteger, primary_key=True, autoincrement=False),
    Column("due", BigInteger, nullable=False),
    Column("known", SmallInteger, nullable=False),  # the newest tax year when the talk was last looked at
    Index("reminders_due", "due"),
)

sightings = Table(
    "sightings",
    metadata,
    # One row: since when the clock has gone on without a jump, and when it was last looked at.
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("since", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
)

keycheck = Table(
    "keycheck",
    metadata,
    # 1: a known word, to tell a wrong key at the start. 3: the name of the ring that holds the keys of these talks.
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)


def is_open(of: ReadOnlyColumnCollection[str, Any]) -> ColumnElement[bool]:
    """Updates that wait or were set aside; written as a constant, or no database would see that the index serves."""
    still_open: ColumnElement[bool] = of["state"] != literal(State.DONE.value, literal_execute=True)
    return still_open


def waits(of: ReadOnlyColumnCollection[str, Any]) -> ColumnElement[bool]:
    return and_(of["state"] == literal(State.WAITING.value, literal_execute=True), is_open(of))


def upsert(db: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """INSERT in the dialect at hand: both know ON CONFLICT, each by a class of its own."""
    from sqlalchemy.dialects import sqlite

    if db.dialect.name != "postgresql":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # late: of the two only the one at hand is loaded

    return postgresql.insert(table)


def make(db: Connection) -> None:
    """A new schema in an empty database, as all the migrations one after the other would leave it."""
    version = Table(VERSION_TABLE, MetaData(), Column("version_num", String(32), primary_key=True))
    metadata.create_all(db)
    version.create(db)
    db.execute(version.insert().values(version_num=REVISION))
