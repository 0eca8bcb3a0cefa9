"""The steps of one transaction, one update after the other: first in memory, then written together."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, literal, select

from bot.delivery.channel import KEPT, Channel, Heard, What
from bot.delivery.flood import BRIEF, ROUND, SLICE, Flood
from bot.delivery.trace import Doing, Trace
from bot.engine import EXPORT, FORGET, FORGOTTEN, LEAVING, Engine, Session
from bot.faults import Fault, where
from bot.log import log
from bot.store import chats, held, inbox, messages, outbox, reminders, talks
from bot.store.inbox import Inbox, Waiting
from bot.store.keyring import Keyring
from bot.store.locks import lock
from bot.store.messages import Numbered
from bot.store.outbox import Body, Outgoing
from bot.store.schema import State
from dialogs.messages import Button, Kind, NewerTalk, Reply, Said
from dialogs.phrases import say

TRIES = 3
FALLS = 2  # processes that an update may end
TRIES_ELSEWHERE = 60  # while a new version or a new key is rolled out another process can do what we cannot
RETRY_AFTER = 1_000  # milliseconds, times the tries so far
KEEP_ALIVE = 1.0  # seconds
OVERRUN = 5_000  # milliseconds of processor time: a step of this length is no ordinary one
DEEPEST = 100  # updates of one chat that wait, and messages to it; a person reads no more answers than that
MANY_WAIT = 10  # updates of one chat, or messages to it, that /forget takes along instead of waiting behind them
LARGEST_TALK = 64_000  # bytes of a stored talk; by talking it grows to a tenth of that
_KEPT = {What.SAID, What.PUBLIC, What.UNREADABLE}  # an answer, or the update itself
_MANY = 10_000  # updates of one talk


@dataclass(slots=True)
class Outcome:
    """What a committed transaction asks for: messages to send now, updates that came too early and are to come again.

    counted, steps: for the log and the metrics; steps are the seconds that each took.
    """

    outgoing: list[Outgoing] = field(default_factory=list)
    early: set[int] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)
    steps: list[float] = field(default_factory=list)
    withdrawn: set[int] = field(default_factory=set)  # talks of which nothing is sent that came before ``outgoing``
    idle: bool = False  # there was nothing to do, and the store was not asked
    forgot: bool = False
    more: bool = False  # as much again may be due
    held: bool = False  # what was stored may be taken up at once: it waits for another process, or for the others
    overran: int | None = None  # an update whose step took so long that the transaction may not have lasted


@dataclass(slots=True)
class Talk:
    """A talk in a transaction.

    number: 0 while nothing is kept of it. sealed: as stored. busy: its updates have to wait behind an earlier one.
    text: of the session. cost: processor time in this transaction, in milliseconds. blocked: it is not heard.
    said: when its channel had the last word. ours: no other process holds it. crowded: as many messages wait to be
    sent to it as ever may. overtaken: updates that /forget has left out.
    """

    chat: str
    number: int = 0
    sealed: bytes | None = None
    busy: bool = False
    session: Session | None = None
    text: str = ""
    changed: bool = False
    waking: datetime | None = None
    shown: str | None = None
    cost: int = 0
    said: int = 0
    blocked: bool = False
    ours: bool = True
    crowded: bool = False
    overtaken: int = 0


@dataclass(slots=True)
class Work:
    """talks: those at hand, by chat. worked: processor time that this thread has used, in seconds.

    trace: where it is noted what we are at. direct: the person waits here and now, so that nothing is put off.
    """

    db: Connection
    ring: Keyring
    channel: Channel
    engine: Engine
    outcome: Outcome
    now: int
    today: date
    flood: Flood
    worked: Callable[[], float]
    trace: Trace
    direct: bool
    talks: dict[str, Talk]
    bodies: list[Body] = field(default_factory=list)
    arrived: list[int] = field(default_factory=list)  # done without ever having been stored
    resumed: list[int] = field(default_factory=list)
    alone: list[Waiting] = field(default_factory=list)  # stored, and to be tried each in a transaction of its own
    heard: list[Numbered] = field(default_factory=list)  # messages of people, to be remembered
    cost: int = 0  # processor time of all its steps, in milliseconds
    spoke: float = field(default_factory=time.monotonic)  # when the database last heard of us

    @property
    def inbox(self) -> Inbox:
        return Inbox(self.db, self.channel.name)

    def arrive(self, heard: Heard, raw: Any, falls: int = 0) -> None:
        """An update that is new here: done now, or stored because it cannot be.

        falls: processes that it has ended before. Then it is stored, to be tried alone, or never again.
        """
        self._keep_alive()
        talk = self.talks.setdefault(heard.chat, Talk(heard.chat))
        if talk.blocked:
            self.outcome.counted["updates.blocked"] += 1
            self._settled(heard)
        elif heard.what is What.NOTHING:
            self._settled(heard)
        elif heard.what in _KEPT and heard.chat and not talk.number and not self._begin(talk, heard):
            self.outcome.counted["updates.repeated"] += 1
        elif heard.what is What.UNREADABLE or falls >= FALLS:
            self._give_up(talk, heard, raw)
        elif talk.busy and not falls and self._overtakes(talk, heard):
            talk.overtaken, talk.busy = self.inbox.drop_waiting(talk.number), False
            self.outcome.counted["updates.turned_away"] += talk.overtaken
            self._at_once(talk, heard, raw)
        elif (talk.crowded or (talk.busy and not falls)) and self._is_full(talk, heard):
            self._turn_away(talk, heard)
        elif talk.busy or falls:
            talk.busy = True
            self._store(talk, heard, raw)
        elif (wait := self._wait(talk, heard)) is not None:
            talk.busy = True
            self.outcome.counted["updates.slowed"] += 1
            self._store(talk, heard, raw, due=self.now + wait)
        else:
            self._at_once(talk, heard, raw)

    def _at_once(self, talk: Talk, heard: Heard, raw: Any) -> None:
        if not self._step(talk, heard):
            self._settled(heard)
        elif self.direct:
            self._apologise(talk, heard)
        else:
            talk.busy = True
            self._store(talk, heard, raw, tries=1, due=self.now + RETRY_AFTER)

    def _overtakes(self, talk: Talk, heard: Heard) -> bool:
        """Whether somebody wants to be forgotten behind many words of theirs that nobody need hear any more."""
        return talk.ours and _is_over(heard) and self.inbox.depth(talk.number) >= MANY_WAIT

    def _is_full(self, talk: Talk, heard: Heard) -> bool:
        """Whether so much waits in this chat that this is not taken in.

        A wish to be forgotten takes along what waits; one to begin afresh has some room of its own.
        """
        if self.direct or (_is_over(heard) and talk.ours):
            return False
        most = DEEPEST + MANY_WAIT * _leaves(heard)
        return (talk.crowded and self._unsent(talk) >= most) or self.inbox.depth(talk.number) >= most

    def _turn_away(self, talk: Talk, heard: Heard) -> None:
        """Of a flood of words the rest is not heard, and that is told once."""
        self._settled(heard)
        self.outcome.counted["updates.turned_away"] += 1
        if self.flood.first_of_many(talk.chat, self.now):
            self._answer(talk, heard, [Reply((say("channel.flood", most=DEEPEST),))])

    def resume(self, talk: Talk, waiting: Waiting) -> None:
        """A stored update, tried once more; after its last try it is set aside and stops nobody."""
        if talk.busy:
            return
        if waiting.falls >= FALLS:
            log().error("update_set_aside", falls=waiting.falls)
            self._fail(talk, Heard(waiting.number, What.UNREADABLE, talk.chat), waiting.tries + 1, 0)
        elif waiting.falls:  # to be tried alone
            self.alone.append(waiting)
            talk.busy = True
        else:
            self.retry(talk, waiting)

    def retry(self, talk: Talk, waiting: Waiting) -> None:
        self._keep_alive()
        try:
            heard = self._stored(waiting)
        except (Fault, ValueError) as error:
            elsewhere = talks.is_elsewhere(self.db, self.ring, waiting.talk, error)
            log().warning("update_of_another" if elsewhere else "update_unopened", error=where(error))
            heard = Heard(waiting.number, What.UNREADABLE, talk.chat)
            self._fail(talk, heard, waiting.tries + 1, TRIES_ELSEWHERE if elsewhere else 0)
            return
        talk.chat = heard.chat
        first = not waiting.tries and not waiting.falls
        if first and (wait := self._wait(talk, heard)) is not None:
            self.inbox.again(waiting.number, 0, self.now + wait)
            talk.busy = True
            return
        most = self._step(talk, heard, waiting.tries)
        if not most:
            self.resumed.append(waiting.number)
            return
        self._fail(talk, heard, waiting.tries + 1, most)

    def _stored(self, waiting: Waiting) -> Heard:
        """What a stored update says. A Fault where it does not open, or was put in the place of another."""
        heard = self.channel.parse(json.loads(inbox.opened(self.ring, waiting)))
        if heard.number != waiting.number:
            raise Fault("store.altered")
        return heard

    def _give_up(self, talk: Talk, heard: Heard, raw: Any) -> None:
        """An update that must not be tried: kept apart, answered with an apology."""
        self._store(talk, heard, raw, tries=TRIES, state=State.ASIDE)
        self._apologise(talk, heard)

    def write(self, holder: int, hold: int) -> None:
        """Everything that the steps have changed; the new messages of talks that are free are ours to send."""
        self.inbox.put_done(self.arrived, self.now)
        self.inbox.done(self.resumed)
        changed = [talk for talk in self.talks.values() if talk.changed]
        said = {talk.number: talk.said for talk in changed}
        talks.save(self.db, self.ring, {talk.number: talk.text for talk in changed}, self.now, said)
        messages.put(self.db, self.ring, self.heard, self.now)
        for talk in changed:
            if talk.shown is not None:
                talks.save_shown(self.db, self.ring, talk.number, talk.shown)
        reminders.schedule(self.db, {talk.number: talk.waking for talk in changed})
        to = {body.talk for body in self.bodies}
        free = to if self.direct else to - outbox.held_by_others(self.db, to, holder)
        self.outcome.outgoing += outbox.put(
            self.db, self.ring, self.bodies, holder=holder, lapse=self.now + hold, free=free
        )
        self.outcome.counted["updates.done"] += len(self.arrived) + len(self.resumed)

    def _begin(self, talk: Talk, heard: Heard) -> bool:
        """A number for a chat that nothing is kept of; whether this update is still to be done.

        Another process may just have begun the same talk, with the same update.
        """
        talk.number, first = chats.begin(self.db, self.ring, self.channel.name, talk.chat)
        if first:
            return True
        talk.busy = not lock(self.db, [talk.number])
        self.outcome.held |= talk.busy
        talk.sealed = None if talk.busy else talks.sealed(self.db, [talk.number]).get(talk.number)
        return heard.number is None or not self.inbox.known([heard.number])[0]

    def _settled(self, heard: Heard) -> None:
        if heard.number is not None:
            self.arrived.append(heard.number)

    def _keep_alive(self) -> None:
        """Tell the database that we are at work: it ends a transaction that has said nothing for long."""
        if time.monotonic() - self.spoke > KEEP_ALIVE:
            self.db.execute(select(literal(1)))
            self.spoke = time.monotonic()

    def _wait(self, talk: Talk, heard: Heard) -> int | None:
        """Milliseconds until this chat may be heard, for the sake of the others; None when it is heard now."""
        if self.direct:
            return None
        if talk.cost >= SLICE:
            return 0
        if self.cost >= ROUND and (len(heard.text) > BRIEF or self.flood.is_heavy(talk.chat, self.now)):
            self.outcome.held = True
            return 0
        return self.flood.wait(talk.chat, self.now) or None

    def _fail(self, talk: Talk, heard: Heard, tries: int, most: int) -> None:
        number = heard.number or 0
        if tries < most:
            self.inbox.again(number, tries, self.now + min(tries, TRIES) * RETRY_AFTER)
            talk.busy = True
        else:
            self.inbox.set_aside(number, tries)
            self._apologise(talk, heard)

    def _store(
        self, talk: Talk, heard: Heard, raw: Any, *, tries: int = 0, due: int = 0, state: State = State.WAITING
    ) -> None:
        if heard.number is None:
            raise Fault(
                "store.locked", place=""
            )  # a talk of another call: whoever said this sees that and repeats it
        sealed = inbox.sealed(self.ring, talk.number, json.dumps(raw))
        self.inbox.put(Waiting(heard.number, talk.number, tries, due, sealed), self.now, state)

    def _apologise(self, talk: Talk, heard: Heard) -> None:
        self.outcome.counted["updates.aside"] += 1
        if talk.chat:
            self._answer(talk, heard, [Reply((say("channel.apology"),))])

    def _answer(self, talk: Talk, heard: Heard, replies: Sequence[Reply]) -> None:
        self._put(talk, self.channel.render(replies, heard).messages)

    def _put(self, talk: Talk, messages: Sequence[str]) -> None:
        self.bodies += [Body(talk.number, talk.chat, message) for message in messages]

    def _step(self, talk: Talk, heard: Heard, tries: int = 0) -> int:
        """One update's effect; or, when it failed and nothing has changed, how many tries it is to have."""
        match heard.what:
            case What.SAID:
                return self._converse(talk, heard, tries)
            case What.PUBLIC if talk.sealed is None and not talk.changed:  # told once: then silence
                button = Button(say("channel.group_button"), self.channel.link)
                self._answer(talk, heard, [Reply((say("channel.group"),), ((button,),))])
                talk.session, talk.changed = self.engine.new(), True
                talk.text = self.engine.new().dump()
            case What.LEFT:
                self._withdraw(talk)
                outbox.drop(self.db, [talk.number])
                reminders.schedule(self.db, {talk.number: None})
        return 0

    def _converse(self, talk: Talk, heard: Heard, tries: int) -> int:
        """One turn of the talk, charged to its chat."""
        began = self.worked()
        try:
            with self.trace.at(Doing.UPDATE, heard.number or 0):
                return self._turn(talk, heard, tries)
        finally:
            cost = round(1000 * (self.worked() - began))
            talk.cost += cost
            self.cost += cost
            self.flood.charge(talk.chat, cost, self.now)
            if cost > OVERRUN:
                self.outcome.overran = heard.number

    def _turn(self, talk: Talk, heard: Heard, tries: int) -> int:
        try:
            before = talk.session or self._open(talk)
        except Exception as error:  # noqa: BLE001 - whatever keeps it from opening
            if self._elsewhere(talk, error) and not (_leaves(heard) and tries + 1 >= TRIES):
                log().warning("talk_of_another", error=where(error))
                return TRIES_ELSEWHERE
            log().error("talk_unopened", error=where(error))
            self.outcome.counted["updates.unopened"] += 1
            if not _leaves(heard):
                self._answer(talk, heard, [Reply((say("channel.unopened"),))])
                return 0
            if self.ring.opens(talk.number):
                talks.put_aside(self.db, talk.number)
            else:
                self._leave(talk, heard)
            before = self.engine.new()
        try:
            began = time.perf_counter()
            session, replies = self.engine.step(before, self._said(talk, heard))
            self.outcome.steps.append(time.perf_counter() - began)
            replies = tuple(self._whole(talk, reply) for reply in replies)
            unsent = self._unsent(talk) if _is_over(heard) and not self.direct else 0
            overtakes = unsent >= MANY_WAIT
            if (left_out := talk.overtaken + unsent * overtakes) and session.stage != FORGOTTEN:
                replies = (Reply((say("channel.overtaken", count=left_out),)), *replies)
            text = "" if session.stage == FORGOTTEN else session.dump()
            if too_large := self._too_large(talk, text):
                replies = (Reply((say("channel.full"),)),)
            keeps = any(reply.keeps for reply in replies)
            kept = messages.newest(self.db, self.ring, talk.number, KEPT) if keeps else None
            rendered = self.channel.render(replies, heard, kept)
        except Exception as error:  # noqa: BLE001 - whatever it is, the talk stays as it was
            self.outcome.counted["updates.failed"] += 1
            log().error("step_failed", error=where(error))
            return TRIES
        if session.stage == FORGOTTEN:
            self.outcome.counted["sends.withdrawn"] += self._unsent(talk)
            self._forget(talk, heard)
        elif overtakes:
            self.outcome.counted["sends.withdrawn"] += unsent
            self._overtake(talk)
        if session.stage != FORGOTTEN and not too_large:
            talk.session, talk.text, talk.changed = session, text, True
            talk.waking, talk.shown = self._moment(session), rendered.shown
            talk.said = max(talk.said, heard.at)
            if heard.message is not None:
                self.heard.append(Numbered(talk.number, heard.message, _answered(replies)))
        self._put(talk, rendered.messages)
        self.outcome.counted.update(tally for reply in replies for tally in _tallies(reply))
        return 0

    def _said(self, talk: Talk, heard: Heard) -> Said:
        """With the question that it speaks of, where it speaks of an earlier message."""
        about = None
        if heard.refers is not None:
            fresh = next((one for one in reversed(self.heard) if one.number == heard.refers), None)
            found = messages.about(self.db, self.ring, talk.number, heard.refers)
            about = fresh.about if fresh and fresh.talk == talk.number else found
        return Said(heard.kind, heard.text, self.today, about, heard.language)

    def _whole(self, talk: Talk, reply: Reply) -> Reply:
        """An export with what is held beside the talk. While one is on its way no other: it would hold that one."""
        if reply.document != EXPORT or reply.content is None:
            return reply
        beside = held.beside(self.db, self.ring, talk.number)
        ahead = [*beside["to_be_sent"], *(json.loads(body.text) for body in self.bodies if body.talk == talk.number)]
        if any(message and message.get("document") == EXPORT for message in ahead):
            under_way = (say("channel.export_under_way"), *reply.blocks[1:])
            return replace(reply, blocks=under_way, document=None, content=None)
        return replace(reply, content=self.engine.whole(reply.content, beside))

    def _too_large(self, talk: Talk, text: str) -> bool:
        """Whether this word would make the talk larger than is kept; one that is too large may still shrink."""
        too_large = len(text.encode()) > max(LARGEST_TALK, len(talk.text.encode()))
        if too_large:
            log().warning("talk_full")
            self.outcome.counted["updates.too_large"] += 1
        return too_large

    def _elsewhere(self, talk: Talk, error: Exception) -> bool:
        """Whether another process may open what we cannot: it is of a later version, or under a newer key."""
        if self.direct:
            return False
        return isinstance(error, NewerTalk) or talks.is_elsewhere(self.db, self.ring, talk.number, error)

    def _moment(self, session: Session) -> datetime | None:
        """When to look at the talk for reminders; a fault there must not cost the answer."""
        now = datetime.fromtimestamp(self.now / 1000, UTC)
        try:
            return self.engine.wake(session, now)
        except Exception as error:  # noqa: BLE001 - it is looked at again, and logged again
            log().error("reminder_failed", error=where(error))
            return now + timedelta(hours=1)

    def _open(self, talk: Talk) -> Session:
        if talk.sealed is None:
            fresh: Session = self.engine.new()
            return fresh
        text = talks.opened(self.ring, talk.number, talk.sealed)
        session: Session = self.engine.load(text)
        talk.text = text
        return session

    def _forget(self, talk: Talk, heard: Heard) -> None:
        """Every row of the talk, what waits to be sent included, and the messages that can still be taken back.

        The last word, and what was said after it, go on under another number.
        """
        known, gone = messages.recent(self.db, talk.number, self.now), talk.number
        fresh = [one.number for one in self.heard if one.talk == gone]
        numbers = sorted({*known, *fresh, *([] if heard.message is None else [heard.message])})
        with self._under_another_number(talk, heard):
            self._withdraw(talk)
            talks.forget(self.db, gone, heard.number)
            talk.sealed, talk.session, talk.text, talk.changed = None, None, "", False
        self.heard = [one for one in self.heard if one.talk != gone]
        if numbers and (taking_back := self.channel.taking_back(numbers)):
            self._put(talk, [taking_back])
        self.outcome.forgot = True

    def _leave(self, talk: Talk, heard: Heard) -> None:
        """A talk whose key does not open stays as it is, and its chat begins another under a key of its own."""
        with self._under_another_number(talk, heard):
            chats.leave(self.db, talk.number)

    @contextmanager
    def _under_another_number(self, talk: Talk, heard: Heard) -> Iterator[None]:
        """What was said after this, and all that follows, goes on under a number of its own."""
        later = []
        for one in inbox.waiting(self.db, talk.number, _MANY) if heard.number is not None else ():
            with suppress(Fault):  # what does not open is set aside where it is
                if one.number > (heard.number or 0):
                    later.append((one.number, inbox.opened(self.ring, one)))
        yield
        self._begin(talk, Heard(None, What.NOTHING))
        for number, raw in later:
            self.inbox.move(number, talk.number, inbox.sealed(self.ring, talk.number, raw))

    def _unsent(self, talk: Talk) -> int:
        """How many messages to it wait, those of this transaction included."""
        return outbox.depth(self.db, talk.number) + sum(body.talk == talk.number for body in self.bodies)

    def _overtake(self, talk: Talk) -> None:
        """Answers that nobody waits for any more are not sent before the question whether to forget."""
        self._withdraw(talk)
        outbox.withdraw(self.db, talk.number)
        talk.crowded = False

    def _withdraw(self, talk: Talk) -> None:
        """Nothing is sent to it of what was to be sent until now."""
        self.bodies = [body for body in self.bodies if body.talk != talk.number]
        self.outcome.withdrawn.add(talk.number)


def _is_over(heard: Heard) -> bool:
    """Whether somebody wants to be forgotten."""
    return _orders(heard, FORGET)


def _leaves(heard: Heard) -> bool:
    """Whether somebody wants to begin afresh or to be forgotten, which no stored word is needed for."""
    return _orders(heard, *LEAVING)


def _orders(heard: Heard, *commands: str) -> bool:
    """Whether it is one of these commands, and no file or edited message that holds the same words."""
    return heard.kind in {Kind.TEXT, Kind.PRESS} and heard.text.strip().casefold() in commands


def _answered(replies: Sequence[Reply]) -> str | None:
    """The fact that the words were about: the one they settled, else the one that is still asked for."""
    settled = next((reply.settled[0] for reply in replies if reply.settled), None)
    return settled or next((reply.question for reply in replies if reply.question), None)


def _tallies(reply: Reply) -> Iterator[str]:
    """What is worth counting of a step: the event, the stage it led to, the question misread, what was refused."""
    event, _, _ = reply.heard.partition(".")
    yield f"heard.{reply.heard if event == 'question' else event}"
    yield f"stage.{reply.stage}"
    if event == "misread":
        yield f"misread.{(reply.question or 'none').rpartition('.')[2]}"
    yield from (f"refused.{reason}" for reason in reply.refused)
