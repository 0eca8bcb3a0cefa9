"""``rothbot backup FILE``: everything that is stored, in one file, while the bot runs.

Into a folder it goes under the moment it was made; ``--keep`` holds the newest of these. ``--drill`` restores the
file beside the database and opens all that is in it.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import StoreSettings, read
from bot.store.copying import backup
from bot.store.drill import drill
from bot.store.place import place
from dialogs.phrases import say

_NAME = "rothbot-{made}.gz"


def main(given: argparse.Namespace) -> int:
    at = place(read(StoreSettings))
    now = datetime.now(UTC)
    file, folder = Path(given.file), None
    if file.is_dir():
        folder, file = file, file / _NAME.format(made=now.strftime("%Y-%m-%dT%H%M%SZ"))
    counted = backup(at, file, now.isoformat(timespec="seconds"))
    print(say("channel.backup.done", file=file, talks=counted["talks"]))
    if given.drill and not _drilled(*drill(at, file)):
        return 1
    if folder is not None and given.keep:
        for old in sorted(folder.glob(_NAME.format(made="*")))[: -given.keep]:
            old.unlink()
            print(say("channel.backup.removed", file=old))
    return 0


def _drilled(talks: int, opened: int, closed: int) -> bool:
    """Said either way; older copies stay where this one is not what it should be."""
    print(
        say(
            "channel.backup.drilled" if not closed else "channel.backup.closed",
            talks=talks,
            opened=opened,
            closed=closed,
        )
    )
    return not closed
