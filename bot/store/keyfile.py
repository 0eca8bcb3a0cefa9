"""The key of someone who gave none: a file beside the database, readable by its owner alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from bot.faults import Fault
from bot.store.drafts import draft
from bot.store.vault import keys_from, new_key


def keys_in(file: Path, *, fresh: bool, made: Callable[[str], None]) -> tuple[bytes, ...]:
    """The keys in ``file``; made when the database is ``fresh``, and then told through ``made``.

    A database that holds talks and has lost its key file gets no new one: that would only hide the loss.
    """
    if not file.exists():
        if not fresh:
            raise Fault("store.no_key", file=file)
        if _create(file):
            made(str(file))
    try:
        keys = keys_from(file.read_text("ascii"))
    except (OSError, UnicodeError, Fault):
        keys = ()
    if not keys:  # cut off, or empty: a disk was full, or something else wrote there
        raise Fault("store.bad_key_file", file=file)
    return keys


def _create(file: Path) -> bool:
    """Put a new key in place in one movement, so that of two processes that start at once one wins whole."""
    try:
        with draft(file.parent) as (descriptor, drawn):
            os.write(descriptor, f"{new_key()}\n".encode())
            os.fsync(descriptor)
            os.link(drawn, file)
    except FileExistsError:
        return False
    except OSError as error:
        raise Fault("store.cannot_write", place=file.parent, problem=error.strerror) from None
    return True
