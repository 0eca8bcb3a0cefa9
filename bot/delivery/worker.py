"""The one thread that talks to the database: it takes whatever has arrived meanwhile into one transaction.

One commit for many turns is what makes a durable turn cheap; a lone one does not wait for others.
Only where updates come over several connections does one wait a moment for the one before it.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from sqlalchemy import Connection

from bot.delivery.reminding import remind
from bot.delivery.turns import Arrived, Turns
from bot.delivery.work import Outcome
from bot.faults import Fault, where
from bot.log import log
from bot.metrics import step_seconds, transaction_seconds, update_seconds
from bot.store.faults import STILL_READS, passing
from bot.store.outbox import Outgoing

LARGEST_GROUP = 300  # updates in one transaction
COMPANY = 0.005  # seconds that news of arrived messages waits for updates to be written with
ORDERLY = 0.25  # seconds that an update waits for the one before it, which may still be on its way
LOOK_AGAIN = 0.01  # seconds
SWEEP_EVERY = 1.0  # seconds
HELD = 0.02  # seconds after which what waits for another process is looked at; then with every sweep
STUCK = 30.0  # seconds without a round after which this process is no longer alive
ABREAST = 5  # talks that are reminded in one transaction: as long as an ordinary step
REMINDERS = 25  # a second, where many are due at once: what Telegram takes, less what is left for answers
REMIND_EVERY = 5  # sweeps
EXPIRE_EVERY = 5  # sweeps; with a slice each time this outruns whatever Telegram lets through

Note = Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class _Sent:
    """A message that has arrived; done when that is written."""

    arrived: Arrived
    done: asyncio.Future[None]


@dataclass(slots=True)
class _Arrival:
    raws: list[Any]
    done: asyncio.Future[None]
    number: int | None = None  # of a single update that may have overtaken another
    came: float = field(default_factory=time.monotonic)

    @property
    def young(self) -> bool:
        return self.number is not None and time.monotonic() - self.came < ORDERLY


class Worker:
    """send: takes the messages of a committed transaction, in the event loop. counted: told what happened.

    withdraw: told the talks of which nothing is to be sent that came before. unordered: updates come singly and may
    overtake each other. every_round: called by the thread, once a round.
    """

    def __init__(
        self,
        turns: Turns,
        send: Callable[[list[Outgoing]], None],
        counted: Callable[[Counter[str]], None],
        *,
        withdraw: Callable[[Collection[int]], None] = lambda _: None,
        unordered: bool = False,
        every_round: Callable[[], None] = lambda: None,
    ) -> None:
        self._turns, self._send, self._counted, self._unordered = turns, send, counted, unordered
        self._withdraw, self._every_round = withdraw, every_round
        self._loop = asyncio.get_running_loop()
        self._queue: SimpleQueue[_Arrival | Note | _Sent | None] = SimpleQueue()
        self._notes: list[Note] = []
        self._sent: list[_Sent] = []
        self._early: list[_Arrival] = []
        self._trouble = ""  # what keeps the store from working, told once
        self._round = time.monotonic()  # when the thread last went round
        self._reminded, self._more_due = 0.0, False  # when reminders were last told; whether more are due
        self._held = False  # something waits for a chat that another process held a moment ago
        self._thread = Thread(target=self._run, name="database")

    def start(self) -> None:
        self._thread.start()

    def alive(self) -> bool:
        """Whether the thread makes progress, if only round its loop."""
        return self._thread.is_alive() and time.monotonic() - self._round < STUCK

    async def stop(self) -> None:
        """After everything that was submitted is written."""
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)

    def submit(self, raws: list[Any]) -> asyncio.Future[None]:
        """Done when the updates are committed; a Fault when the store could not take them, and nothing is kept."""
        single = self._unordered and len(raws) == 1
        arrival = _Arrival(raws, self._loop.create_future(), self._turns.number(raws[0]) if single else None)
        self._queue.put(arrival)
        return arrival.done

    def sent(self, arrived: Arrived) -> asyncio.Future[None]:
        """A message has arrived: its row goes with the next transaction. Done when it has gone."""
        one = _Sent(arrived, self._loop.create_future())
        self._queue.put(one)
        return one.done

    def note(self, note: Note) -> None:
        """Something small to be written with the next transaction."""
        self._queue.put(note)

    def _run(self) -> None:
        self._attempt(self._turns.remember_falls)  # before anything is heard
        running, swept, sweeps = True, 0.0, 0
        while running:
            self._round = time.monotonic()
            self._every_round()
            if self._held:
                swept, self._held = self._round - SWEEP_EVERY + HELD, False
            patience = swept + SWEEP_EVERY - time.monotonic()
            if self._more_due:
                patience = min(patience, self._reminded + ABREAST / REMINDERS - time.monotonic())
            arrivals, running = self._drain(min(patience, LOOK_AGAIN) if self._early else patience)
            arrivals, self._early = self._early + arrivals, []
            if arrivals or self._notes or self._sent:
                self._write(arrivals)
            if running and self._more_due and time.monotonic() - self._reminded >= ABREAST / REMINDERS:
                self._remind()
            if running and time.monotonic() - swept >= SWEEP_EVERY:
                self._sweep(sweeps)
                swept, sweeps = time.monotonic(), sweeps + 1

    def _sweep(self, number: int) -> None:
        """What is due by the clock; where the store is away the rest of it would only hold up who speaks next."""
        due: list[Callable[[], Outcome]] = [self._turns.remember_falls, self._turns.take_up]
        due += [self._turns.expire] if number % EXPIRE_EVERY == 0 else []
        for work in due:
            if self._attempt(work):
                return
        if number % REMIND_EVERY == 0:
            self._remind()

    def _remind(self) -> None:
        """A few of the reminders that are due; the next few after a moment in which others are heard."""
        self._reminded, self._more_due = time.monotonic(), False

        def told() -> Outcome:
            outcome = remind(self._turns, ABREAST)
            self._more_due = outcome.more
            return outcome

        self._attempt(told)

    def _drain(self, patience: float) -> tuple[list[_Arrival], bool]:
        """Everything that is there, waiting for the first; False after the last of all."""
        arrivals: list[_Arrival] = []
        updates = 0
        try:
            item = self._queue.get(timeout=max(patience, 0.001))
            company = time.monotonic() + COMPANY
            while item is not None:
                if isinstance(item, _Arrival):
                    arrivals.append(item)
                    updates += len(item.raws)
                elif isinstance(item, _Sent):
                    self._sent.append(item)
                else:
                    self._notes.append(item)
                if updates >= LARGEST_GROUP:
                    return arrivals, True
                hurried = arrivals or self._notes
                item = self._queue.get(timeout=0 if hurried else max(company - time.monotonic(), 0))
        except Empty:
            return arrivals, True
        return arrivals, False

    def _write(self, arrivals: list[_Arrival]) -> None:
        """One transaction; when it fails for a reason that will not pass, one for each update."""
        raws = [raw for arrival in arrivals for raw in arrival.raws]
        young = {arrival.number for arrival in arrivals if arrival.number is not None and arrival.young}
        notes, sent = self._notes, self._sent
        self._notes, self._sent = [], []
        written = notes + [partial(self._turns.arrived, sent=[one.arrived for one in sent])] * bool(sent)
        away = self._attempt(partial(self._turns.take_in, raws, written, young), arrivals)
        if away is not None and passing(away):
            self._notes, self._sent = notes, sent
        elif sent:
            self._loop.call_soon_threadsafe(_free, sent)
        if away is None:
            return
        if not passing(away):
            self._attempt(partial(self._turns.take_in, [], written))
            away = next(filter(None, map(self._alone, raws)), None)
        self._loop.call_soon_threadsafe(_settle, arrivals, away)

    def _alone(self, raw: Any) -> Fault | None:
        """One update; if it is the one at fault it is set aside, or its chat would never be heard again."""
        away = self._attempt(partial(self._turns.take_in, [raw]))
        if away is not None and not passing(away):
            return self._attempt(partial(self._turns.set_aside, raw, away))
        return away

    def _attempt(self, transaction: Callable[[], Outcome], arrivals: Sequence[_Arrival] = ()) -> Fault | None:
        """Commit, then hand on what it asks for and tell those who wait; or why it could not be done."""
        try:
            with transaction_seconds.time():
                outcome = transaction()
        except Exception as error:  # noqa: BLE001 - this thread must live; the fault goes to whoever waits
            fault = (
                error if isinstance(error, Fault) else Fault("store.other", problem=type(error).__name__, place="")
            )
            if fault.reason != self._trouble:
                log().error("store_failed", reason=fault.reason, error=where(error))
            self._trouble = "" if fault.reason == "store.other" else fault.reason
            return fault
        passed = not outcome.idle and (self._trouble not in STILL_READS or outcome.counted["updates.done"])
        if self._trouble and passed:
            log().info("store_back")
            self._trouble = ""
        self._held |= outcome.held
        self._early += [arrival for arrival in arrivals if arrival.number in outcome.early]
        done = [arrival for arrival in arrivals if arrival.number not in outcome.early]
        if outcome.outgoing or outcome.withdrawn or done:
            self._loop.call_soon_threadsafe(self._publish, outcome, done)
        for took in outcome.steps:
            step_seconds.observe(took)
        if outcome.counted:
            self._counted(outcome.counted)
        return None

    def _publish(self, outcome: Outcome, done: list[_Arrival]) -> None:
        self._withdraw(outcome.withdrawn)
        self._send(outcome.outgoing)
        _settle(done, None)


def _free(sent: Iterable[_Sent]) -> None:
    for one in sent:
        if not one.done.cancelled():
            one.done.set_result(None)


def _settle(arrivals: Iterable[_Arrival], away: Fault | None) -> None:
    for arrival in arrivals:
        if arrival.done.cancelled():
            continue
        if away is None:
            update_seconds.observe(time.monotonic() - arrival.came)
            arrival.done.set_result(None)
        else:
            arrival.done.set_exception(away)
