"""The bot with the real conversation, its store and the emulator of the Bot API, in one process, without waiting."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

from botapi import TOKEN, Telegram
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.channel import Telegram as Channel
from bot.channels.telegram.client import Client
from bot.channels.telegram.inlet import Inlet
from bot.channels.telegram.settings import TelegramSettings
from bot.delivery import sender as sending
from bot.delivery import worker as working
from bot.delivery.sender import Sender
from bot.delivery.turns import Turns
from bot.delivery.worker import Worker
from bot.engine import rothbot
from bot.settings import StoreSettings
from bot.store.opening import open_store

CHAT = 7
SWEEP_EVERY = 0.1  # seconds; nobody waits for a second here


class Clock:
    """In milliseconds; ahead of the machine's."""

    ahead = 0

    def __call__(self) -> int:
        return time.time_ns() // 10**6 + self.ahead


class Emulated(BaseRequest):
    """Carries each call into the emulator."""

    read_timeout = None

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def initialize(self) -> None: ...
    async def shutdown(self) -> None: ...

    async def do_request(self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any):
        assert method == "POST"
        form: dict[str, Any] = dict(request_data.json_parameters) if request_data else {}
        for name, file in (request_data.multipart_data or {} if request_data else {}).items():
            form[name] = file[1]
        status, answer = self._telegram.handle(url.rpartition("/")[2], form)
        return status, answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()


class Running:
    """One bot. Every word waits until everything that follows from it has arrived."""

    def __init__(self, telegram: Telegram, worker: Worker, sender: Sender, inlet: Inlet, clock: Clock) -> None:
        self.telegram, self.worker, self.sender, self.inlet, self.clock = telegram, worker, sender, inlet, clock

    async def later(self, seconds: float) -> None:
        """So much time goes by, and what is due then is done."""
        self.clock.ahead += int(1000 * seconds)
        await asyncio.to_thread(time.sleep, SWEEP_EVERY + 0.1)
        await self.settled()

    async def says(self, *texts: str) -> None:
        for text in texts:
            self.telegram.say(CHAT, text)
            await self.settled()

    async def presses(self, *labels: str) -> None:
        for label in labels:
            self.telegram.press(CHAT, label)
            await self.settled()

    async def settled(self) -> None:
        """All that people did meanwhile is heard and answered."""
        updates, self.telegram.updates = self.telegram.updates, []
        await self.inlet.submit(updates)
        async with asyncio.timeout(20):
            while self.sender._tasks or self.sender._queues or self.inlet._answering:  # noqa: ASYNC110 - theirs to end
                await asyncio.sleep(0.001)
        await self.worker.submit([])  # what has arrived is written

    @property
    def shown(self) -> list[str]:
        return [shown.text for shown in self.telegram.chats[CHAT]]


async def running(telegram: Telegram, place: Path, today: date, talk: Callable[[Running], Awaitable[None]]) -> None:
    """A bot from its start to its end, with a talk in between."""
    settings = TelegramSettings(telegram_bot_token=TOKEN, telegram_api_base_url="http://emulator")
    client = Client(settings, Emulated(telegram))
    store = open_store(StoreSettings(database_url=f"sqlite:///{place}/bot.db", rothbot_key="33" * 32))
    channel = Channel(client, "https://t.me/rothbot_test_bot?start=private")
    clock = Clock()
    counted: Counter[str] = Counter()
    sender = Sender(channel, holder=1, clock=clock, per_second=10_000, at_once=8, counted=counted.update)
    turns = Turns(store, channel, rothbot(), 1, clock, lambda: today, worked=lambda: 0.0)
    worker = sender.worker = Worker(turns, sender.take, counted.update, withdraw=sender.withdraw)
    worker.start()
    sweeps, working.SWEEP_EVERY = working.SWEEP_EVERY, SWEEP_EVERY
    try:
        await client.initialize()
        await talk(Running(telegram, worker, sender, Inlet(client, worker), clock))
    finally:
        working.SWEEP_EVERY = sweeps
        await sender.stop(5)
        await worker.stop()
        store.close()


def unhurried(monkeypatch: Any) -> None:
    """No second is waited between two messages of a chat: there is no Telegram to be patient with."""
    monkeypatch.setattr(sending, "BURST", 10**9)
