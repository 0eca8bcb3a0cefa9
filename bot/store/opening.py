"""From a database URL to a Store that is known to be ours, whole, of our version and under our key."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, column, inspect, select, table, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.faults import Fault
from bot.settings import StoreSettings
from bot.store import Store
from bot.store.faults import fault_of
from bot.store.patience import unhurried
from bot.store.place import Place, place
from bot.store.schema import REVISION, VERSION_TABLE, keycheck, make, upsert
from bot.store.vault import Vault

_WORD = "rothbot"
_KNOWN, _MARKING = 1, 2  # rows of what is kept to tell a wrong key, and of what chats are found by
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
        with engine.begin() as connection, unhurried(connection):
            vault = _ours(connection, at, new=new)
    except (SQLAlchemyError, sqlite3.Error) as error:
        engine.dispose()
        raise fault_of(error, at.name) from error
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, vault, at.name)


def _ours(db: Connection, at: Place, *, new: bool) -> Vault:
    """The vault of a store that is known to be ours, under our key, and of our version from now on."""
    found = revision(db)
    if found != REVISION and db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
        found = revision(db)  # another process may have been quicker
    elif found is None and inspect(db).get_table_names():
        raise Fault("store.foreign", place=at.name)
    if found is None and not new:
        raise Fault("store.none", place=at.name)
    vault = Vault(at.keys(may_make=found is None or at.file is None))
    if found is not None:
        _fits(db, vault)
    if found is None:
        make(db)
    elif found != REVISION:
        from bot.store.migrating import upgrade  # late: alembic costs more than all the rest

        upgrade(db, vault, found, at.name)
    return established(db, vault)


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


def _fits(db: Connection, vault: Vault) -> None:
    """Tell a wrong key before it writes anything."""
    if (word := _kept(db, _KNOWN)) is not None:
        fits(vault, word)


def established(db: Connection, vault: Vault) -> Vault:
    """The vault with what chats are found by. After a change of keys, what tells the key is sealed anew."""
    _fits(db, vault)
    if (word := _kept(db, _KNOWN)) is None or not vault.is_current(word):
        _keep(db, _KNOWN, vault.seal("keycheck", 0, _WORD))
    marking = _kept(db, _MARKING)
    if marking is None:
        _keep(db, _MARKING, marking := vault.new_marking())
    whole = vault.marking_with(marking)
    if not vault.is_current(marking):
        _keep(db, _MARKING, vault.seal("marking", 0, vault.unseal("marking", 0, marking)))
    return whole


def _kept(db: Connection, number: int) -> bytes | None:
    return db.scalar(select(keycheck.c.sealed).where(keycheck.c.id == number))


def _keep(db: Connection, number: int, sealed: bytes) -> None:
    put = upsert(db, keycheck).values(id=number, sealed=sealed)
    db.execute(put.on_conflict_do_update(index_elements=[keycheck.c.id], set_={"sealed": sealed}))
