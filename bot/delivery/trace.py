"""What this process is at, in a file that outlives it: if a step takes the process along, the next one knows which.

It costs nothing where nothing happens: a few bytes of mapped memory, which the kernel keeps when a process is killed,
and no write of ours to a disk or a database.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

_ENTRY = struct.Struct("<Bq")


class Doing(IntEnum):
    NOTHING = 0
    UPDATE = 1  # with its number
    REMINDER = 2  # with its chat


@dataclass(frozen=True, slots=True)
class Fallen:
    """What a process was at when it was ended."""

    doing: Doing
    number: int


class Trace:
    """Without a file it keeps nothing, and nobody learns what a fall was about."""

    def __init__(self) -> None:
        self._entry = bytearray(_ENTRY.size)

    @contextmanager
    def at(self, doing: Doing, number: int) -> Iterator[None]:
        self._entry[:] = _ENTRY.pack(doing, number)
        try:
            yield
        finally:
            self._entry[:] = _ENTRY.pack(Doing.NOTHING, 0)

    def fallen(self) -> list[Fallen]:
        """What processes were at that did not live to finish it."""
        return []

    def noted(self) -> None:
        """What was fallen is written down elsewhere."""

    def close(self) -> None:
        """We end in good order."""


@dataclass
class _Left:
    file: Path
    descriptor: int
    fallen: Fallen | None = field(default=None)


class FileTrace(Trace):
    """stem: the files of all processes of one bot begin with it; each holds a lock on its own while it lives."""

    def __init__(self, stem: Path, holder: int) -> None:
        self._file = stem.with_name(f"{stem.name}-trying-{holder:x}")
        self._left = list(self._of_the_dead(stem))
        self._descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        os.truncate(self._descriptor, _ENTRY.size)
        self._entry = mmap.mmap(self._descriptor, _ENTRY.size)  # type: ignore[assignment]

    def _of_the_dead(self, stem: Path) -> Iterator[_Left]:
        for file in stem.parent.glob(f"{stem.name}-trying-*"):
            descriptor = os.open(file, os.O_RDWR)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:  # it lives
                os.close(descriptor)
                continue
            entry = os.read(descriptor, _ENTRY.size)
            doing, number = _ENTRY.unpack(entry) if len(entry) == _ENTRY.size else (0, 0)
            yield _Left(file, descriptor, Fallen(Doing(doing), number) if doing else None)

    def fallen(self) -> list[Fallen]:
        return [left.fallen for left in self._left if left.fallen]

    def noted(self) -> None:
        for left in self._left:
            left.file.unlink(missing_ok=True)
            os.close(left.descriptor)
        self._left = []

    def close(self) -> None:
        self.noted()
        self._file.unlink(missing_ok=True)
        os.close(self._descriptor)
