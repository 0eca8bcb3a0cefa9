"""From updates to replies, whole groups in one transaction: nothing is half done, nothing is done twice.

Arrivals are counted in, their chats locked, their talks loaded, the pure steps run, and talks, outgoing messages and
"done" written together. An update leaves its text in the store only when its step failed or has to wait: for another
of its chat, or for a process that holds the chat.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from bot.channels.telegram.parse import UnreadableUpdate
from bot.channels.telegram.render import Message
from bot.delivery.flood import Flood
from bot.delivery.trace import Doing, Trace
from bot.delivery.work import Outcome, Work, heard_in
from bot.engine import Engine
from bot.faults import Fault, where
from bot.log import log, turn
from bot.store import Store, inbox, outbox, reminders, talks
from bot.store.inbox import Waiting
from bot.store.retention import DAY, expire
from dialogs.phrases import say

HOLD = 5_000  # milliseconds until another process may send what we hold; renewed while we live
MOST_RESUMED = 60  # stored updates of one chat in one transaction, so that no chat crowds out the others
LONGEST_WAIT = 3_600_000  # nothing is ever put off for longer


@dataclass(frozen=True, slots=True)
class Turns:
    """holder: this process, as the outbox knows it. clock: milliseconds. link: the address of a private chat."""

    store: Store
    engine: Engine
    holder: int
    link: str
    clock: Callable[[], int]
    today: Callable[[], date]
    retention: int = 400  # days a talk is kept after the last word
    flood: Flood = field(default_factory=Flood)
    trace: Trace = field(default_factory=Trace)
    worked: Callable[[], float] = time.thread_time  # seconds of processor time that the calling thread has used

    def take_in(
        self, raws: Sequence[Any], notes: Iterable[Callable[[Connection], None]] = (), young: Collection[int] = ()
    ) -> Outcome:
        """New updates as Telegram gave them, and what else is to be written along.

        young: updates so fresh that the one before may still be on its way over another connection. Where that is
        missing they are left for later, and named in the outcome's ``early``.
        """
        outcome = Outcome()
        with self._watched(outcome):
            self._take_in(outcome, raws, notes, young)
        self._clean(outcome)
        return outcome

    def _take_in(
        self,
        outcome: Outcome,
        raws: Sequence[Any],
        notes: Iterable[Callable[[Connection], None]],
        young: Collection[int],
    ) -> None:
        group = []
        for raw in raws:
            try:
                group.append((heard_in(raw), raw))
            except UnreadableUpdate:
                outcome.counted["updates.numberless"] += 1
        group.sort(key=lambda one: one[0].update_id)  # several connections may have brought them
        with self.store.transaction() as db:
            for note in notes:
                note(db)
            if group:
                chats = {heard.chat_id for heard, _ in group}
                held = chats - talks.lock(db, chats - {0}) - {0}  # what is said in no chat needs none
                here = {heard.update_id for heard, _ in group}
                known, falls = inbox.came_before(db, here | {number - 1 for number in young})
                hasty: set[int] = set()
                busy = inbox.busy(db, chats) | held
                outcome.held = bool(held)
                work = self._work(db, outcome, chats - busy, busy)
                for heard, raw in group:
                    number = heard.update_id
                    if number in known:
                        outcome.counted["updates.repeated"] += 1
                    elif heard.chat_id in hasty or (number in young and number - 1 not in known | here):
                        hasty.add(heard.chat_id)
                        outcome.early.add(number)
                    else:
                        known.add(number)
                        with turn(number):
                            work.arrive(heard, raw, falls.get(number, 0))
                work.write(self.holder, HOLD)

    def take_up(self, limit: int = 50) -> Outcome:
        """Updates that were put off and are due, and messages that nobody is sending."""
        outcome = Outcome()
        with self._watched(outcome):
            for waiting in self._resume(outcome, limit):
                self._try_alone(outcome, waiting)
        self._clean(outcome)
        with self.store.transaction() as db:
            now = self.clock()
            claimed = outbox.claim(
                db, self.store.vault, self.holder, now=now, far=now + LONGEST_WAIT, lapse=now + HOLD, limit=limit
            )
        for row in claimed:
            if not row.body:
                log().error("message_unopened")
                row = replace(row, body=Message(say("channel.message_unopened")).dump())  # noqa: PLW2901
            outcome.outgoing.append(row)
        return outcome

    def _resume(self, outcome: Outcome, limit: int) -> list[Waiting]:
        """What waits is done; what has ended a process comes back, to be tried alone."""
        with self.store.transaction() as db:
            now = self.clock()
            chats = inbox.due_chats(db, now, now + LONGEST_WAIT, limit)
            if not chats:
                return []
            mine = talks.lock(db, chats)
            work = self._work(db, outcome, mine, set(chats) - mine)
            for waiting in (one for chat_id in chats for one in inbox.waiting(db, chat_id, MOST_RESUMED)):
                with turn(waiting.update_id):
                    work.resume(waiting)
            work.write(self.holder, HOLD)
        return work.alone

    def _try_alone(self, outcome: Outcome, waiting: Waiting) -> None:
        """The second try of an update that has ended a process, noted before it is made."""
        for note in (True, False):
            with self.store.transaction() as db:
                if not talks.lock(db, [waiting.chat_id]):
                    return
                if note:
                    inbox.fell(db, waiting.update_id, self.clock())
                    continue
                work = self._work(db, outcome, [waiting.chat_id])
                with turn(waiting.update_id):
                    work.retry(waiting)
                work.write(self.holder, HOLD)

    def remember_falls(self) -> Outcome:
        """Note what processes before us were at when they were ended."""
        if fallen := self.trace.fallen():
            with self.store.transaction() as db:
                for one in fallen:
                    with turn(one.number if one.doing is Doing.UPDATE else None):
                        log().error("process_fell", during=one.doing.name.lower())
                    if one.doing is Doing.UPDATE:
                        inbox.fell(db, one.number, self.clock())
                    else:
                        reminders.put_off(db, one.number, self.clock() + DAY)
        self.trace.noted()
        return Outcome()

    @contextmanager
    def _watched(self, outcome: Outcome) -> Iterator[None]:
        """A step that outlasts its transaction would be tried for ever: it counts like one that ends the process."""
        try:
            yield
        except Fault:
            if outcome.overran is not None:
                with self.store.transaction() as db:
                    inbox.fell(db, outcome.overran, self.clock())
            raise

    def expire(self) -> Outcome:
        """Drop what is kept no longer."""
        with self.store.transaction() as db:
            gone = expire(db, self.clock(), self.retention)
        if gone.jumped:
            log().warning("clock_jumped")
        if gone.waiting:
            log().warning("retention_waits", talks=gone.waiting)
        return Outcome(counted=Counter({"updates.expired": gone.rows}))

    def set_aside(self, raw: Mapping[str, Any], error: Exception) -> Outcome:
        """An update that makes even the transaction fail: kept apart, counted, answered with an apology."""
        outcome = Outcome()
        heard = heard_in(raw)
        with turn(heard.update_id):
            log().error("update_set_aside", error=where(error))
        with self.store.transaction() as db:
            if not talks.lock(db, [heard.chat_id]):
                raise Fault("store.locked", place=self.store.place)
            if not inbox.came_before(db, [heard.update_id])[0]:
                work = self._work(db, outcome, ())
                work.give_up(heard, raw)
                work.write(self.holder, HOLD)
        return outcome

    def _work(self, db: Connection, outcome: Outcome, chats: Collection[int], busy: Iterable[int] = ()) -> Work:
        """A transaction's work with the talks of these chats at hand."""
        stored = talks.sealed(db, chats) if chats else {}
        now, today = self.clock(), self.today()
        return Work(
            *(db, self.store.vault, self.engine, outcome, stored, set(busy), now, today, self.link),
            flood=self.flood,
            worked=self.worked,
            trace=self.trace,
        )

    def _clean(self, outcome: Outcome) -> None:
        """What was forgotten must not linger in SQLite's write-ahead log."""
        if outcome.forgot and self.store.engine.dialect.name == "sqlite":
            with self.store.engine.connect() as connection:
                raw = connection.connection.dbapi_connection
                if raw is not None:
                    connection.rollback()
                    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        outcome.forgot = False
