"""The steps of one transaction, one update after the other: first in memory, then written together."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, literal, select

from bot.channels.telegram.parse import Heard, UnreadableUpdate, What, hear, number_of
from bot.channels.telegram.render import Message, messages
from bot.delivery.flood import SLICE, Flood
from bot.delivery.trace import Doing, Trace
from bot.engine import FORGOTTEN, LEAVING, Engine, Session
from bot.faults import Fault, where
from bot.log import log
from bot.metrics import step_seconds
from bot.store import inbox, outbox, reminders, talks
from bot.store.inbox import Waiting
from bot.store.outbox import Outgoing
from bot.store.schema import State
from bot.store.vault import Vault
from dialogs.messages import NewerTalk, Reply, Said
from dialogs.phrases import say

TRIES = 3
FALLS = 2  # processes that an update may end
TRIES_ELSEWHERE = 60  # while a new version or a new key is rolled out another process can do what we cannot
RETRY_AFTER = 1_000  # milliseconds, times the tries so far
KEEP_ALIVE = 1.0  # seconds
OVERRUN = 5_000  # milliseconds of processor time: a step of this length is no ordinary one
LARGEST_TALK = 64_000  # bytes of a stored talk; by talking it grows to a tenth of that


@dataclass(slots=True)
class Outcome:
    """What a committed transaction asks for: messages to send now, updates that came too early and are to come again.

    counted: for the log and the metrics.
    """

    outgoing: list[Outgoing] = field(default_factory=list)
    early: set[int] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)
    forgot: bool = False
    overran: int | None = None  # an update whose step took so long that the transaction may not have lasted
    held: bool = False  # another process held a chat of ours: what was stored may soon be taken up


def heard_in(raw: Any) -> Heard:
    """What an update says; one that says nothing readable keeps its number. UnreadableUpdate when it has none."""
    number = number_of(raw)
    try:
        return hear(raw)
    except UnreadableUpdate as error:
        return Heard(number, What.UNREADABLE, error.chat_id)


@dataclass(slots=True)
class Work:
    """stored: the talks at hand, sealed. busy: chats whose updates have to wait behind an earlier one.

    worked: processor time that this thread has used, in seconds. trace: where it is noted what we are at.
    """

    db: Connection
    vault: Vault
    engine: Engine
    outcome: Outcome
    stored: dict[int, bytes]
    busy: set[int]
    now: int
    today: date
    link: str
    flood: Flood
    worked: Callable[[], float]
    trace: Trace
    changed: dict[int, Session] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)  # of the talks that were opened or changed
    cost: Counter[int] = field(default_factory=Counter)  # milliseconds of processor time, by chat
    bodies: list[tuple[int, str]] = field(default_factory=list)
    waking: dict[int, datetime | None] = field(default_factory=dict)
    arrived: list[int] = field(default_factory=list)  # done without ever having been stored
    resumed: list[int] = field(default_factory=list)
    alone: list[Waiting] = field(default_factory=list)  # stored, and to be tried each in a transaction of its own
    spoke: float = field(default_factory=time.monotonic)  # when the database last heard of us

    def arrive(self, heard: Heard, raw: Mapping[str, Any], falls: int = 0) -> None:
        """An update that is new here: done now, or stored because it cannot be.

        falls: processes that it has ended before. Then it is stored, to be tried alone, or never again.
        """
        self._keep_alive()
        if heard.what is What.UNREADABLE or falls >= FALLS:
            self.give_up(heard, raw)
        elif heard.what is What.NOTHING:
            self.arrived.append(heard.update_id)
        elif heard.chat_id in self.busy or falls:
            self.busy.add(heard.chat_id)
            self._store(heard, raw)
        elif (wait := self._wait(heard.chat_id)) is not None:
            self.busy.add(heard.chat_id)
            self.outcome.counted["updates.slowed"] += 1
            self._store(heard, raw, due=self.now + wait)
        elif not self._step(heard):
            self.arrived.append(heard.update_id)
        else:
            self.busy.add(heard.chat_id)
            self._store(heard, raw, tries=1, due=self.now + RETRY_AFTER)

    def resume(self, waiting: Waiting) -> None:
        """A stored update, tried once more; after its last try it is set aside and stops nobody."""
        if waiting.chat_id in self.busy:
            return
        if waiting.falls >= FALLS:
            log().error("update_set_aside", falls=waiting.falls)
            self._fail(Heard(waiting.update_id, What.UNREADABLE, waiting.chat_id), waiting.tries + 1, 0)
            return
        if waiting.falls:  # to be tried alone
            self.alone.append(waiting)
            self.busy.add(waiting.chat_id)
            return
        self.retry(waiting)

    def retry(self, waiting: Waiting) -> None:
        self._keep_alive()
        try:
            heard = hear(json.loads(inbox.opened(self.vault, waiting)))
        except (Fault, ValueError) as error:
            of_key = isinstance(error, Fault) and error.reason == "store.key"
            elsewhere = of_key and talks.under_new_key(self.db, waiting.raw)
            log().warning("update_of_another" if elsewhere else "update_unopened", error=where(error))
            heard = Heard(waiting.update_id, What.UNREADABLE, waiting.chat_id)
            self._fail(heard, waiting.tries + 1, TRIES_ELSEWHERE if elsewhere else 0)
            return
        first = not waiting.tries and not waiting.falls
        if first and (wait := self._wait(heard.chat_id)) is not None:
            inbox.again(self.db, heard.update_id, 0, self.now + wait)
            self.busy.add(heard.chat_id)
            return
        most = self._step(heard, waiting.tries)
        if not most:
            self.resumed.append(heard.update_id)
            return
        self._fail(heard, waiting.tries + 1, most)

    def _keep_alive(self) -> None:
        """Tell the database that we are at work: it ends a transaction that has said nothing for long."""
        if time.monotonic() - self.spoke > KEEP_ALIVE:
            self.db.execute(select(literal(1)))
            self.spoke = time.monotonic()

    def _wait(self, chat_id: int) -> int | None:
        """Milliseconds until this chat may be heard, for the sake of the others; None when it is heard now."""
        if self.cost[chat_id] >= SLICE:
            return 0
        return self.flood.wait(chat_id, self.now) or None

    def _fail(self, heard: Heard, tries: int, most: int) -> None:
        if tries < most:
            inbox.again(self.db, heard.update_id, tries, self.now + min(tries, TRIES) * RETRY_AFTER)
            self.busy.add(heard.chat_id)
        else:
            inbox.set_aside(self.db, heard.update_id, tries)
            self._apologise(heard)

    def give_up(self, heard: Heard, raw: Mapping[str, Any]) -> None:
        """An update that must not be tried: kept apart, answered with an apology."""
        self._store(heard, raw, tries=TRIES, state=State.ASIDE)
        self._apologise(heard)

    def write(self, holder: int, hold: int) -> None:
        """Everything that the steps have changed; the new messages of chats that are free are ours to send."""
        inbox.put_done(self.db, self.arrived, self.now)
        inbox.done(self.db, self.resumed)
        talks.save(self.db, self.vault, {chat_id: self.texts[chat_id] for chat_id in self.changed}, self.now)
        reminders.schedule(self.db, {chat_id: self.waking[chat_id] for chat_id in self.changed})
        chats = {chat_id for chat_id, _ in self.bodies}
        free = chats - outbox.held_by_others(self.db, chats, holder)
        self.outcome.outgoing += outbox.put(
            self.db, self.vault, self.bodies, holder=holder, lapse=self.now + hold, free=free
        )
        self.outcome.counted["updates.done"] += len(self.arrived) + len(self.resumed)

    def _store(
        self, heard: Heard, raw: Mapping[str, Any], *, tries: int = 0, due: int = 0, state: State = State.WAITING
    ) -> None:
        sealed = inbox.sealed(self.vault, heard.chat_id, json.dumps(raw))
        inbox.put(self.db, Waiting(heard.update_id, heard.chat_id, tries, due, sealed), self.now, state)

    def _apologise(self, heard: Heard) -> None:
        self.outcome.counted["updates.aside"] += 1
        if heard.chat_id:
            self.bodies.append((heard.chat_id, Message(say("channel.apology"), answers=heard.query_id).dump()))

    def _step(self, heard: Heard, tries: int = 0) -> int:
        """One update's effect; or, when it failed and nothing has changed, how many tries it is to have."""
        match heard.what:
            case What.SAID:
                return self._converse(heard, tries)
            case What.GROUP:
                link = ((say("channel.group_button"), self.link),)
                self.bodies.append(
                    (heard.chat_id, Message(say("channel.group"), (link,), answers=heard.query_id).dump())
                )
            case What.LEFT:
                self.bodies = [(chat_id, body) for chat_id, body in self.bodies if chat_id != heard.chat_id]
                outbox.drop(self.db, [heard.chat_id])
                reminders.schedule(self.db, {heard.chat_id: None})
        return 0

    def _converse(self, heard: Heard, tries: int) -> int:
        """One turn of the talk, charged to its chat."""
        began = self.worked()
        try:
            with self.trace.at(Doing.UPDATE, heard.update_id):
                return self._turn(heard, tries)
        finally:
            cost = round(1000 * (self.worked() - began))
            self.cost[heard.chat_id] += cost
            self.flood.charge(heard.chat_id, cost, self.now)
            if cost > OVERRUN:
                self.outcome.overran = heard.update_id

    def _turn(self, heard: Heard, tries: int) -> int:
        chat_id = heard.chat_id
        try:
            talk = self.changed.get(chat_id) or self._talk(chat_id)
        except Exception as error:  # noqa: BLE001 - whatever keeps it from opening
            if self._elsewhere(error, chat_id) and not (_leaves(heard) and tries + 1 >= TRIES):
                log().warning("talk_of_another", error=where(error))
                return TRIES_ELSEWHERE
            log().error("talk_unopened", error=where(error))
            self.outcome.counted["updates.unopened"] += 1
            if not _leaves(heard):
                self.bodies += _bodies(heard, [Reply((say("channel.unopened"),))])
                return 0
            talks.put_aside(self.db, chat_id)
            talk = self.engine.new()
        try:
            with step_seconds.time():
                session, replies = self.engine.step(talk, Said(heard.kind, heard.text, self.today))
            text = "" if session.stage == FORGOTTEN else session.dump()
            if too_large := self._too_large(chat_id, text):
                replies = (Reply((say("channel.full"),)),)
            bodies = _bodies(heard, replies)
        except Exception as error:  # noqa: BLE001 - whatever it is, the talk stays as it was
            self.outcome.counted["updates.failed"] += 1
            log().error("step_failed", error=where(error))
            return TRIES
        if session.stage == FORGOTTEN:
            self._forget(chat_id, heard.update_id)
        elif not too_large:
            self.changed[chat_id], self.texts[chat_id] = session, text
            self.waking[chat_id] = self._moment(session)
        self.bodies += bodies
        self.outcome.counted.update(tally for reply in replies for tally in _tallies(reply))
        return 0

    def _too_large(self, chat_id: int, text: str) -> bool:
        """Whether this word would make the talk larger than is kept; one that is too large may still shrink."""
        before = len(self.texts.get(chat_id, "").encode())
        too_large = len(text.encode()) > max(LARGEST_TALK, before)
        if too_large:
            log().warning("talk_full")
            self.outcome.counted["updates.too_large"] += 1
        return too_large

    def _elsewhere(self, error: Exception, chat_id: int) -> bool:
        """Whether another process may open what we cannot: it is of a later version, or under a newer key."""
        of_key = isinstance(error, Fault) and error.reason == "store.key"
        return isinstance(error, NewerTalk) or (of_key and talks.under_new_key(self.db, self.stored[chat_id]))

    def _moment(self, session: Session) -> datetime | None:
        """When to look at the talk for reminders; a fault there must not cost the answer."""
        now = datetime.fromtimestamp(self.now / 1000, UTC)
        try:
            return self.engine.wake(session, now)
        except Exception as error:  # noqa: BLE001 - it is looked at again, and logged again
            log().error("reminder_failed", error=where(error))
            return now + timedelta(hours=1)

    def _talk(self, chat_id: int) -> Session:
        sealed = self.stored.get(chat_id)
        if sealed is None:
            fresh: Session = self.engine.new()
            return fresh
        text = talks.opened(self.vault, chat_id, sealed)
        session: Session = self.engine.load(text)
        self.texts[chat_id] = text
        return session

    def _forget(self, chat_id: int, update_id: int) -> None:
        """Every row of the chat, what waits to be sent included; only the last word still goes out."""
        talks.forget(self.db, chat_id, update_id)
        self.changed.pop(chat_id, None)
        self.stored.pop(chat_id, None)
        self.texts.pop(chat_id, None)
        self.bodies = [(chat, body) for chat, body in self.bodies if chat != chat_id]
        self.outcome.forgot = True


def _leaves(heard: Heard) -> bool:
    """Whether somebody wants to begin afresh or to be forgotten, which no stored word is needed for."""
    return heard.text.strip().casefold() in LEAVING


def _bodies(heard: Heard, replies: Sequence[Reply]) -> list[tuple[int, str]]:
    return [(heard.chat_id, message.dump(heard.update_id)) for message in messages(heard, replies)]


def _tallies(reply: Reply) -> Iterator[str]:
    """What is worth counting of a step: the event, the stage it led to, the question misread, what was refused."""
    event, _, _ = reply.heard.partition(".")
    yield f"heard.{reply.heard if event == 'question' else event}"
    yield f"stage.{reply.stage}"
    if event == "misread":
        yield f"misread.{(reply.question or 'none').rpartition('.')[2]}"
    yield from (f"refused.{reason}" for reason in reply.refused)
