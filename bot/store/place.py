"""Where a store is: its address, its engine, its keys. Asking makes nothing."""

from __future__ import annotations

import os
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.faults import Fault
from bot.settings import StoreSettings, data_folder
from bot.store.keyfile import keys_in
from bot.store.patience import OF_THE_CLIENT, limit
from bot.store.vault import keys_from

PATIENCE = 3.0  # seconds that whoever only reads waits for a lock


@dataclass(frozen=True, slots=True)
class Place:
    """file: the SQLite file, or None. name: how it is named to people, never with a password."""

    url: URL
    file: Path | None
    name: str
    key: str

    def engine(self, patience: float) -> Engine:
        """patience: seconds to wait for a lock on the file that another process holds."""
        if self.file is None:
            try:
                engine = create_engine(self.url, pool_size=2, pool_pre_ping=True, connect_args=OF_THE_CLIENT)
            except ModuleNotFoundError as missing:
                raise Fault("store.no_driver", module=missing.name) from None
            limit(engine)
            return engine
        engine = create_engine(self.url, connect_args={"timeout": patience})
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
        return engine

    def reading(self) -> Engine:
        """An engine that can change nothing; each of its transactions shows one moment, while others write."""
        if self.file is None:
            level = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            return self.engine(PATIENCE).execution_options(**level)
        address = URL.create("sqlite", database=f"file:{quote(str(self.file))}", query={"mode": "ro", "uri": "true"})
        engine = create_engine(address, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", _begin_ourselves)
        event.listen(engine, "begin", _begin_to_read)
        return engine

    def reserve(self) -> None:
        """Make the file ours alone before SQLite would make it readable to everybody."""
        if self.file is None:
            return
        try:
            os.close(os.open(self.file, os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            pass
        except OSError as error:
            raise Fault("store.cannot_write", place=self.file, problem=error.strerror) from None

    @property
    def key_file(self) -> Path:
        return self.file.with_name(self.file.name + ".key") if self.file else data_folder() / "rothbot.key"

    def keys(self, *, may_make: bool) -> tuple[bytes, ...]:
        """The keys given, or those of the key file; a Fault where there are none and none may be made."""
        return keys_from(self.key) or keys_in(self.key_file, fresh=may_make, made=_tell_made)


def place(settings: StoreSettings) -> Place:
    """The place of DATABASE_URL, or a file in the data folder; a Fault when the address is none of ours."""
    url = _url(settings.database_url)
    sqlite = url.get_backend_name() == "sqlite"
    file = Path((url.database or "").removeprefix("file:")).absolute() if sqlite else None
    bare = URL.create("postgresql", host=url.host, port=url.port, database=url.database)
    name = str(file) if file else bare.render_as_string()
    return Place(url, file, name, settings.rothbot_key.get_secret_value())


def _url(given: str) -> URL:
    if not given:
        return URL.create("sqlite", database=str(data_folder() / "rothbot.db"))
    try:
        url = make_url(given)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise Fault("settings.database", name="DATABASE_URL") from None
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database not in {None, "", ":memory:"}:
        return url.set(drivername="sqlite")
    raise Fault("settings.database", name="DATABASE_URL")


def _begin_ourselves(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer from the start: no deadlock half-way. Who only reads says so, and holds up nobody.
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN IMMEDIATE"))


def _tell_made(file: str) -> None:
    from dialogs.phrases import say

    print(say("channel.store.key_made", file=file), file=sys.stderr)
