"""``rothbot expire``: deletes the talks that are due, where they are too many to be deleted without a word."""

from __future__ import annotations

import argparse
import time
from datetime import date

from bot.settings import StoreSettings, read
from bot.store.opening import open_store
from bot.store.retention import expire_all, silent
from dialogs.phrases import say


def main(given: argparse.Namespace) -> int:
    settings = read(StoreSettings)
    days, now = settings.rothbot_retention_days, time.time_ns() // 10**6
    store = open_store(settings, new=False)
    try:
        with store.transaction() as db:
            due, held = silent(db, now, days)
        today = date.fromtimestamp(now / 1000)  # noqa: DTZ012 - the machine's own day
        if not given.yes:
            print(say("channel.expire.due", due=due, held=held, days=days, today=today))
            return 0
        gone = 0
        while True:
            with store.transaction() as db:
                some = expire_all(db, now, days)
            store.clean()
            gone += some
            if not some:
                break
        print(say("channel.expire.done", count=gone))
    finally:
        store.close()
    return 0
