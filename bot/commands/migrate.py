"""``rothbot migrate``: brings the database up to date and ends; for those who do it before a new version starts."""

from __future__ import annotations

import argparse

from bot.settings import StoreSettings, read
from bot.store.opening import open_store
from bot.store.schema import REVISION
from dialogs.phrases import say


def main(_: argparse.Namespace) -> int:
    store = open_store(read(StoreSettings))
    store.close()
    print(say("channel.migrate.done", place=store.place, revision=REVISION))
    return 0
