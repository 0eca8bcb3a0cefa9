"""``rothbot stats``: how much is stored and how much waits. Counts only: no word and no person."""

from __future__ import annotations

import argparse
import time

from sqlalchemy import ColumnElement, func, select

from bot.settings import StoreSettings, read
from bot.store.opening import open_store
from bot.store.retention import DAY
from bot.store.schema import State, inbox, outbox, reminders, talks, waits
from dialogs.phrases import say


def main(_: argparse.Namespace) -> int:
    store = open_store(read(StoreSettings), new=False)
    now = time.time_ns() // 10**6
    heard = talks.c.heard
    try:
        with store.snapshot() as db:

            def count(*where: ColumnElement[bool]) -> int:
                return db.scalar(select(func.count()).where(*where)) or 0

            counts = {
                "talks": count(heard >= 0),
                "day": count(heard > now - DAY),
                "week": count(heard > now - 7 * DAY),
                "month": count(heard > now - 30 * DAY),
                "reminders": count(reminders.c.due >= 0),
                "waiting": count(waits(inbox.c)),
                "aside": count(inbox.c.state == State.ASIDE.value),
                "unsent": count(outbox.c.id > 0),
            }
    finally:
        store.close()
    for name, number in counts.items():
        print(say(f"channel.stats.{name}", count=number))
    return 0
