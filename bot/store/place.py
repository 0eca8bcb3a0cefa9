"""Where a store is: its address, its engine, its keys, its ring of keys. Asking makes nothing."""

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
SCHEMA = "rothbot_keys"  # of PostgreSQL, for the ring


@dataclass(frozen=True, slots=True)
class Place:
    """file: the SQLite file, or None. name: how it is named to people, never with a password.

    apart: where the keys of the talks are, when that was said.
    """

    url: URL
    file: Path | None
    name: str
    key: str
    apart: URL | None = None

    def engine(self, patience: float) -> Engine:
        """patience: seconds to wait for a lock on the file that another process holds."""
        if self.file is None:
            return _postgresql(self.url, 2)
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
        if self.file is not None:
            _reserve(self.file)

    @property
    def ring(self) -> Ring:
        """Where the keys of the talks are: as it was set, else a file beside the database, or a schema in it."""
        if self.apart is None and self.file is not None:
            beside = self.file.with_name(f"{self.file.name}.keyring")
            return Ring(URL.create("sqlite", database=str(beside)), beside, str(beside))
        url = self.apart or self.url
        file = _file(url)
        return Ring(url, file, f"{_name(url, file)} ({SCHEMA})" if file is None else str(file))

    @property
    def key_file(self) -> Path:
        return self.file.with_name(self.file.name + ".key") if self.file else data_folder() / "rothbot.key"

    def keys(self, *, may_make: bool) -> tuple[bytes, ...]:
        """The keys given, or those of the key file; a Fault where there are none and none may be made."""
        return keys_from(self.key) or keys_in(self.key_file, fresh=may_make, made=_tell_made)


@dataclass(frozen=True, slots=True)
class Ring:
    """Where the keys of the talks are."""

    url: URL
    file: Path | None
    name: str

    def engine(self, patience: float) -> Engine:
        """On a file nothing stays of what was deleted: no write-ahead log, an emptied journal, overwritten cells."""
        if self.file is None:
            engine = _postgresql(self.url, 1)
            return engine.execution_options(schema_translate_map={None: SCHEMA})
        engine = create_engine(self.url, connect_args={"timeout": patience})
        event.listen(engine, "connect", _set_up_ring)
        event.listen(engine, "begin", _begin_ring)
        return engine

    def reserve(self) -> None:
        if self.file is not None:
            _reserve(self.file)


def place(settings: StoreSettings) -> Place:
    """The place of DATABASE_URL, or a file in the data folder; a Fault when the address is none of ours."""
    given = settings.database_url
    url = _url(given, "DATABASE_URL") if given else URL.create("sqlite", database=str(data_folder() / "rothbot.db"))
    apart = settings.rothbot_keyring_url.get_secret_value()
    file = _file(url)
    return Place(
        url,
        file,
        _name(url, file),
        settings.rothbot_key.get_secret_value(),
        _url(apart, "ROTHBOT_KEYRING_URL") if apart else None,
    )


def _file(url: URL) -> Path | None:
    sqlite = url.get_backend_name() == "sqlite"
    return Path((url.database or "").removeprefix("file:")).absolute() if sqlite else None


def _name(url: URL, file: Path | None) -> str:
    bare = URL.create("postgresql", host=url.host, port=url.port, database=url.database)
    return str(file) if file else bare.render_as_string()


def _postgresql(url: URL, size: int) -> Engine:
    try:
        engine = create_engine(url, pool_size=size, pool_pre_ping=True, connect_args=OF_THE_CLIENT)
    except ModuleNotFoundError as missing:
        raise Fault("store.no_driver", module=missing.name) from None
    limit(engine)
    return engine


def _reserve(file: Path) -> None:
    """Make the file ours alone before SQLite would make it readable to everybody."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        pass
    except OSError as error:
        raise Fault("store.cannot_write", place=file, problem=error.strerror) from None


def _url(given: str, name: str) -> URL:
    try:
        url = make_url(given)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise Fault("settings.database", name=name) from None
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database not in {None, "", ":memory:"}:
        return url.set(drivername="sqlite")
    raise Fault("settings.database", name=name)


def _begin_ourselves(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _set_up_ring(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode = TRUNCATE", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_ring(connection: Connection) -> None:
    if not connection.get_execution_options().get("only_reads"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    # A writer from the start: no deadlock half-way. Who only reads says so, and holds up nobody.
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN IMMEDIATE"))


def _tell_made(file: str) -> None:
    from dialogs.phrases import say

    print(say("channel.store.key_made", file=file), file=sys.stderr)
