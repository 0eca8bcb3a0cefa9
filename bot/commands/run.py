"""``rothbot run``: the Telegram bot."""

from __future__ import annotations

import argparse
import asyncio

from bot import engine
from bot.log import keep_out
from bot.settings import BotSettings, WebhookSettings, read
from bot.store.opening import open_store


def main(given: argparse.Namespace) -> int:
    settings = read(WebhookSettings if given.webhook else BotSettings)
    keep_out(settings.telegram_bot_token.get_secret_value())
    if isinstance(settings, WebhookSettings):
        keep_out(settings.rothbot_webhook_secret.get_secret_value())
    store = open_store(settings)
    try:
        from bot.running import serve

        asyncio.run(serve(settings, store, engine.rothbot()))
    finally:
        store.close()
    return 0
