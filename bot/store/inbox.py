"""Updates: taken once each, kept whole only while they wait or were set aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, func, select, tuple_, update

from bot.faults import Fault
from bot.store.keyring import Keyring
from bot.store.schema import State, inbox, upsert, waits

KEY = (inbox.c.channel, inbox.c.number)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stored update whose step is still to be done; raw: sealed. falls: processes that ended at it."""

    number: int
    talk: int
    tries: int
    due: int
    raw: bytes
    falls: int = 0


def sealed(ring: Keyring, talk: int, raw: str) -> bytes:
    return ring.seal("update", talk, raw)


def opened(ring: Keyring, waiting: Waiting) -> str:
    return ring.unseal("update", waiting.talk, waiting.raw)


@dataclass(frozen=True, slots=True)
class Inbox:
    """The updates of one channel, in a transaction."""

    db: Connection
    channel: str

    def known(self, numbers: Collection[int]) -> tuple[set[int], dict[int, int]]:
        """Those that came before; and of those that are to come again, how many processes each has ended.

        The caller holds their talks, so nobody else is taking the same ones in.
        """
        rows = self.db.execute(select(inbox.c.number, inbox.c.state, inbox.c.falls).where(self._are(numbers))).all()
        expected = {number: falls for number, state, falls in rows if state == State.EXPECTED}
        return {row.number for row in rows} - expected.keys(), expected

    def put_done(self, numbers: Iterable[int], now: int) -> None:
        """Updates that were taken in and done in this very transaction leave their number and nothing else.

        A process that had to wait for the talk may have stored a repetition meanwhile; one that did the same update
        cannot have been, and if it has, all that was done here is undone.
        """
        rows = [self._row(number, now, State.DONE) for number in numbers]
        if not rows:
            return
        free = (inbox.c.state == State.WAITING) | (inbox.c.state == State.EXPECTED)
        done = upsert(self.db, inbox).on_conflict_do_update(index_elements=KEY, set_=_DONE, where=free)
        if len(self.db.execute(done.returning(inbox.c.number), rows).all()) < len(rows):
            raise Fault("store.other", place="", problem="done twice")

    def put(self, waiting: Waiting, now: int, state: State = State.WAITING) -> None:
        """An update that cannot be done now, or ever (``State.ASIDE``); one that is there already stays as it is."""
        row = self._row(waiting.number, now, state) | {
            "talk": waiting.talk,
            "tries": waiting.tries,
            "due": waiting.due,
            "raw": waiting.raw,
        }
        expected = inbox.c.state == State.EXPECTED
        new = upsert(self.db, inbox).values(row)
        self.db.execute(new.on_conflict_do_update(index_elements=KEY, set_=row, where=expected))

    def fell(self, number: int, now: int) -> None:
        """A process has ended while it was at this update, which is stored or comes again."""
        once = upsert(self.db, inbox).values(self._row(number, now, State.EXPECTED) | {"falls": 1})
        again, not_done = {"falls": inbox.c.falls + 1}, inbox.c.state != State.DONE
        self.db.execute(once.on_conflict_do_update(index_elements=KEY, set_=again, where=not_done))

    def depth(self, talk: int) -> int:
        """How many updates of a talk wait."""
        return self.db.scalar(select(func.count()).where(waits(inbox.c), inbox.c.talk == talk)) or 0

    def drop_waiting(self, talk: int) -> int:
        """What waits in a talk is heard no more; how much that was."""
        return self.db.execute(update(inbox).where(waits(inbox.c), inbox.c.talk == talk).values(_DONE)).rowcount

    def due_talks(self, now: int, far: int, limit: int) -> list[int]:
        """Talks whose earliest waiting update may be tried now, earliest first.

        far: later than any wait, so that an update put off beyond it was written before the clock was set back.
        """
        earlier = inbox.alias("earlier")
        behind = exists().where(waits(earlier.c), earlier.c.talk == inbox.c.talk, earlier.c.number < inbox.c.number)
        ready = (inbox.c.due <= now) | (inbox.c.due > far)
        mine = inbox.c.channel == self.channel
        rows = select(inbox.c.talk).where(waits(inbox.c), mine, ready, ~behind).order_by(inbox.c.number)
        return list(self.db.scalars(rows.limit(limit)))

    def done(self, numbers: Collection[int]) -> None:
        if numbers:
            self.db.execute(update(inbox).where(self._are(numbers)).values(_DONE))

    def again(self, number: int, tries: int, due: int) -> None:
        self.db.execute(update(inbox).where(self._are([number])).values(tries=tries, due=due))

    def move(self, number: int, talk: int, raw: bytes) -> None:
        """To another talk, for which it was sealed."""
        self.db.execute(update(inbox).where(self._are([number])).values(talk=talk, raw=raw))

    def set_aside(self, number: int, tries: int) -> None:
        self.db.execute(update(inbox).where(self._are([number])).values(state=State.ASIDE, tries=tries))

    def _are(self, numbers: Collection[int]) -> ColumnElement[bool]:
        return (inbox.c.channel == self.channel) & inbox.c.number.in_(numbers)

    def _row(self, number: int, now: int, state: State) -> dict[str, Any]:
        key = {"channel": self.channel, "number": number}
        return key | {"talk": 0, "received": now, "state": state, "tries": 0, "due": 0, "raw": None}


_DONE = {"state": State.DONE, "talk": 0, "raw": None}


def busy(db: Connection, talks: Collection[int]) -> set[int]:
    """Talks with an update that waits: what comes after it has to wait behind it."""
    return set(db.scalars(select(inbox.c.talk).where(waits(inbox.c), inbox.c.talk.in_(talks)).distinct()))


def waiting(db: Connection, talk: int, limit: int) -> list[Waiting]:
    """What waits in this talk, in the channel's order."""
    columns = (inbox.c.number, inbox.c.talk, inbox.c.tries, inbox.c.due, inbox.c.raw, inbox.c.falls)
    rows = select(*columns).where(waits(inbox.c), inbox.c.talk == talk).order_by(inbox.c.number).limit(limit)
    return [Waiting(*row) for row in db.execute(rows)]


def drop_before(db: Connection, then: int, limit: int) -> int:
    """Forget up to ``limit`` old updates that wait for nothing; how many there were."""
    old = select(*KEY).where(inbox.c.received < then, inbox.c.state != State.WAITING).limit(limit)
    return db.execute(delete(inbox).where(tuple_(*KEY).in_(old))).rowcount
