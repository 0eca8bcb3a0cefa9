"""The Telegram bot, put together: poller, worker and sender over one store, until a signal ends them cleanly."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from threading import Timer
from zoneinfo import ZoneInfo

from telegram.error import InvalidToken, TelegramError

from bot import metrics
from bot.channels.telegram.client import Client
from bot.channels.telegram.inlet import Inlet
from bot.channels.telegram.listening import listen
from bot.channels.telegram.poller import poll
from bot.channels.telegram.profile import introduce
from bot.delivery.leading import lead
from bot.delivery.sender import Sender
from bot.delivery.trace import FileTrace, Trace
from bot.delivery.turns import Turns
from bot.delivery.worker import Worker
from bot.engine import Engine
from bot.faults import Fault, where
from bot.log import log
from bot.settings import BotSettings, WebhookSettings, data_folder
from bot.store import Store
from bot.store.place import Place, place

GRACE = 8.0  # seconds in which messages under way may still arrive
END_WITHIN = 15.0  # seconds after the signal; whoever sent it waits for twenty
RUNAWAY = 60.0  # seconds of processor time that one round of the database thread may take


async def serve(settings: BotSettings, store: Store, engine: Engine) -> None:
    """Runs until SIGTERM or SIGINT. A Fault when Telegram refuses the token."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        stopped.set()
        end = Timer(END_WITHIN, _end_by_force)
        end.daemon = True
        end.start()

    for wanted in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(wanted, stop)
    client = Client(settings)
    try:
        if await _until(stopped, _introduce(client, settings)):
            await _carry(settings, store, engine, client, stopped)
    finally:
        await client.shutdown()


async def _carry(settings: BotSettings, store: Store, engine: Engine, client: Client, stopped: asyncio.Event) -> None:
    counts: Counter[str] = Counter()
    metrics.registry.register(metrics.Stored(store))

    def counted(tallies: Counter[str]) -> None:
        counts.update(tallies)
        metrics.count(tallies)

    holder, clock = secrets.randbits(62) + 1, clock_of()
    link = f"https://t.me/{client.username}?start=private"
    sender = Sender(
        client,
        holder=holder,
        clock=clock,
        per_second=settings.rothbot_messages_per_second,
        at_once=settings.rothbot_sends_at_once,
        counted=counted,
    )
    trace = _trace(place(settings), holder)
    today = _calendar(settings)
    turns = Turns(store, engine, holder, link, clock, today, settings.rothbot_retention_days, trace=trace)
    hooked = isinstance(settings, WebhookSettings)
    worker = sender.worker = Worker(turns, sender.take, counted, unordered=hooked, every_round=_wind)
    inlet = Inlet(client, worker)
    worker.start()
    log().info("started", database=store.engine.dialect.name, by="webhook" if hooked else "polling")
    renewing = asyncio.create_task(sender.renew())
    try:
        polling = [] if hooked else [lead(store, lambda: poll(client, inlet), stopped)]
        await asyncio.gather(listen(settings, inlet, stopped, worker.alive), *polling)
    finally:
        stopped.set()
        renewing.cancel()
        await sender.stop(GRACE)
        await worker.stop()
        trace.close()
        signal.setitimer(signal.ITIMER_PROF, 0)
        log().info("stopped", **counts)


def _trace(at: Place, holder: int) -> Trace:
    """Beside the database, or where something of ours outlives the process."""
    name = f"rothbot-{sha256(at.name.encode()).hexdigest()[:12]}"
    stems = [at.file] if at.file else [Path(tempfile.gettempdir()) / name]
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


async def _introduce(client: Client, settings: BotSettings) -> None:
    """Who we are and what we understand, told to Telegram; patient while the network is away."""
    pause = 0.0
    while True:
        try:
            await client.initialize()
            await client.receive(settings)
            break
        except InvalidToken:
            raise Fault("telegram.token") from None
        except TelegramError as error:
            if not pause:  # told once, not with every try
                log().warning("telegram_unreachable", error=where(error))
            pause = min(max(2 * pause, 1.0), 8.0)
            await asyncio.sleep(pause)
    try:
        if changed := await introduce(client):
            log().info("profile_set", changed=changed)
    except TelegramError as error:  # only what people see first is older then
        log().warning("profile_not_set", error=where(error))


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
    """Milliseconds since 1970 that never go back while we run, whoever sets the machine's clock.

    They go forward with it: a machine that has slept, or learned the time after its start, would be late for ever.
    """
    started = wall() - steady()

    def now() -> int:
        nonlocal started
        started = max(started, wall() - steady())
        return int((started + steady()) * 1000)

    return now


def _calendar(settings: BotSettings) -> Callable[[], date]:
    zone = ZoneInfo(settings.rothbot_timezone)
    return lambda: settings.rothbot_today or datetime.now(zone).date()
