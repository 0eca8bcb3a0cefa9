"""A key for each talk, in a store of its own that keeps its newest state and nothing else.

A talk whose key is destroyed opens for nobody, whatever logs, pages and copies of the database still hold
(docs/decisions/0014-a-key-for-each-talk.md). Each key is sealed under the master key. A transaction of the store
reads the keys that it needs once, and forgets them at its end.
"""

from __future__ import annotations

import base64
import hmac
import secrets
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    LargeBinary,
    MetaData,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.exc import SQLAlchemyError

from bot.faults import Fault
from bot.store.faults import fault_of
from bot.store.vault import NAME_BYTES, Vault, new_key

NOBODY = 0  # the number of what belongs to no talk
SCRUB_EVERY = 600.0  # seconds between two times that PostgreSQL writes the table anew
_BATCH = 500

ring = MetaData()

keys = Table(
    "keys",
    ring,
    # 0 is nobody's, and what chats are hashed with; a number below it says that its chat is not heard.
    Column("talk", BigInteger, primary_key=True, autoincrement=False),
    Column("found", LargeBinary, nullable=False),  # keyed hash of channel and chat
    Column("sealed", LargeBinary, nullable=False),  # under the master key
    Index("keys_found", "found"),
)

Entry = tuple[int, bytes, bytes]
"""A row of ``keys``."""


class Keyring:
    """place: how it is named to people. vault: the master key and those before it."""

    def __init__(self, engine: Engine, place: str, vault: Vault) -> None:
        """A Fault where another master key has sealed it, or where there is none: ``made`` makes it."""
        self.engine, self.place, self._master = engine, place, vault
        self._sealed: dict[int, bytes] = {}  # what this transaction has read
        self._opened: dict[int, Vault] = {}
        self._new: list[Entry] = []
        self._scrubbed = float("-inf")  # when the table was last written anew
        self._dirty = engine.dialect.name == "postgresql"  # a process before us may have left what was destroyed
        with self._connected() as db:
            there = _is_there(db)  # else it is an empty file, or a database without the table
            sealed = db.scalar(select(keys.c.sealed).where(keys.c.talk == NOBODY)) if there else None
        if sealed is None:
            raise Fault("store.no_keyring", place=place)
        self._root = base64.b64decode(vault.unseal("key", NOBODY, sealed))
        self._nobody = Vault([self._derived(b"nobody")])

    @property
    def name(self) -> bytes:
        """Tells this ring from another, and nothing else."""
        return self._derived(b"name")[:16]

    def mark(self, channel: str, chat: str) -> bytes:
        """What a chat is found by: nobody without the ring can tell whose it is, or whether somebody is there."""
        return hmac.digest(self._root, f"{channel}:{chat}".encode(), "sha256")

    def begin(self) -> None:
        """A transaction of the store begins: what another one knew may have changed."""
        self._sealed, self._opened, self._new = {}, {}, []

    def add(self, talk: int, found: bytes) -> None:
        """A new key for a talk; it is written by ``flush``."""
        entry = (talk, found, self._master.seal("key", talk, new_key()))
        self._new.append(entry)
        self._sealed[talk] = entry[2]

    def flush(self) -> None:
        """Before the store commits: no row is ever under a key that may be lost."""
        if self._new:
            with self._writing() as db:
                db.execute(insert(keys), [_row(entry) for entry in self._new])
            self._new = []

    def find(self, marks: Collection[bytes]) -> dict[int, bytes]:
        """The numbers that chats have or had here, with the hash of each; which one is its talk, the store knows.

        A number below 0 says that the chat is not heard.
        """
        found = {talk: mark for talk, mark, _ in self._new if mark in marks}
        if marks:
            with self._connected() as db:
                rows = select(keys.c.talk, keys.c.found, keys.c.sealed).where(keys.c.found.in_(marks))
                for talk, mark, sealed in db.execute(rows):
                    found[talk], self._sealed[talk] = bytes(mark), bytes(sealed)
        return found

    def prepare(self, talks: Iterable[int]) -> None:
        """Read the keys of these talks at once, so that they are not read one by one."""
        if missing := set(talks) - self._sealed.keys() - {NOBODY}:
            with self._connected() as db:
                rows = select(keys.c.talk, keys.c.sealed).where(keys.c.talk.in_(missing))
                found = {talk: bytes(sealed) for talk, sealed in db.execute(rows)}
            self._sealed |= dict.fromkeys(missing, b"") | found

    def opens(self, talk: int) -> bool:
        """Whether there is a key for this talk, and ours opens it."""
        try:
            self._of(talk)
        except Fault:
            return False
        return True

    def sealed_by(self, talk: int) -> bytes:
        """The name of the master key that has sealed this talk's; empty where there is none."""
        self.prepare([talk])
        return self._sealed[talk][:NAME_BYTES]

    def seal(self, what: str, talk: int, text: str) -> bytes:
        """Under the talk's key; under nobody's where that cannot be opened, for somebody may have to be answered."""
        try:
            return self._of(talk).seal(what, talk, text)
        except Fault:
            return self._nobody.seal(what, talk, text)

    def unseal(self, what: str, talk: int, sealed: bytes) -> str:
        """The text. A Fault: "store.key" where another process may have its key, else "store.altered"."""
        if self._nobody.is_current(sealed):
            return self._nobody.unseal(what, talk, sealed)
        of_talk = self._of(talk)
        if not of_talk.is_current(sealed):
            raise Fault("store.altered")
        return of_talk.unseal(what, talk, sealed)

    def related(self, talks: Collection[int]) -> dict[int, bytes]:
        """Every number that the chats of these talks have or had, with the hash of each."""
        with self._connected() as db:
            same = select(keys.c.found).where(keys.c.talk.in_(talks))
            rows = select(keys.c.talk, keys.c.found).where(keys.c.found.in_(same), keys.c.talk > NOBODY)
            return {talk: bytes(mark) for talk, mark in db.execute(rows)}

    def destroy(self, talks: Collection[int]) -> None:
        """What these talks have left behind anywhere opens for nobody from now on."""
        if talks:
            with self._writing() as db:
                db.execute(delete(keys).where(keys.c.talk.in_(talks), keys.c.talk > NOBODY))
            self._dirty = self.engine.dialect.name == "postgresql"

    def scrub(self, *, now: bool = False) -> bool:
        """Write PostgreSQL's table anew, which keeps deleted rows in its pages. False while that is still to come."""
        if self._dirty and (now or time.monotonic() - self._scrubbed > SCRUB_EVERY):
            self._scrubbed = time.monotonic()
            with self._connected() as db:
                db.execute(text(f"VACUUM FULL {_schema(self.engine)}.keys"))
            self._dirty = False
        return not self._dirty

    def known(self, talks: Collection[int]) -> set[int]:
        """Those of these talks that have a key."""
        with self._connected() as db:
            return set(db.scalars(select(keys.c.talk).where(keys.c.talk.in_(talks))))

    def count(self) -> int:
        with self._connected() as db:
            return db.scalar(select(func.count()).where(keys.c.talk > NOBODY)) or 0

    def block(self, mark: bytes, *, on: bool) -> bool:
        """Hear this chat no more, or again; whether that is a change."""
        there = [talk for talk in self.find([mark]) if talk < NOBODY]
        if on and not there:
            with self._writing() as db:
                db.execute(insert(keys), _row((-1 - secrets.randbits(62), mark, b"")))
        elif there and not on:
            with self._writing() as db:
                db.execute(delete(keys).where(keys.c.talk.in_(there)))
        return bool(there) != on

    def rotate(self) -> tuple[int, int]:
        """Seal each key anew under the first master key: how many were; how many stay, because none opens them."""
        changed, left, after = 0, 0, NOBODY
        while True:
            with self._connected() as db:
                rows = select(keys.c.talk, keys.c.sealed).where(keys.c.talk > after).order_by(keys.c.talk)
                batch = db.execute(rows.limit(_BATCH)).all()
            for talk, sealed in batch:
                if not self._master.is_current(sealed):
                    try:
                        anew = self._master.seal("key", talk, self._master.unseal("key", talk, sealed))
                    except Fault:
                        left += 1
                        continue
                    changed += self._put(talk, sealed, anew)
            if len(batch) < _BATCH:
                self._dirty = self.engine.dialect.name == "postgresql"
                self.scrub(now=True)
                return changed, left
            after = batch[-1].talk

    def entries(self) -> list[Entry]:
        """Everything, as it is."""
        with self._connected() as db:
            rows = select(keys.c.talk, keys.c.found, keys.c.sealed).order_by(keys.c.talk)
            return [(talk, bytes(found), bytes(sealed)) for talk, found, sealed in db.execute(rows)]

    def keep_up(self) -> None:
        """Nobody's key under the first master key, for everybody needs it."""
        with self._connected() as db:
            sealed = db.scalar(select(keys.c.sealed).where(keys.c.talk == NOBODY)) or b""
        if not self._master.is_current(sealed):
            self._put(NOBODY, sealed, self._master.seal("key", NOBODY, base64.b64encode(self._root).decode()))

    def close(self) -> None:
        self.engine.dispose()

    def _of(self, talk: int) -> Vault:
        if talk == NOBODY:
            return self._nobody
        if talk not in self._opened:
            self.prepare([talk])
            if not (sealed := self._sealed[talk]):
                raise Fault("store.altered")
            self._opened[talk] = Vault([base64.b64decode(self._master.unseal("key", talk, sealed))])
        return self._opened[talk]

    def _derived(self, purpose: bytes) -> bytes:
        return hmac.digest(self._root, purpose, "sha256")

    def _put(self, talk: int, was: bytes, sealed: bytes) -> int:
        with self._writing() as db:
            return db.execute(
                update(keys).where(keys.c.talk == talk, keys.c.sealed == was).values(sealed=sealed)
            ).rowcount

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """To read; each statement shows the moment it is said."""
        way = {"isolation_level": "AUTOCOMMIT"} if self.engine.dialect.name == "postgresql" else {"only_reads": True}
        with _told(self.place), self.engine.connect() as db:
            yield db.execution_options(**way)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _told(self.place), self.engine.begin() as db:
            yield db


def made(engine: Engine, place: str, vault: Vault) -> Keyring:
    """The ring; a new and empty one where there is none."""
    with _told(place), engine.begin() as db:
        if not _is_there(db):
            _make(db, [(NOBODY, b"", vault.seal("key", NOBODY, new_key()))])
    return Keyring(engine, place, vault)


def put_back(engine: Engine, place: str, held: Sequence[Entry]) -> None:
    """Put a copy back where no ring is."""
    with _told(place), engine.begin() as db:
        if _is_there(db):
            raise Fault("keyring.not_empty", place=place)
        _make(db, held)


def is_there(engine: Engine, place: str) -> bool:
    with _told(place), engine.connect() as db:
        return _is_there(db)


def _make(db: Connection, held: Sequence[Entry]) -> None:
    schema = _schema(db.engine)
    if schema is not None and schema not in inspect(db).get_schema_names():
        db.execute(text(f"CREATE SCHEMA {schema}"))
    ring.create_all(db)
    db.execute(insert(keys), [_row(entry) for entry in held])


def _is_there(db: Connection) -> bool:
    return inspect(db).has_table(keys.name, schema=_schema(db.engine))


def _schema(engine: Engine) -> str | None:
    mapped: dict[None, str] = engine.get_execution_options().get("schema_translate_map", {})
    return mapped.get(None)


def _row(entry: Entry) -> dict[str, Any]:
    talk, found, sealed = entry
    return {"talk": talk, "found": found, "sealed": sealed}


@contextmanager
def _told(place: str) -> Iterator[None]:
    """What the database of the ring cannot do leaves as a Fault with a clear sentence."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise fault_of(error, place) from error
