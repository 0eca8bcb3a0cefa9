"""One of several processes leads: it holds an advisory lock of PostgreSQL while it looks after its connection."""

from __future__ import annotations

from contextlib import suppress
from types import TracebackType
from typing import Self
from zlib import crc32

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from bot.store import Store
from bot.store.patience import leave_when_idle

ABSENT = 6  # seconds without a look after which the lead passes on: the process is frozen, or its machine is gone


class Leadership:
    """A connection of its own. On SQLite there is one writer, and it always leads."""

    def __init__(self, store: Store, of: str) -> None:
        """of: what is led."""
        self._engine, self._key = store.engine, crc32(of.encode())
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.give_up()

    def holds(self) -> bool:
        """Whether we lead, now or from now on; False also while the database is away, for then nobody can know."""
        if self._engine.dialect.name != "postgresql":
            return True
        try:
            if self._connection is None:
                self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                leave_when_idle(self._connection, ABSENT)
            # Taken once for each call while we hold it; the connection's end gives all of them back.
            return bool(self._connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key}))
        except SQLAlchemyError:
            self.give_up()
            return False

    def give_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.invalidate()
            with suppress(SQLAlchemyError):
                connection.close()
