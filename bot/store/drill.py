"""Whether a backup would save us: it is restored beside the database, and everything in it is opened."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from sqlalchemy import URL

from bot.settings import StoreSettings
from bot.store.copying import restore
from bot.store.opening import open_store
from bot.store.place import Place
from bot.store.rotating import rotate
from bot.store.vault import new_key


def drill(place: Place, file: Path) -> tuple[int, int, int]:
    """Talks that came back, texts that opened, texts that did not. What was restored is gone afterwards.

    A Fault as from ``restore`` where the backup does not go back at all. A key made for the moment stands first, so
    that sealing anew has to open each text.
    """
    with tempfile.TemporaryDirectory(prefix="rothbot-drill-") as folder:
        scratch = Path(folder) / "drill.db"
        url = URL.create("sqlite", database=str(scratch))
        old = place.key or place.key_file.read_text("ascii")
        back = restore(replace(place, url=url, file=scratch, name=str(scratch), key=old), file)
        both = StoreSettings(database_url=f"sqlite:///{scratch}", rothbot_key=f"{new_key()},{old.strip()}")
        store = open_store(both, new=False)
        try:
            opened, closed = rotate(store)
        finally:
            store.close()
    return back["talks"], opened, closed
