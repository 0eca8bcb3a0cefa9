"""``rothbot run`` with the stand-in conversation: a process of its own for the tests to start and to kill."""

import asyncio

from standin import ENGINE

from bot.channels.telegram.channel import Bot
from bot.channels.telegram.settings import TelegramSettings
from bot.running import serve
from bot.settings import read
from bot.store.opening import open_store

if __name__ == "__main__":
    settings = read(TelegramSettings)
    store = open_store(settings)
    try:
        asyncio.run(serve(settings, store, ENGINE, Bot(settings)))
    finally:
        store.close()
