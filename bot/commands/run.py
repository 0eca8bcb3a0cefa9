"""``rothbot run``: the bot in a messenger."""

from __future__ import annotations

import argparse
import asyncio
from importlib import import_module

from bot import engine
from bot.channels import RUN
from bot.store.opening import open_store


def main(given: argparse.Namespace) -> int:
    settings, channel = import_module(RUN[given.channel]).begin(given)
    store = open_store(settings)
    try:
        from bot.running import serve

        asyncio.run(serve(settings, store, engine.rothbot(settings.keeper), channel))
    finally:
        store.close()
    return 0
