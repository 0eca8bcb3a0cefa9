"""``rothbot chat``: the conversation here and now, stored like any other."""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
from datetime import date

from bot import engine
from bot.channels.terminal.chat import Terminal, as_json, as_text, through_pipe
from bot.faults import Fault
from bot.settings import StoreSettings, read
from bot.store import Store
from bot.store.opening import open_store


def main(given: argparse.Namespace) -> int:
    a_person = sys.stdin.isatty() and sys.stdout.isatty() and not given.json
    notes = io.StringIO()
    with contextlib.redirect_stderr(notes) if a_person else contextlib.nullcontext():
        settings = read(StoreSettings)
        store = _opened(settings, given.db)
    try:
        today = (lambda: given.today) if given.today else date.today
        terminal = Terminal(store, engine.rothbot(settings.keeper), given.chat_id, today)
        if a_person:
            from bot.channels.terminal.screen import converse

            converse(terminal, notes.getvalue())
        else:
            for stream in (sys.stdin, sys.stdout):
                stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
            through_pipe(terminal, sys.stdin, as_json if given.json else as_text)
    finally:
        store.close()
    return 0


def _opened(settings: StoreSettings, address: str | None) -> Store:
    """The store at ``--db``, else where the settings say; a Fault names the one that was wrong."""
    if not address:
        return open_store(settings, patience=3)
    try:
        return open_store(settings.model_copy(update={"database_url": address}), patience=3)
    except Fault as fault:
        if fault.reason == "settings.database":
            raise Fault(fault.reason, name="--db") from None
        raise
