"""From a database URL to a Store that is known to be ours, whole, of our version and under our key."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    column,
    create_engine,
    event,
    insert,
    inspect,
    select,
    table,
    text,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from bot.faults import Fault
from bot.settings import StoreSettings, data_folder
from bot.store import Store
from bot.store.faults import told
from bot.store.keyfile import keys_in
from bot.store.schema import REVISION, VERSION_TABLE, keycheck
from bot.store.vault import Vault, keys_from

_WORD = "rothbot"
_MIGRATING = 0x726F7468  # the advisory lock under which one process migrates


def open_store(settings: StoreSettings, *, patience: float = 10) -> Store:
    """The store at DATABASE_URL, or a file in the data folder; migrated when it is older.

    patience: seconds to wait for a lock that another process holds.
    """
    url = _url(settings.database_url)
    file = Path(url.database or "").absolute() if url.get_backend_name() == "sqlite" else None
    place = str(file) if file else url.set(username=None, password=None).render_as_string()
    if file:
        _reserve(file)
    engine = _engine(url, patience)
    try:
        with engine.begin() as connection:
            fresh = _bring_up_to_date(connection, place)
            vault = Vault(_keys(settings, file, fresh=fresh))
            _check_key(connection, vault)
    except (SQLAlchemyError, sqlite3.Error) as error:
        engine.dispose()
        raise told(error, place) from error
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, vault, place)


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
        return url
    raise Fault("settings.database", name="DATABASE_URL")


def _reserve(file: Path) -> None:
    """Make the file ours alone before SQLite would make it readable to everybody."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        pass
    except OSError as error:
        raise Fault("store.cannot_write", place=file, problem=error.strerror) from None


def _engine(url: URL, patience: float) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=2, pool_pre_ping=True, connect_args={"connect_timeout": int(patience)})
    engine = create_engine(url, connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # a writer from the start: no deadlock half-way

    return engine


def _bring_up_to_date(connection: Connection, place: str) -> bool:
    """Migrate when the schema is missing or older; whether it was missing."""
    found = _revision(connection)
    if found == REVISION:
        return False
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
        found = _revision(connection)  # another process may have been quicker
    elif found is None and inspect(connection).get_table_names():
        raise Fault("store.foreign", place=place)
    if found != REVISION:
        from bot.store.migrating import upgrade  # late: alembic costs more than all the rest

        upgrade(connection, found, place)
    return found is None


def _revision(connection: Connection) -> str | None:
    try:
        with connection.begin_nested():
            found: str | None = connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))
            return found
    except DBAPIError:
        if inspect(connection).has_table(VERSION_TABLE):
            raise
        return None


def _keys(settings: StoreSettings, file: Path | None, *, fresh: bool) -> tuple[bytes, ...]:
    if keys := keys_from(settings.rothbot_key.get_secret_value()):
        return keys
    key_file = file.with_name(file.name + ".key") if file else data_folder() / "rothbot.key"
    return keys_in(key_file, fresh=fresh or file is None, made=_tell_made)


def _tell_made(file: str) -> None:
    from dialogs.phrases import say

    print(say("channel.store.key_made", file=file), file=sys.stderr)


def _check_key(connection: Connection, vault: Vault) -> None:
    """Tell a wrong key before it writes anything; after a change of keys, seal the known word anew."""
    sealed = connection.scalar(select(keycheck.c.sealed))
    if sealed is None:
        connection.execute(insert(keycheck).values(id=1, sealed=vault.seal("keycheck", 0, _WORD)))
        return
    vault.unseal("keycheck", 0, sealed)
    if not vault.is_current(sealed):
        connection.execute(update(keycheck).values(sealed=vault.seal("keycheck", 0, _WORD)))
