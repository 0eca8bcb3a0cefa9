"""Two replicas behind nginx over PostgreSQL are replaced one after the other while people talk: no step is lost.

Everything is on the loopback, and bounded: CHATS people say WORDS things each within about twenty seconds.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import statistics
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import httpx
import pytest
from botapi import TOKEN, Telegram
from botapi_rules import plain
from databases import Postgres
from front import nginx
from kept import sessions
from process import clean_env

from bot.channels.telegram.render import worded
from bot.engine import rothbot
from bot.settings import StoreSettings
from bot.store.opening import open_store
from dialogs.messages import Kind, Said

CHATS, EVERY = 40, 1.2  # people, and seconds between two words of one
WORDS = ("/start", "2026", "single", "$320k", "$310k", "what is a SEP?", "1984", "Texas", "none", "/review")
AFTER = 3  # words that wait until both replicas are new, so that both have something to do
TODAY = date(2026, 11, 23)
MARK = "\n\n→ "  # what was answered, set below its question later
SECRET, KEY = "s" * 32, "11" * 32


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Replica:
    def __init__(self, port: int, env: dict[str, str], folder: Path) -> None:
        self.port, self._env, self._folder = port, env | {"ROTHBOT_PORT": str(port)}, folder
        self.start()

    def start(self) -> None:
        program = Path(sys.executable).with_name("rothbot")
        with (self._folder / f"{self.port}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [program, "run", "--webhook"], env=self._env, stderr=log, cwd=self._folder
            )

    def ready(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    async def until_ready(self) -> None:
        deadline = time.monotonic() + 30
        while not await asyncio.to_thread(self.ready):
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)

    async def replace(self) -> None:
        """As systemctl restart does it."""
        self.process.terminate()
        assert await asyncio.to_thread(self.process.wait, 20) == 0
        self.start()
        await self.until_ready()


class Load:
    """Telegram's side: each chat's updates in order, each until it is answered 200, now and then one twice."""

    def __init__(self, telegram: Telegram, address: str) -> None:
        self.telegram, self.address = telegram, address
        self.tally: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.replaced = asyncio.Event()

    async def talk(self, client: httpx.AsyncClient, chat: int) -> None:
        await asyncio.sleep(EVERY * chat / CHATS)
        for number, words in enumerate(WORDS):
            if number == len(WORDS) - AFTER:
                await self.replaced.wait()
            update = {"update_id": 1000 * chat + number, "message": self.telegram.message(chat, text=words)}
            await self.bring(client, update)
            if (chat + number) % 7 == 0:
                await self.bring(client, update)
                self.tally["brought twice"] += 1
            await asyncio.sleep(EVERY)

    async def bring(self, client: httpx.AsyncClient, update: dict) -> None:
        for _ in range(100):
            began = time.monotonic()
            answer = await client.post(self.address, json=update, headers={"X-Telegram-Bot-Api-Secret-Token": SECRET})
            self.seconds.append(time.monotonic() - began)
            self.tally[f"answered {answer.status_code}"] += 1
            if answer.status_code == 200:
                return
            await asyncio.sleep(0.2)
        raise AssertionError("never taken")


async def ordeal(load: Load, replicas: list[Replica]) -> None:
    for replica in replicas:
        await replica.until_ready()
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    async with httpx.AsyncClient(verify=trust, timeout=30) as client, asyncio.TaskGroup() as tasks:
        for chat in range(1, CHATS + 1):
            tasks.create_task(load.talk(client, chat))
        await asyncio.sleep(2)
        for replica in replicas:
            await replica.replace()
        load.replaced.set()


def undisturbed() -> tuple[str, list[str]]:
    """The same words said to nobody else: the session at the end, and every message as a person reads it."""
    engine, read = rothbot(), list[str]()
    session = engine.new()
    for words in WORDS:
        session, replies = engine.step(session, Said(Kind.TEXT, words, TODAY))
        read += [plain(message.text) for reply in replies for message in worded(reply)]
    return session.dump(), read


@pytest.fixture
def postgres_url():
    server = Postgres(safe=True)
    yield server.url
    server.close()


def test_replicas_are_replaced_under_load_without_a_lost_step(telegram, postgres_url, tmp_path):
    env = clean_env() | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE_URL": telegram.address,
        "DATABASE_URL": postgres_url,
        "ROTHBOT_KEY": KEY,
        "ROTHBOT_WEBHOOK_URL": "https://bot.example.org/telegram",
        "ROTHBOT_WEBHOOK_SECRET": SECRET,
        "ROTHBOT_TODAY": TODAY.isoformat(),
        "ROTHBOT_MESSAGES_PER_SECOND": "1000",
    }
    settings = StoreSettings(database_url=postgres_url, rothbot_key=KEY)
    open_store(settings).close()  # what the migration job does
    replicas = [Replica(free_port(), env, tmp_path) for _ in range(2)]
    session, read = undisturbed()
    try:
        with nginx(tmp_path / "nginx", free_port(), [replica.port for replica in replicas]) as address:
            load = Load(telegram, address)
            asyncio.run(ordeal(load, replicas))
            telegram.until(lambda: all(len(telegram.chats[chat]) >= len(read) for chat in range(1, CHATS + 1)), 60)
            inside = address.replace("/telegram", "/metrics")
            assert httpx.get(inside, verify=False).status_code == 404  # noqa: S501 - our own certificate
        done = [re.search(r'outcome="done"} (\d+)', metrics(replica)) for replica in replicas]
    finally:
        for replica in replicas:
            replica.process.kill()
            replica.process.wait()
    store = open_store(settings)
    kept = sessions(store, range(1, CHATS + 1))
    store.close()
    doubled = sum(len(telegram.chats[chat]) - len(read) for chat in kept)
    load.seconds.sort()
    print(f"\nupdates {CHATS * len(WORDS)}, {dict(load.tally)}, messages doubled {doubled}")
    print(f"answered in: half {statistics.median(load.seconds):.3f} s, slowest {load.seconds[-1]:.3f} s")
    assert [chat for chat in range(1, CHATS + 1) if kept.get(chat) != session] == []
    shown = {chat: [one.text.partition(MARK)[0] for one in telegram.chats[chat]] for chat in kept}
    assert [chat for chat in kept if shown[chat] != read] == []
    assert all(done), "each replica has done its part after it was replaced"


def metrics(replica: Replica) -> str:
    return httpx.get(f"http://127.0.0.1:{replica.port}/metrics").text
