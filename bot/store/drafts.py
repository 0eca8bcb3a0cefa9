"""A file that is written beside its place and put there whole; of one that was cut off nothing stays."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = ".rothbot-draft-"


@contextmanager
def draft(folder: Path) -> Iterator[tuple[int, Path]]:
    """A new file for its owner alone, to be written and then linked or moved to its place; gone afterwards.

    What a process that was killed has left here is overwritten and taken away: it may hold keys.
    """
    for left in folder.glob(f"{_PREFIX}*"):
        _take_away(left)
    descriptor, name = _begun(folder)
    try:
        yield descriptor, Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
        os.close(descriptor)


def overwrite(descriptor: int) -> None:
    """What stands in a file that nobody is to read any more."""
    os.pwrite(descriptor, bytes(os.fstat(descriptor).st_size), 0)
    os.fsync(descriptor)


def _begun(folder: Path) -> tuple[int, str]:
    """Held while we live; before it was, another process may have taken it for one of the dead."""
    while True:
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX)  # mode 600
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if Path(name).exists():
            return descriptor, name
        os.close(descriptor)


def _take_away(left: Path) -> None:
    with suppress(OSError):  # its process lives, or it is not ours
        descriptor = os.open(left, os.O_RDWR | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(descriptor).st_nlink == 1:  # else it stands at its place already
                overwrite(descriptor)
            left.unlink()
        finally:
            os.close(descriptor)
