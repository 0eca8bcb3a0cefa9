"""``rothbot restore FILE``: a backup back into an empty database, of either kind."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.settings import StoreSettings, read
from bot.store.copying import FORGOTTEN, restore
from bot.store.place import place
from dialogs.phrases import say


def main(given: argparse.Namespace) -> int:
    to = place(read(StoreSettings))
    counted = restore(to, Path(given.file))
    print(say("channel.restore.done", place=to.name, talks=counted["talks"] - counted[FORGOTTEN]))
    if counted[FORGOTTEN]:
        print(say("channel.restore.forgotten", count=counted[FORGOTTEN]))
    return 0
