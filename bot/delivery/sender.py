"""Delivers the outbox: in order within a talk, talks side by side, at the channel's pace.

Sending cannot be exactly once, for no messenger takes an idempotency key: what may have arrived is sent again.
A talk that must wait goes back to the store, so that it neither holds up others nor fills the memory.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter, deque
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from bot.delivery.channel import Channel, Gone, Refused, TooFast, Withdrawn
from bot.delivery.parcel import Parcel
from bot.delivery.turns import HOLD, LONGEST_WAIT, Arrived
from bot.delivery.worker import Worker
from bot.faults import Fault, where
from bot.log import log, turn
from bot.metrics import delivery_seconds
from bot.store import messages, outbox
from bot.store.messages import Numbered
from bot.store.outbox import Outgoing

BURST = 3  # messages in a row to one chat; after that one a second, as Telegram asks
FILES_AT_ONCE = 2  # a paper is drawn first, by a process of its own; messages do not wait for that
LONGEST_PAUSE = 10_000  # milliseconds between two tries
WITHIN, FILE_WITHIN = 10, 90  # seconds in which a message has arrived, or is not known to have
SHOW_EVERY = 4.0  # seconds; Telegram shows what we are at for five
OFTEN = 3  # tries after which a refused token is one
MOST_LIVE = 10_000  # talks whose last buttons are known without the store
RENEW_EVERY = HOLD / 1000 / 3  # seconds
SURE = HOLD / 1000 - 1  # seconds after the last renewal in which what we hold is ours
LOOK_AGAIN = 0.1  # seconds


class Sender:
    """holder, clock: as in Turns. per_second: messages to all chats together.

    at_once: messages that may be under way, or have arrived and are not written yet: a fall doubles no more.
    """

    def __init__(
        self,
        channel: Channel,
        *,
        holder: int,
        clock: Callable[[], int],
        per_second: int,
        at_once: int,
        counted: Callable[[Counter[str]], None],
    ) -> None:
        self._channel, self._holder, self._clock, self._counted = channel, holder, clock, counted
        self._slots, self._file_slots = asyncio.Semaphore(at_once), asyncio.Semaphore(FILES_AT_ONCE)
        self._gap, self._next = 1 / per_second, 0.0
        self._queues: dict[int, deque[Outgoing]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._given_back: Counter[int] = Counter()  # talks whose return to the store is not yet committed
        self._beside: dict[int, Outgoing] = {}  # files that are made and sent beside their talks
        self._live: dict[int, Numbered] = {}  # by talk: the last message with buttons; the store may not know it yet
        self._used: dict[int, int] = {}  # by talk: the newest message whose buttons were taken
        self._lost: set[int] = set()  # rows of our queues that another process has taken over, or that were withdrawn
        self._anew: set[int] = set()  # rows that were taken since it was last asked which of them are lost
        self._arrived_now: set[int] = set()  # rows that have arrived; the store does not know it yet
        self._renewed = math.inf  # when what we hold was last renewed, once that is done at all
        self.worker: Worker

    def take(self, rows: list[Outgoing]) -> None:
        """Rows that this process holds; those of a chat come in order. Our hold on some may have lapsed meanwhile."""
        anew = {row.id for row in rows}
        self._anew |= anew
        self._lost -= anew
        for row in rows:
            queue = self._queues.get(row.talk)
            if self._given_back[row.talk]:  # its earlier rows are on their way back, and this one goes with them
                self._spawn(self._give_back(row, due=0))
            elif row.id in self._beside or row.id in self._arrived_now:
                continue
            elif queue is None:
                self._queues[row.talk] = deque([row])
                self._spawn(self._talk(row.talk))
            elif row.id > queue[-1].id:
                queue.append(row)
            elif row.id not in {one.id for one in queue}:  # before what is at hand: all come again, in their order
                self._lost |= {one.id for one in queue}
                self._spawn(self._give_back(row, due=0))

    def withdraw(self, talks: Collection[int]) -> None:
        """Of these talks nothing is sent any more of what was taken until now; what is under way may arrive."""
        self._lost |= {row.id for talk in talks for row in self._queues.get(talk, ())}
        self._lost |= {row.id for row in self._beside.values() if row.talk in talks}

    async def renew(self) -> None:
        """For ever: keep what is to be sent from lapsing, and find out what another process has taken over."""
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            held = {*self._beside, *(row.id for queue in self._queues.values() for row in queue)}
            kept: set[int] = set()
            self._anew = set()

            def keep(db: Connection, held: set[int] = held, kept: set[int] = kept) -> None:
                kept |= outbox.keep(db, held, self._holder, self._clock() + HOLD)

            with suppress(Fault):
                if held:
                    self.worker.note(keep)
                    await self.worker.submit([])
                    there = {*self._beside, *(row.id for queue in self._queues.values() for row in queue)}
                    self._lost = (self._lost | (held - kept - self._anew)) & there
                self._renewed = began
            await asyncio.sleep(RENEW_EVERY)

    async def _is_ours(self, row: Outgoing) -> bool:
        """Whether it was not withdrawn, nor taken over by somebody else while we were frozen or without the store."""
        while asyncio.get_running_loop().time() - self._renewed > SURE:  # noqa: ASYNC110 - a clock, not an event
            await asyncio.sleep(LOOK_AGAIN)
        return row.id not in self._lost

    async def stop(self, grace: float) -> None:
        """Let what is under way arrive, within ``grace`` seconds; the rest stays in the store."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        for task in list(self._tasks):
            task.cancel()
        self.worker.note(partial(outbox.release, holder=self._holder))

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _talk(self, number: int) -> None:
        """One talk until nothing is left, or until it has to wait. Files are made and sent beside it."""
        queue, burst = self._queues[number], BURST
        while queue:
            if queue[0].id in self._lost:
                queue.popleft()
                continue
            if not burst:
                await asyncio.sleep(1)
                burst = 1
                continue  # meanwhile it may have been withdrawn
            burst -= 1
            row, parcel = queue[0], Parcel.of(queue[0].body)
            if parcel.document:
                self._beside[row.id] = row
                self._spawn(self._file(row, parcel))
            else:
                with turn(parcel.turn):
                    wait = await self._send(row, parcel)
                if wait is not None:
                    del self._queues[number]
                    await self._give_back(row, due=self._clock() + wait)
                    return
            if queue:
                queue.popleft()
        del self._queues[number]

    async def _file(self, row: Outgoing, parcel: Parcel) -> None:
        """One file, until it is settled: whoever waits for it sees that it is being made."""
        with turn(parcel.turn):
            while True:
                showing = asyncio.create_task(self._show_busy(row, parcel))
                try:
                    wait = await self._send(row, parcel)
                finally:
                    showing.cancel()
                if wait is None:
                    break
                row = replace(row, tries=row.tries + 1)
                await asyncio.sleep(wait / 1000)
        del self._beside[row.id]

    async def _show_busy(self, row: Outgoing, parcel: Parcel) -> None:
        while True:
            with suppress(Exception):
                await self._channel.busy(row.chat, parcel.document or "")
            await asyncio.sleep(SHOW_EVERY)

    async def _send(self, row: Outgoing, parcel: Parcel) -> int | None:
        """None when the row is settled; else the milliseconds until it may be tried again."""
        slots = self._file_slots if parcel.document else self._slots
        await slots.acquire()
        written: asyncio.Future[None] | None = None
        try:
            wait, written = await self._deliver(row, parcel)
        finally:
            if written is None:
                slots.release()
            else:  # until the store knows of it, a fall would send it again
                self._arrived_now.add(row.id)
                written.add_done_callback(lambda _: self._arrived_now.discard(row.id))
                written.add_done_callback(lambda _: slots.release())
        return wait

    async def _deliver(self, row: Outgoing, parcel: Parcel) -> tuple[int | None, asyncio.Future[None] | None]:
        """As ``_send``; and, when the row is settled by its arrival, what is done when that is written."""
        if parcel.uses_up:
            self._use_up(row, parcel.strips)
        try:
            await self._pace()
            if not await self._is_ours(row):
                return None, None
            with delivery_seconds.time():
                async with asyncio.timeout(FILE_WITHIN if parcel.document else WITHIN):
                    number = await parcel.deliver(self._channel, row.chat)
        except TooFast as error:
            self._counted(Counter({"sends.slowed": 1}))
            return min(error.wait, LONGEST_WAIT), None
        except Gone:
            self._counted(Counter({"sends.blocked": 1}))
            self._queues.get(row.talk, deque()).clear()
            self.worker.note(partial(outbox.drop, talks=[row.talk]))
            return None, None
        except Refused as error:  # and would be for ever
            log().error("message_refused", reason=error.reason)
            self._counted(Counter({"sends.refused": 1}))
            number = None
        except Exception as error:  # noqa: BLE001 - it may have arrived or not, so it goes out again
            if isinstance(error, Withdrawn) and row.tries >= OFTEN:  # once may be a gateway's mistake
                log().error("token_refused")
            elif not row.tries:  # once a message, however long Telegram is away
                log().warning("message_unsure", error=where(error))
            self._counted(Counter({"sends.unsure": 1}))
            return min(1000 << min(row.tries, 10), LONGEST_PAUSE), None
        else:
            self._counted(Counter({"sends.sent": 1}))
        return None, self._arrived(row, parcel, number)

    def _arrived(self, row: Outgoing, parcel: Parcel, number: int | None) -> asyncio.Future[None]:
        """Its row goes, and what it became is remembered; where it took the place of no other, those are used up."""
        if number is None:
            return self.worker.sent(Arrived(row.id))
        if parcel.live and parcel.edits is not None and number != parcel.edits:  # it was sent anew
            self._use_up(row)
        told = Numbered(row.talk, number, parcel.question, row.body if parcel.live else None)
        if parcel.live:
            self._live[row.talk] = told
            while len(self._live) > MOST_LIVE:
                del self._live[next(iter(self._live))]
        return self.worker.sent(Arrived(row.id, told))

    def _use_up(self, row: Outgoing, pressed: int | None = None) -> None:
        """Take the buttons from every earlier message of the talk: what is stored, what arrived a moment ago, and the
        one that was pressed, should nobody know it.
        """
        own = self._live.pop(row.talk, None)
        found = {one.number: one for one in (*row.live, *([own] if own else []))}
        if pressed is not None:
            found.setdefault(pressed, Numbered(row.talk, pressed))
        for one in found.values():
            if self._used.get(one.talk, 0) < one.number or one.number == pressed:
                self._used[one.talk] = max(one.number, self._used.get(one.talk, 0))
                self._spawn(self._strip(row, one))
        while len(self._used) > MOST_LIVE:
            del self._used[next(iter(self._used))]

    async def _strip(self, row: Outgoing, one: Numbered) -> None:
        """Once, beside the message that follows. What fails stays noted, and goes with the next."""
        try:
            async with asyncio.timeout(WITHIN):
                await self._channel.use_up(row.chat, one.number, one.live, row.body)
        except Exception as error:  # noqa: BLE001 - what only decorates holds up nobody
            log().info("buttons_left", error=where(error))
            self._used.pop(one.talk, None)
        else:
            self.worker.note(partial(messages.used_up, talk=one.talk, number=one.number))

    async def _pace(self) -> None:
        """Not more than the limit over any two seconds; a second's worth may go at once."""
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now - 1) + self._gap
        if self._next > now:
            await asyncio.sleep(self._next - now)

    async def _give_back(self, row: Outgoing, due: int) -> None:
        """Hand the talk of this row to the store; until that is committed, whatever else comes for it follows."""
        self._given_back[row.talk] += 1
        self.worker.note(partial(outbox.later, first=row, holder=self._holder, due=due, but=set(self._beside)))
        while True:
            try:
                await self.worker.submit([])
                break
            except Fault:
                await asyncio.sleep(1)
        self._given_back[row.talk] -= 1
        if not self._given_back[row.talk]:
            del self._given_back[row.talk]
