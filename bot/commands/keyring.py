"""``rothbot keyring copy|restore FILE``: the keys of the talks, which no backup holds, in one file.

Each copy is written over the one before it.
"""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import StoreSettings, read
from bot.store import ring_copy
from bot.store.opening import open_store
from bot.store.place import place
from dialogs.phrases import say


def main(given: argparse.Namespace) -> int:
    settings, file = read(StoreSettings), Path(given.file)
    if given.act == "restore":
        at = place(settings)
        print(say("channel.keyring.restored", place=at.ring.name, talks=ring_copy.restore(at, file)))
        return 0
    with closing(open_store(settings, new=False)) as store:
        count = ring_copy.copy(store.ring, file, datetime.now(UTC).isoformat(timespec="seconds"))
    print(say("channel.keyring.copied", file=file, talks=count))
    return 0
