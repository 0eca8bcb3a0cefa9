"""``rothbot run`` with the stand-in conversation: a process of its own for the tests to start and to kill."""

import asyncio
import os
import time
from pathlib import Path

from standin import ENGINE

from bot import running
from bot.channels.telegram.channel import Bot
from bot.channels.telegram.settings import TelegramSettings
from bot.running import serve
from bot.settings import read
from bot.store.opening import open_store

if __name__ == "__main__":
    if place := os.environ.get("STANDIN_CLOCK"):  # how many seconds the machine's clock is off, as long as it says so
        exact, off = running.clock_of, Path(place)
        running.clock_of = lambda: exact(lambda: time.time() + float(off.read_text() or 0))
    settings = read(TelegramSettings)
    store = open_store(settings)
    try:
        asyncio.run(serve(settings, store, ENGINE, Bot(settings)))
    finally:
        store.close()
