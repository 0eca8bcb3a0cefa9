"""``rothbot rotate-key``: seals everything anew with the first of several keys."""

from __future__ import annotations

import argparse

from bot.faults import Fault
from bot.settings import StoreSettings, read
from bot.store.opening import open_store
from bot.store.place import place
from dialogs.phrases import say


def main(_: argparse.Namespace) -> int:
    settings = read(StoreSettings)
    store = open_store(settings, new=False)
    try:
        if len(place(settings).keys(may_make=False)) == 1:
            raise Fault("rotate.one_key")
        changed, left = store.ring.rotate()
        print(say("channel.rotate.done", count=changed))
        if left:
            print(say("channel.rotate.left", count=left))
    finally:
        store.close()
    return 0
