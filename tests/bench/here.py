"""The interview carried by rothbot's own inbox, store and outbox: a turn ends when it is committed and delivered."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date

from in_library import Canned
from interview import BUTTONS, DONE, QUESTIONS, TOKEN, amount, timed, updates
from pydantic import BaseModel, ConfigDict
from telegram import Bot
from telegram.request import RequestData

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.client import Client
from bot.delivery.sender import Sender
from bot.delivery.turns import Turns
from bot.delivery.worker import Worker
from bot.engine import Engine
from bot.settings import StoreSettings
from bot.store import Store
from bot.store.opening import open_store
from dialogs.messages import Button, Reply, Said

KEY = "44" * 32
ROWS = tuple((Button(label, label),) for label in BUTTONS)


class Talk(BaseModel):
    """The state of one interview, as the real conversation keeps its own: frozen, and JSON in the store."""

    model_config = ConfigDict(frozen=True)

    stage: str = "asking"
    answers: tuple[int, ...] | None = None

    @classmethod
    def load(cls, text: str) -> Talk:
        return cls.model_validate_json(text)

    def dump(self) -> str:
        return self.model_dump_json()


def step(talk: Talk, said: Said) -> tuple[Talk, tuple[Reply, ...]]:
    if said.text == "/start" or talk.answers is None:
        return Talk(answers=()), (Reply((QUESTIONS[0],), ROWS),)
    told = amount(said.text)
    answers = talk.answers if told is None else (*talk.answers, told)
    if len(answers) == len(QUESTIONS):
        return Talk(), (Reply((DONE.format(total=sum(answers)),)),)
    return talk.model_copy(update={"answers": answers}), (Reply((QUESTIONS[len(answers)],), ROWS),)


class Network(Canned):
    """Tells who has got a message."""

    def __init__(self, delivered: Callable[[int], None]) -> None:
        self._delivered = delivered

    async def do_request(self, url: str, method: str, request_data: RequestData | None = None, *rest: object,
                         **more: object) -> tuple[int, bytes]:  # fmt: skip
        answer = await super().do_request(url, method, request_data, *rest, **more)
        if request_data and url.endswith("sendMessage"):
            self._delivered(int(request_data.parameters["chat_id"]))
        return answer


class CannedClient(Client):
    def __init__(self, network: Network) -> None:
        Bot.__init__(self, TOKEN, request=network, get_updates_request=network)


class Bench:
    """One process of the bot, without Telegram. ``turn`` is one update until its reply has arrived."""

    def __init__(self, store: Store, engine: Engine | None = None) -> None:
        self._waiting: dict[int, asyncio.Future[None]] = {}
        holder = int.from_bytes(os.urandom(7)) + 1
        clock = lambda: time.time_ns() // 1_000_000  # noqa: E731
        channel = Telegram(CannedClient(Network(self._arrived)))
        self.sender = Sender(
            channel,
            holder=holder, clock=clock, per_second=1_000_000, at_once=64, counted=Counter().update,
        )  # fmt: skip
        engine = engine or Engine(Talk, Talk.load, step)
        turns = Turns(store, channel, engine, holder, clock, lambda: date(2026, 11, 24))
        self.worker = self.sender.worker = Worker(turns, self.sender.take, Counter().update)
        self.worker.start()

    def _arrived(self, chat: int) -> None:
        if (waiting := self._waiting.pop(chat, None)) is not None:
            waiting.set_result(None)

    async def turn(self, raw: dict) -> None:
        reply = self._waiting[raw["message"]["chat"]["id"]] = asyncio.get_running_loop().create_future()
        await self.worker.submit([raw])
        await reply

    async def close(self) -> None:
        await self.sender.stop(5)
        await self.worker.stop()


async def run(url: str, chats: int, rounds: int, first: int = 0) -> str:
    """What a turn costs, ``chats`` of them talking at once; ``first`` tells several processes' chats apart."""
    store = open_store(StoreSettings(database_url=url, rothbot_key=KEY))
    bench = Bench(store)

    async def person(chat: int) -> None:
        for number in range(rounds):
            for raw in updates(first + chat + number * chats):
                raw["update_id"] += first
                await bench.turn(raw)

    async def everybody() -> None:
        await asyncio.gather(*map(person, range(1, chats + 1)))
        await bench.close()

    cost = await timed(everybody, chats * rounds)
    store.close()
    return cost


if __name__ == "__main__":
    print(asyncio.run(run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))
