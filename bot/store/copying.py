"""A backup and back again: every row of one moment in one file, to either of the two databases.

The file is gzipped JSON lines: a head, the rows, an end that counts them. What is sealed in the database stays sealed
in the file, and no key of a talk is in it: it opens only with the ring of today (``bot.store.ring_copy``).
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, LargeBinary, MetaData, Table, cast, delete, func, insert, inspect, select, text
from sqlalchemy.dialects.postgresql import REGCLASS
from sqlalchemy.exc import SQLAlchemyError

from bot.faults import Fault
from bot.store.drafts import draft
from bot.store.faults import fault_of
from bot.store.keyring import Keyring
from bot.store.migrating import upgrade
from bot.store.opening import establish, fits, names_ring, revision, ring_of
from bot.store.patience import unhurried
from bot.store.place import Place
from bot.store.schema import REVISION, keycheck, metadata
from bot.store.vault import Vault

FORMAT = 1
HAVE_NUMBERS = "0004"  # the schema from which on a talk keeps its number
_BATCH = 500


def backup(place: Place, file: Path, made: str) -> Counter[str]:
    """Write everything to ``file``, which must not exist yet; how many rows of each table.

    made: when, for the reader of the file. The bot may run meanwhile; what it writes then is not in the copy. The
    database is read as it is: nothing in it changes, it may be of an earlier version, and its key is not needed.
    """
    if place.file is not None and not place.file.exists():
        raise Fault("store.none", place=place.name)
    try:
        if file.exists():
            raise Fault("backup.exists", file=file)
        with draft(file.parent) as (descriptor, drawn):
            raw = os.fdopen(descriptor, "wb", closefd=False)
            with raw, gzip.open(raw, "wt", encoding="utf-8") as out, _snapshot(place) as db:
                counted = _write(out, db, made, place)
            os.fsync(descriptor)
            os.link(drawn, file)  # never over a file that came meanwhile
    except OSError as error:
        raise Fault("backup.cannot_write", file=file, problem=error.strerror) from None
    return counted


@contextmanager
def _snapshot(place: Place) -> Iterator[Connection]:
    engine = place.reading()
    try:
        with engine.connect() as db, unhurried(db):
            yield db
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise fault_of(error, place.name) from error
    finally:
        engine.dispose()


def _write(out: TextIO, db: Connection, made: str, place: Place) -> Counter[str]:
    found = revision(db)
    if found is None:
        raise Fault("store.none", place=place.name)
    if found > REVISION:  # migrations are numbered
        raise Fault("store.newer", place=place.name)
    counted: Counter[str] = Counter()
    _put(out, {"rothbot": FORMAT, "revision": found, "made": made})
    tables = MetaData()
    tables.reflect(db, only=lambda name, _: name in metadata.tables)
    for table in tables.sorted_tables:
        for row in db.execute(select(table), execution_options={"yield_per": _BATCH}).mappings():
            _put(out, {"table": table.name, "row": {name: _plain(value) for name, value in row.items()}})
            counted[table.name] += 1
    _put(out, {"end": counted})
    return counted


FORGOTTEN = "forgotten since"


def restore(place: Place, file: Path) -> Counter[str]:
    """Fill an empty database from a backup, under the keys of today, and bring it up to date.

    All or nothing: a damaged file, another key, or a database that holds anything leaves everything as it was. A talk
    that has no key any more was forgotten since: nothing of it comes back (``FORGOTTEN`` counts them).
    """
    of_then, known_word = _examined(file)
    vault = Vault(place.keys(may_make=False))
    fits(vault, known_word)
    place.reserve()
    engine = place.engine(patience=3)
    try:
        with engine.begin() as db:
            if inspect(db).get_table_names():
                raise Fault("restore.not_empty", place=place.name)
            upgrade(db, vault, None, place.name, of_then)
            counted = _fill(db, file)
            named = names_ring(db)
            with closing(ring_of(db, place, vault)) as ring:
                if named or (of_then >= HAVE_NUMBERS and ring.count()):
                    counted[FORGOTTEN] = _leave_out(db, ring)
                upgrade(db, vault, of_then, place.name, ring=ring)
                establish(db, vault, ring)
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise fault_of(error, place.name) from error
    finally:
        engine.dispose()
    return counted


def _leave_out(db: Connection, ring: Keyring) -> int:
    """Every row of a talk that has no key, in whatever table of whichever version; how many talks that were."""
    tables = MetaData()
    tables.reflect(db)
    theirs = [table for table in tables.sorted_tables if "talk" in table.c]
    gone = Counter[str]()
    for name in ("talks", "chats"):  # what is left in the second is of somebody of whom no talk is kept
        talk, after = tables.tables[name].c.talk, 0
        while batch := list(db.scalars(select(talk).where(talk > after).order_by(talk).limit(_BATCH))):
            lost = set(batch) - ring.known(batch)
            for table in theirs if lost else ():
                db.execute(delete(table).where(table.c.talk.in_(lost)))
            gone[name] += len(lost)
            after = batch[-1]
    return gone["talks"]


def _fill(db: Connection, file: Path) -> Counter[str]:
    """By the tables as they are in the database, which has the schema of the day of the backup."""
    tables = MetaData()
    tables.reflect(db)
    counted: Counter[str] = Counter()
    rows = (entry for entry in _entries(file) if "table" in entry)
    for name, group in groupby(rows, key=itemgetter("table")):
        table = tables.tables[name]
        while batch := list(islice(group, _BATCH)):
            db.execute(insert(table), [_stored(table, entry["row"]) for entry in batch])
            counted[name] += len(batch)
        _count_on(db, table)
    return counted


def _count_on(db: Connection, table: Table) -> None:
    """PostgreSQL numbers new rows from a sequence, which has to go on after those that came along."""
    if db.dialect.name != "postgresql":
        return
    for column in table.primary_key:
        sequence = db.scalar(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": column.name})
        if sequence:
            db.execute(select(func.setval(cast(sequence, REGCLASS), select(func.max(column)).scalar_subquery())))


def _examined(file: Path) -> tuple[str, bytes]:
    """The schema's version and the known word that tells the key. Read to the end: half a file is no backup."""
    head: dict[str, Any] = {}
    known_word = b""
    counted: Counter[str] = Counter()
    end = None
    for entry in _entries(file):
        head = head or entry
        end = entry.get("end")
        if "table" in entry:
            counted[entry["table"]] += 1
            if entry["table"] == keycheck.name and entry["row"]["id"] == 1:
                known_word = base64.b64decode(entry["row"]["sealed"])
    if head.get("rothbot") != FORMAT or end != counted or not known_word:
        raise Fault("restore.no_backup", file=file)
    return head["revision"], known_word


def _entries(file: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                entry = json.loads(line)
                if not isinstance(entry, dict):
                    raise Fault("restore.no_backup", file=file)
                yield entry
    except (EOFError, ValueError, gzip.BadGzipFile):
        raise Fault("restore.no_backup", file=file) from None
    except OSError as error:
        raise Fault("restore.cannot_read", file=file, problem=error.strerror) from None


def _put(out: TextIO, entry: Mapping[str, Any]) -> None:
    out.write(json.dumps(entry) + "\n")


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes | memoryview) else value


def _stored(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: base64.b64decode(value) if value is not None and isinstance(table.c[name].type, LargeBinary) else value
        for name, value in row.items()
    }
