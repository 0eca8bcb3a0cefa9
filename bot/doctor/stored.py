"""The database: whether it answers, is of our version, opens with the key at hand, and has its ring of keys."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from bot.doctor.finding import Finding, by_fault, fine, note, wrong
from bot.faults import Fault
from bot.settings import StoreSettings
from bot.store import faults
from bot.store.opening import fits, revision, ring_of
from bot.store.place import Place, place
from bot.store.schema import REVISION, keycheck, talks
from bot.store.vault import Vault


def examine(settings: StoreSettings) -> Iterator[Finding]:
    try:
        at = place(settings)
    except Fault as fault:
        yield by_fault("database", fault)
        return
    if at.file is not None and not at.file.exists():
        if not os.access(at.file.parent, os.W_OK):
            yield wrong("database", "no_folder", place=at.name)
            return
        yield from (fine("database", "new", place=at.name), fine("schema", "none"), fine("key", "new"))
        return
    engine = at.reading()
    try:
        with engine.connect() as db:
            yield from _inside(db, at)
    except (SQLAlchemyError, sqlite3.Error) as error:
        yield by_fault("database", faults.fault_of(error, at.name))
    finally:
        engine.dispose()


def _inside(db: Connection, at: Place) -> Iterator[Finding]:
    found = revision(db)
    if found is None:
        if at.file is not None and inspect(db).get_table_names():
            yield by_fault("database", Fault("store.foreign", place=at.name))
        else:
            yield from (fine("database", place=at.name, talks=0), fine("schema", "none"), fine("key", "new"))
        return
    yield fine("database", place=at.name, talks=db.scalar(select(func.count()).select_from(talks)))
    yield _schema(found)
    key = _key(db, at)
    yield key
    if key.level != "wrong" and found == REVISION:
        yield from _ring(db, at)


def _ring(db: Connection, at: Place) -> Iterator[Finding]:
    """Whether the keys of the talks are there, and lie apart."""
    try:
        with closing(ring_of(db, at, Vault(at.keys(may_make=False)))) as ring:
            count = ring.count()
    except Fault as fault:
        yield by_fault("keyring", fault)
        return
    if at.file is None and at.apart is None:
        yield note("keyring", "together", place=at.ring.name)
    elif at.ring.file is not None and at.ring.file.stat().st_mode & 0o077:
        yield note("keyring", "readable", file=at.ring.file)
    else:
        yield fine("keyring", place=at.ring.name, count=count)


def _schema(found: str) -> Finding:
    if found == REVISION:
        return fine("schema", revision=found)
    if found < REVISION:  # migrations are numbered
        return note("schema", "older", revision=found, wanted=REVISION)
    return wrong("schema", "newer", revision=found)


def _key(db: Connection, at: Place) -> Finding:
    sealed = db.scalar(select(keycheck.c.sealed).where(keycheck.c.id == 1))
    try:
        keys = at.keys(may_make=False)
        if sealed is not None:
            fits(Vault(keys), sealed)
    except Fault as fault:
        return by_fault("key", fault)
    return fine("key") if len(keys) == 1 else note("key", "several", count=len(keys))
