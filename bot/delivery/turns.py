"""From updates to replies, whole groups in one transaction: nothing is half done, nothing is done twice.

Arrivals are counted in, their talks locked and loaded, the pure steps run, and talks, outgoing messages and "done"
written together. An update leaves its text in the store only when its step failed or has to wait: for another of its
chat, or for a process that holds the talk.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from bot.delivery.channel import Channel, Heard, Numberless, What
from bot.delivery.flood import BRIEF, Flood
from bot.delivery.trace import Doing, Trace
from bot.delivery.work import DEEPEST, Outcome, Talk, Work
from bot.engine import Engine
from bot.faults import Fault, where
from bot.log import log, turn
from bot.store import Store, chats, inbox, messages, outbox, reminders, talks
from bot.store.forgetting import is_doomed
from bot.store.inbox import Inbox, Waiting
from bot.store.locks import lock
from bot.store.messages import Numbered
from bot.store.outbox import Outgoing
from bot.store.retention import DAY, expire
from dialogs.messages import Reply
from dialogs.phrases import say

HOLD = 5_000  # milliseconds until another process may send what we hold; renewed while we live
MOST_RESUMED = 60  # stored updates of one talk in one transaction, so that no chat crowds out the others
LOG = "what is forgotten"
LONGEST_WAIT = 3_600_000  # nothing is ever put off for longer


@dataclass(frozen=True, slots=True)
class Arrived:
    """A row of the outbox that its channel has taken, and the message that it became, where that has a number."""

    row: int
    message: Numbered | None = None


@dataclass(slots=True)
class Seen:
    """What the clock said at the last sweep, and until when nothing is told from a leap of it."""

    last: int | None = None
    until: int = 0

    def at(self, now: int) -> None:
        if self.last is not None and abs(now - self.last) > LONGEST_WAIT:
            self.until = now + HOLD
        self.last = now

    def leapt(self, now: int) -> bool:
        return self.until - HOLD <= now < self.until


@dataclass(frozen=True, slots=True)
class Turns:
    """holder: this process, as the outbox knows it. clock: milliseconds. retention: days a talk is kept.

    worked: seconds of processor time that the calling thread has used. direct: one person waits for the answer here
    and now, so that nothing is put off or tried again. lingers: whether forgotten words may still stand somewhere.
    """

    store: Store
    channel: Channel
    engine: Engine
    holder: int
    clock: Callable[[], int]
    today: Callable[[], date]
    retention: int = 400
    flood: Flood = field(default_factory=Flood)
    trace: Trace = field(default_factory=Trace)
    worked: Callable[[], float] = time.thread_time
    direct: bool = False
    seen: Seen = field(default_factory=Seen)
    lingers: set[str] = field(default_factory=lambda: {LOG})  # and what a killed process left there

    def take_in(
        self, raws: Sequence[Any], notes: Iterable[Callable[[Connection], None]] = (), young: Collection[int] = ()
    ) -> Outcome:
        """New updates as the channel brought them, and what else is to be written along.

        young: updates so fresh that the one before may still be on its way over another connection. Where that is
        missing they are left for later, and named in the outcome's ``early``.
        """
        outcome = Outcome()
        group = []
        for raw in raws:
            try:
                group.append((self.channel.parse(raw), raw))
            except Numberless:
                outcome.counted["updates.numberless"] += 1
        length: Counter[str] = Counter()
        for heard, _ in group:
            length[heard.chat] += len(heard.text)
        now = self.clock()
        group.sort(
            key=lambda one: (
                self.flood.is_heavy(one[0].chat, now),
                length[one[0].chat] > BRIEF,
                one[0].number or 0,  # several connections may have brought them
            )
        )
        with self._watched(outcome), self.store.transaction() as db:
            for note in notes:
                note(db)
            if group:
                self._take_in(db, outcome, group, set(young))
            outcome.forgot |= self.direct and is_doomed(db)  # nobody sweeps there
        self._clean(outcome)
        return outcome

    def _take_in(self, db: Connection, outcome: Outcome, group: Sequence[tuple[Heard, Any]], young: set[int]) -> None:
        work = self._work(db, outcome, self._at_hand(db, outcome, {heard.chat for heard, _ in group} - {""}))
        here = {heard.number for heard, _ in group if heard.number is not None}
        known, falls = work.inbox.known(here | {number - 1 for number in young})
        hasty: set[str] = set()
        for heard, raw in group:
            number = heard.number
            if number in known:
                outcome.counted["updates.repeated"] += 1
            elif number is not None and (heard.chat in hasty or (number in young and number - 1 not in known | here)):
                hasty.add(heard.chat)
                outcome.early.add(number)
            else:
                known |= set() if number is None else {number}
                with turn(number):
                    work.arrive(heard, raw, falls.get(number, 0) if number is not None else 0)
        work.write(self.holder, HOLD)

    def _at_hand(self, db: Connection, outcome: Outcome, names: Collection[str]) -> dict[str, Talk]:
        """The talks of these chats, locked and loaded; one that another process holds is busy."""
        found, blocked = chats.heard(db, self.store.ring, self.channel.name, names)
        mine = lock(db, found.values())
        stored = talks.at_hand(db, mine) if mine else {}
        unsure = {name for name, number in found.items() if number in mine and number not in stored}
        if unsure and db.dialect.name == "postgresql":
            again = chats.find(db, self.store.ring, self.channel.name, unsure)
            if any(again.get(name) != found[name] for name in unsure):
                raise Fault("store.locked", place=self.store.place)  # forgotten before we had locked it
        busy = inbox.busy(db, found.values()) | (set(found.values()) - mine)
        outcome.held = len(mine) < len(found)
        at_hand = {}
        for name, number in found.items():
            session, unsent = stored.get(number, (None, 0))
            talk = Talk(name, number, session, number in busy, ours=number in mine, crowded=unsent >= DEEPEST)
            at_hand[name] = talk
        return at_hand | {name: Talk(name, blocked=True) for name in blocked}

    def take_up(self, limit: int = 50) -> Outcome:
        """Updates that were put off and are due, and messages that nobody is sending."""
        outcome = Outcome()
        with self._watched(outcome):
            for waiting in self._resume(outcome, limit):
                self._try_alone(outcome, waiting)
        with self.store.transaction() as db:
            outcome.forgot |= bool(self.lingers) or is_doomed(db)
            now = self.clock()
            self.seen.at(now)
            claimed = outbox.claim(
                *(db, self.store.ring, self.channel.name, self.holder),
                now=now,
                far=now + LONGEST_WAIT,
                lapse=now + HOLD,
                limit=limit,
                leapt=self.seen.leapt(now),
            )
        self._clean(outcome)
        outcome.outgoing += self.readable(claimed)
        return outcome

    def arrived(self, db: Connection, sent: Sequence[Arrived]) -> None:
        """Their rows go; what they became is remembered."""
        outbox.sent(db, [one.row for one in sent])
        messages.put(db, self.store.ring, [one.message for one in sent if one.message], self.clock())

    def number(self, raw: Any) -> int | None:
        """The channel's number of an update, where it has one."""
        try:
            return self.channel.parse(raw).number
        except Numberless:
            return None

    def readable(self, rows: Iterable[Outgoing]) -> list[Outgoing]:
        """The rows; one that does not open any more says so in its place."""
        return [row if row.body else replace(row, body=self._lost()) for row in rows]

    def _lost(self) -> str:
        log().error("message_unopened")
        return self.channel.render([Reply((say("channel.message_unopened"),))]).messages[0]

    def _resume(self, outcome: Outcome, limit: int) -> list[Waiting]:
        """What waits is done; what has ended a process comes back, to be tried alone."""
        with self.store.transaction() as db:
            now = self.clock()
            due = Inbox(db, self.channel.name).due_talks(now, now + LONGEST_WAIT, limit)
            if not due:
                return []
            mine = self._resumed(db, due)
            work = self._work(db, outcome, {f"#{number}": talk for number, talk in mine.items()})
            for number in due:
                for waiting in inbox.waiting(db, number, MOST_RESUMED) if number in mine else ():
                    with turn(waiting.number):
                        work.resume(mine[number], waiting)
            work.write(self.holder, HOLD)
        return work.alone

    def _resumed(self, db: Connection, numbers: Collection[int]) -> dict[int, Talk]:
        """Those of these talks that are ours, by number."""
        mine = lock(db, numbers)
        stored, names = talks.sealed(db, mine), chats.addresses(db, self.store.ring, mine)
        return {number: Talk(names.get(number, ""), number, stored.get(number)) for number in mine}

    def _try_alone(self, outcome: Outcome, waiting: Waiting) -> None:
        """The second try of an update that has ended a process, noted before it is made."""
        for note in (True, False):
            with self.store.transaction() as db:
                talk = self._resumed(db, [waiting.talk]).get(waiting.talk)
                if talk is None:
                    return
                if note:
                    Inbox(db, self.channel.name).fell(waiting.number, self.clock())
                    continue
                work = self._work(db, outcome, {talk.chat: talk})
                with turn(waiting.number):
                    work.retry(talk, waiting)
                work.write(self.holder, HOLD)

    def remember_falls(self) -> Outcome:
        """Note what processes before us were at when they were ended."""
        if fallen := self.trace.fallen():
            with self.store.transaction() as db:
                for one in fallen:
                    with turn(one.number if one.doing is Doing.UPDATE else None):
                        log().error("process_fell", during=one.doing.name.lower())
                    if one.doing is Doing.UPDATE:
                        Inbox(db, self.channel.name).fell(one.number, self.clock())
                    else:
                        reminders.put_off(db, one.number, self.clock() + DAY)
        self.trace.noted()
        return Outcome(idle=not fallen)

    @contextmanager
    def _watched(self, outcome: Outcome) -> Iterator[None]:
        """A step that outlasts its transaction would be tried for ever: it counts like one that ends the process."""
        try:
            yield
        except Fault:
            if outcome.overran is not None:
                with self.store.transaction() as db:
                    Inbox(db, self.channel.name).fell(outcome.overran, self.clock())
            raise

    def expire(self) -> Outcome:
        """Drop what is kept no longer."""
        with self.store.transaction() as db:
            gone = expire(db, self.clock(), self.retention)
        if gone.jumped:
            log().warning("clock_jumped")
        if gone.waiting:
            log().warning("retention_waits", talks=gone.waiting)
        outcome = Outcome(counted=Counter({"updates.expired": gone.rows}), forgot=gone.rows > 0)
        self._clean(outcome)
        return outcome

    def set_aside(self, raw: Any, error: Exception) -> Outcome:
        """An update that makes even the transaction fail: kept apart, counted, answered with an apology."""
        outcome = Outcome()
        heard = self.channel.parse(raw)
        with turn(heard.number):
            log().error("update_set_aside", error=where(error))
        with self.store.transaction() as db:
            work = self._work(db, outcome, self._at_hand(db, outcome, {heard.chat} - {""}))
            if outcome.held:
                raise Fault("store.locked", place=self.store.place)
            if heard.number is not None and not work.inbox.known([heard.number])[0]:
                work.arrive(replace(heard, what=What.UNREADABLE), raw)
                work.write(self.holder, HOLD)
        return outcome

    def _work(self, db: Connection, outcome: Outcome, at_hand: dict[str, Talk]) -> Work:
        return Work(
            *(db, self.store.ring, self.channel, self.engine, outcome, self.clock(), self.today()),
            flood=self.flood,
            worked=self.worked,
            trace=self.trace,
            direct=self.direct,
            talks=at_hand,
        )

    def _clean(self, outcome: Outcome) -> None:
        """What was forgotten must not linger; where something keeps it there, it is tried again at the next sweep."""
        if outcome.forgot:
            self.lingers.add(LOG)
            if self.store.clean():
                self.lingers.clear()
        outcome.forgot = False
