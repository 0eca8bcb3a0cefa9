"""From a database URL to a Store that is known to be ours, whole, of our version and under our key."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, column, insert, inspect, select, table, text, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.faults import Fault
from bot.settings import StoreSettings
from bot.store import Store
from bot.store.faults import fault_of
from bot.store.patience import unhurried
from bot.store.place import place
from bot.store.schema import REVISION, VERSION_TABLE, keycheck
from bot.store.vault import Vault

_WORD = "rothbot"
_MIGRATING = 0x726F7468  # the advisory lock under which one process migrates


def open_store(settings: StoreSettings, *, patience: float = 10, new: bool = True) -> Store:
    """The store at DATABASE_URL, or a file in the data folder; migrated when it is older.

    patience: seconds to wait for a lock that another process holds. new: whether it is made where there is none.
    """
    at = place(settings)
    if new:
        at.reserve()
    elif at.file is not None and not at.file.exists():
        raise Fault("store.none", place=at.name)
    engine = at.engine(patience)
    try:
        with engine.begin() as connection:
            fresh = _bring_up_to_date(connection, at.name, new=new)
            vault = Vault(at.keys(may_make=fresh or at.file is None))
            _check_key(connection, vault)
    except (SQLAlchemyError, sqlite3.Error) as error:
        engine.dispose()
        raise fault_of(error, at.name) from error
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, vault, at.name)


def _bring_up_to_date(connection: Connection, place: str, *, new: bool) -> bool:
    """Migrate when the schema is missing or older; whether it was missing."""
    found = revision(connection)
    if found == REVISION:
        return False
    if connection.dialect.name == "postgresql":
        with unhurried(connection):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
            return _migrate(connection, revision(connection), place, new=new)  # another may have been quicker
    if found is None and inspect(connection).get_table_names():
        raise Fault("store.foreign", place=place)
    return _migrate(connection, found, place, new=new)


def _migrate(connection: Connection, found: str | None, place: str, *, new: bool) -> bool:
    if found is None and not new:
        raise Fault("store.none", place=place)
    if found != REVISION:
        from bot.store.migrating import upgrade  # late: alembic costs more than all the rest

        upgrade(connection, found, place)
    return found is None


def revision(connection: Connection) -> str | None:
    """The schema's version; None when there is no schema of ours."""
    try:
        with connection.begin_nested():
            found: str | None = connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))
            return found
    except DBAPIError:
        if inspect(connection).has_table(VERSION_TABLE):
            raise
        return None


def fits(vault: Vault, sealed: bytes) -> None:
    """A Fault unless the known word opens: then this is the key, or one of them."""
    vault.unseal("keycheck", 0, sealed)


def _check_key(connection: Connection, vault: Vault) -> None:
    """Tell a wrong key before it writes anything; after a change of keys, seal the known word anew."""
    sealed = connection.scalar(select(keycheck.c.sealed))
    if sealed is None:
        connection.execute(insert(keycheck).values(id=1, sealed=vault.seal("keycheck", 0, _WORD)))
        return
    fits(vault, sealed)
    if not vault.is_current(sealed):
        connection.execute(update(keycheck).values(sealed=vault.seal("keycheck", 0, _WORD)))
