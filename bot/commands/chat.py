"""``rothbot chat``: the conversation here and now, stored like any other."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from bot import engine
from bot.channels.terminal.chat import Terminal, as_json, as_text, through_pipe
from bot.settings import StoreSettings, read
from bot.store.opening import open_store


def main(given: argparse.Namespace) -> int:
    settings = read(StoreSettings)
    if given.db:
        settings = settings.model_copy(update={"database_url": given.db})
    store = open_store(settings, patience=3)
    try:
        today = (lambda: given.today) if given.today else date.today
        terminal = Terminal(store, engine.rothbot(), given.chat_id, today)
        if sys.stdin.isatty() and sys.stdout.isatty() and not given.json:
            from bot.channels.terminal.screen import converse

            converse(terminal)
        else:
            for stream in (sys.stdin, sys.stdout):
                stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
            through_pipe(terminal, sys.stdin, as_json if given.json else as_text)
    finally:
        store.close()
    return 0
