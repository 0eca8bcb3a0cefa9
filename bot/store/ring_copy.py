"""A copy of the ring: one file that is always written over the copy before it, for two of them would be a history."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Sequence
from pathlib import Path

from bot.faults import Fault
from bot.store.drafts import draft, overwrite
from bot.store.keyring import NOBODY, Entry, Keyring, put_back
from bot.store.place import Place
from bot.store.vault import Vault

FORMAT = 1


def copy(ring: Keyring, file: Path, made: str) -> int:
    """Write the ring to ``file``, whole or not at all, and overwrite what stood there; how many talks have a key."""
    held = ring.entries()
    content = {
        "rothbot_keyring": FORMAT,
        "made": made,
        "keys": [[talk, _text(found), _text(sealed)] for talk, found, sealed in held],
    }
    try:
        with draft(file.parent) as (descriptor, drawn):
            with os.fdopen(descriptor, "w", encoding="ascii", closefd=False) as out:
                json.dump(content, out)
            os.fsync(descriptor)
            before = os.open(file, os.O_WRONLY) if file.exists() else None
            drawn.replace(file)
            if before is not None:
                with os.fdopen(before, "wb"):
                    overwrite(before)
    except OSError as error:
        raise Fault("backup.cannot_write", file=file, problem=error.strerror) from None
    return _talks(held)


def restore(place: Place, file: Path) -> int:
    """Put a copy back where no ring is, under the key it was written with; how many talks have a key in it."""
    try:
        content = json.loads(file.read_text("ascii"))
        if content["rothbot_keyring"] != FORMAT:
            raise Fault("keyring.no_copy", file=file)
        held = [(int(talk), base64.b64decode(found), base64.b64decode(key)) for talk, found, key in content["keys"]]
    except OSError as error:
        raise Fault("restore.cannot_read", file=file, problem=error.strerror) from None
    except (ValueError, KeyError, TypeError):
        raise Fault("keyring.no_copy", file=file) from None
    vault = Vault(place.keys(may_make=False))
    for talk, _, sealed in held:
        if talk == NOBODY:
            vault.unseal("key", NOBODY, sealed)
    place.ring.reserve()
    engine = place.ring.engine(patience=3)
    try:
        put_back(engine, place.ring.name, held)
    finally:
        engine.dispose()
    return _talks(held)


def _talks(held: Sequence[Entry]) -> int:
    return sum(talk > NOBODY for talk, _, _ in held)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
