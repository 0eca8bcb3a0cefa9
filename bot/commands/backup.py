"""``rothbot backup FILE``: everything that is stored, in one file, while the bot runs."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import StoreSettings, read
from bot.store.copying import backup
from bot.store.place import place
from dialogs.phrases import say


def main(given: argparse.Namespace) -> int:
    file = Path(given.file)
    counted = backup(place(read(StoreSettings)), file, datetime.now(UTC).isoformat(timespec="seconds"))
    print(say("channel.backup.done", file=file, talks=counted["talks"]))
    return 0
