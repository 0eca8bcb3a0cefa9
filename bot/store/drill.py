"""Whether a backup would save us: it is restored beside the database, and everything in it is opened."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import URL

from bot.settings import StoreSettings
from bot.store.copying import FORGOTTEN, restore
from bot.store.keyring import is_there
from bot.store.opening import open_store
from bot.store.place import Place
from bot.store.sealed import open_all


def drill(place: Place, file: Path) -> tuple[int, int, int]:
    """Talks that came back, texts that opened, texts that did not. What was restored is gone afterwards.

    A Fault as from ``restore`` where the backup does not go back at all. The keys are those of today.
    """
    with tempfile.TemporaryDirectory(prefix="rothbot-drill-") as folder:
        scratch = Path(folder) / "drill.db"
        key = place.key or place.key_file.read_text("ascii").strip()
        url = URL.create("sqlite", database=str(scratch))
        ring = place.ring.url if _has_ring(place) else None  # what comes from an earlier version had none
        back = restore(replace(place, url=url, file=scratch, name=str(scratch), key=key, apart=ring), file)
        given = {"database_url": url.render_as_string(), "rothbot_key": key}
        if ring is not None:
            given["rothbot_keyring_url"] = ring.render_as_string(hide_password=False)
        with closing(open_store(StoreSettings.model_validate(given), new=False)) as store:
            opened, closed = open_all(store)
    return back["talks"] - back[FORGOTTEN], opened, closed


def _has_ring(place: Place) -> bool:
    if place.ring.file is not None:
        return place.ring.file.exists()
    engine = place.ring.engine(patience=3)
    try:
        return is_there(engine, place.ring.name)
    finally:
        engine.dispose()
