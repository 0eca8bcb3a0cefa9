"""``rothbot run``: the Telegram bot."""

from __future__ import annotations

import argparse
import asyncio

from bot import engine
from bot.log import keep_out
from bot.settings import BotSettings, read
from bot.store.opening import open_store


def main(given: argparse.Namespace) -> int:
    del given  # polling is the only way so far
    settings = read(BotSettings)
    keep_out(settings.telegram_bot_token.get_secret_value())
    store = open_store(settings)
    try:
        from bot.running import serve

        asyncio.run(serve(settings, store, engine.rothbot()))
    finally:
        store.close()
    return 0
