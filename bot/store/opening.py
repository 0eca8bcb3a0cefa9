"""From a database URL to a Store that is known to be ours, whole, of our version, under our key and with its ring."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, column, inspect, select, table, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.faults import Fault
from bot.settings import StoreSettings
from bot.store import Store
from bot.store.faults import fault_of
from bot.store.keyring import Keyring, made
from bot.store.patience import unhurried
from bot.store.place import Place, place
from bot.store.schema import REVISION, VERSION_TABLE, keycheck, make, upsert
from bot.store.vault import Vault

_WORD = "rothbot"
_KNOWN, _RING = 1, 3  # rows of what is kept to tell a wrong key, and a wrong ring
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
            ring = _ours(connection, at, patience, new=new)
    except (SQLAlchemyError, sqlite3.Error) as error:
        engine.dispose()
        raise fault_of(error, at.name) from error
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, ring, at.name)


def _ours(db: Connection, at: Place, patience: float, *, new: bool) -> Keyring:
    """The keys of a store that is known to be ours, under our key, and of our version from now on."""
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
    ring = ring_of(db, at, vault, patience, known=found is not None)
    try:
        if found is None:
            make(db)
        elif found != REVISION:
            from bot.store.migrating import upgrade  # late: alembic costs more than all the rest

            upgrade(db, vault, found, at.name, ring=ring)
        establish(db, vault, ring)
    except BaseException:
        ring.close()
        raise
    return ring


def ring_of(db: Connection, at: Place, vault: Vault, patience: float = 3, *, known: bool = True) -> Keyring:
    """The ring that holds the keys of this database; a new one, where the database names none yet.

    known: whether there are tables of ours. A database whose ring is lost gets no new one: that would hide the loss.
    """
    named, of = _kept(db, _RING) if known else None, at.ring
    if named is None:
        of.reserve()
    elif of.file is not None and not of.file.exists():
        raise Fault("store.no_keyring", place=of.name)
    engine = of.engine(patience)
    try:
        ring = made(engine, of.name, vault) if named is None else Keyring(engine, of.name, vault)
        _agrees(ring, named, at)
    except BaseException:
        engine.dispose()
        raise
    return ring


def names_ring(db: Connection) -> bool:
    """Whether a ring holds the keys of these talks: then a talk without a key there was forgotten."""
    return _kept(db, _RING) is not None


def _agrees(ring: Keyring, named: bytes | None, at: Place) -> None:
    if named not in {None, ring.name}:
        raise Fault("store.other_keyring", place=ring.place, database=at.name)


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


def establish(db: Connection, vault: Vault, ring: Keyring) -> None:
    """What tells our key and our ring from others. After a change of keys, what tells the key is sealed anew."""
    _fits(db, vault)
    if (word := _kept(db, _KNOWN)) is None or not vault.is_current(word):
        _keep(db, _KNOWN, vault.seal("keycheck", 0, _WORD))
    if _kept(db, _RING) is None:
        _keep(db, _RING, ring.name)
    ring.keep_up()


def _kept(db: Connection, number: int) -> bytes | None:
    return db.scalar(select(keycheck.c.sealed).where(keycheck.c.id == number))


def _keep(db: Connection, number: int, sealed: bytes) -> None:
    put = upsert(db, keycheck).values(id=number, sealed=sealed)
    db.execute(put.on_conflict_do_update(index_elements=[keycheck.c.id], set_={"sealed": sealed}))
