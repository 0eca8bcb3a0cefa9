"""Inbox, talks and outbox over SQLite or PostgreSQL: synchronous SQLAlchemy Core, everything sealed.

Open it with ``bot.store.opening.open_store``; every use is inside ``Store.transaction()``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.faults import Fault
from bot.store.faults import fault_of
from bot.store.forgetting import destroy_keys
from bot.store.keyring import Keyring


@dataclass(frozen=True, slots=True)
class Store:
    engine: Engine
    ring: Keyring  # the keys of the talks
    place: str  # how it is named to people: never with a password

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing. What the database cannot do leaves as a Fault with a clear sentence."""
        try:
            with self.engine.begin() as connection:
                self.ring.begin()
                yield connection
                self.ring.flush()
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise fault_of(error, self.place) from error

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """To read everything as it is at one moment, while others write."""
        level = {"isolation_level": "REPEATABLE READ"} if self.engine.dialect.name == "postgresql" else {}
        try:
            with self.engine.execution_options(sqlite_begin="BEGIN", **level).connect() as connection:
                yield connection
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise fault_of(error, self.place) from error

    def clean(self) -> bool:
        """What was forgotten must not linger: its key is destroyed, and SQLite's write-ahead log emptied.

        False while a reader keeps it there, or while a key store that is away keeps the key.
        """
        try:
            with self.transaction() as db:
                destroyed = destroy_keys(db, self.ring)
            return destroyed and self.ring.scrub() and self._emptied()
        except Fault:
            return False

    def _emptied(self) -> bool:
        if self.engine.dialect.name != "sqlite":
            return True
        try:
            with self.engine.connect() as connection:
                connection.rollback()
                raw = connection.connection.dbapi_connection
                if raw is None:
                    return False
                (patience,) = raw.execute("PRAGMA busy_timeout").fetchone()
                raw.execute("PRAGMA busy_timeout = 0")  # a reader may be long; whoever speaks does not wait for it
                row = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                raw.execute(f"PRAGMA busy_timeout = {patience}")
        except (SQLAlchemyError, sqlite3.Error):
            return False
        return not row[0]

    def close(self) -> None:
        self.engine.dispose()
        self.ring.close()
