"""A bot, put together: channel, worker and sender over one store, until a signal ends them cleanly."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from threading import Thread, Timer
from typing import Protocol
from zoneinfo import ZoneInfo

from starlette.routing import Route

from bot import metrics
from bot.cli import version
from bot.delivery.channel import Channel
from bot.delivery.leading import lead
from bot.delivery.sender import Sender
from bot.delivery.trace import FileTrace, Trace
from bot.delivery.turns import LONGEST_WAIT, Turns
from bot.delivery.worker import Worker
from bot.engine import Engine
from bot.faults import Fault
from bot.log import log
from bot.papers import aside
from bot.serving import application, listen
from bot.settings import RunSettings, data_folder
from bot.store import Store
from bot.store.place import Place, place

GRACE = 8.0  # seconds in which messages under way may still arrive
END_WITHIN = 15.0  # seconds after the signal; whoever sent it waits for twenty
TAKES_TURNS = 0.001  # seconds after which a thread that computes lets another go on: the network waits for no step
RUNAWAY = 60.0  # seconds of processor time that one round of the database thread may take


class Served(Channel, Protocol):
    """A channel that ``rothbot run`` carries.

    called: updates are brought to us, one by one, and may overtake each other; else one of several processes asks.
    """

    @property
    def called(self) -> bool: ...

    async def open(self) -> None:
        """Known to the messenger from now on; patient while it is away. A Fault when it does not let us in."""

    async def close(self) -> None: ...

    def routes(self, worker: Worker) -> Sequence[Route]:
        """What the messenger calls."""

    async def fetch(self, worker: Worker) -> None:
        """For ever: ask for updates, and acknowledge what is committed."""


async def serve(settings: RunSettings, store: Store, engine: Engine, channel: Served) -> None:
    """Runs until SIGTERM or SIGINT. A Fault when the messenger does not let us in."""
    sys.setswitchinterval(TAKES_TURNS)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    warming = Thread(target=engine.warm, name="warming", daemon=True)  # while the messenger lets us in
    warming.start()

    def stop() -> None:
        stopped.set()
        end = Timer(END_WITHIN, _end_by_force)
        end.daemon = True
        end.start()

    for wanted in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(wanted, stop)
    try:
        if await _until(stopped, channel.open()):
            await asyncio.to_thread(warming.join)
            async with aside.kept():
                await _carry(settings, store, engine, channel, stopped)
    finally:
        await channel.close()


async def _carry(
    settings: RunSettings, store: Store, engine: Engine, channel: Served, stopped: asyncio.Event
) -> None:
    counts: Counter[str] = Counter()
    metrics.registry.register(metrics.Stored(store))

    def counted(tallies: Counter[str]) -> None:
        counts.update(tallies)
        metrics.count(tallies)

    holder, clock = secrets.randbits(62) + 1, clock_of()
    sender = Sender(
        channel,
        holder=holder,
        clock=clock,
        per_second=settings.rothbot_messages_per_second,
        at_once=settings.rothbot_sends_at_once,
        counted=counted,
    )
    trace = _trace(place(settings), channel.name, holder)
    today, days = _calendar(settings), settings.rothbot_retention_days
    turns = Turns(store, channel, engine, holder, clock, today, days, trace=trace)
    worker = sender.worker = Worker(
        turns, sender.take, counted, withdraw=sender.withdraw, unordered=channel.called, every_round=_wind
    )
    worker.start()
    log().info(
        "started",
        version=version(),
        database=store.engine.dialect.name,
        channel=channel.name,
        called=channel.called,
    )
    renewing = asyncio.create_task(sender.renew())
    app = application(worker, metrics.exposition, channel.routes(worker))
    try:
        asking = [] if channel.called else [lead(store, channel.name, lambda: channel.fetch(worker), stopped)]
        await asyncio.gather(listen(settings, app, stopped, called=channel.called), *asking)
    finally:
        stopped.set()
        renewing.cancel()
        await sender.stop(GRACE)
        await worker.stop()
        trace.close()
        signal.setitimer(signal.ITIMER_PROF, 0)
        log().info("stopped", **counts)


def _trace(at: Place, channel: str, holder: int) -> Trace:
    """Beside the database, or where something of ours outlives the process."""
    name = f"rothbot-{channel}-{sha256(at.name.encode()).hexdigest()[:12]}"
    stems = [at.file.with_name(f"{at.file.name}-{channel}")] if at.file else [Path(tempfile.gettempdir()) / name]
    if not at.file:
        with suppress(Fault):
            stems.insert(0, data_folder() / name)
    for stem in stems:
        with suppress(OSError):
            return FileTrace(stem, holder)
    log().warning("no_trace")
    return Trace()


def _wind() -> None:
    """Have the kernel end us when one step computes for ever: then no thread of ours may be left to do it.

    It counts processor time, so a process that was frozen, or waits, is left alone.
    """
    signal.setitimer(signal.ITIMER_PROF, RUNAWAY)


def _end_by_force() -> None:
    """Something hangs. What was under way is in the store, or comes again."""
    log().error("stopped_by_force")
    os._exit(1)


async def _until(stopped: asyncio.Event, work: Coroutine[None, None, None]) -> bool:
    """Whether the work was finished before the signal came."""
    task, signalled = asyncio.create_task(work), asyncio.create_task(stopped.wait())
    await asyncio.wait({task, signalled}, return_when=asyncio.FIRST_COMPLETED)
    for pending in (task, signalled):
        pending.cancel()
    if not task.done():
        return False
    await task
    return True


def clock_of(
    wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic
) -> Callable[[], int]:
    """Milliseconds since 1970 that do not go back while we run, when somebody sets the machine's clock a little.

    They go forward with it: a machine that has slept, or learned the time after its start, would be late for ever. A
    clock that was ahead by more than anything ever waits was wrong, and is followed back: else two processes of which
    one was started since would each take the other's messages for its own.
    """
    started = wall() - steady()

    def now() -> int:
        nonlocal started
        found = wall() - steady()
        started = found if started - found > LONGEST_WAIT / 1000 else max(started, found)
        return int((started + steady()) * 1000)

    return now


def _calendar(settings: RunSettings) -> Callable[[], date]:
    zone = ZoneInfo(settings.rothbot_timezone)
    return lambda: settings.rothbot_today or datetime.now(zone).date()
