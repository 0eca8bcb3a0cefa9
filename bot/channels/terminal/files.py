"""Files that a person brings to a talk in the terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dialogs.messages import Kind, Said
from dialogs.phrases import say
from dialogs.views.exporting import LARGEST

IMPORT = "/import "


def brought(line: str, today: date) -> Said | str | None:
    """What ``/import PLACE`` brings; a sentence when there is no such file; None for any other line."""
    if not line.startswith(IMPORT) or not (place := line.removeprefix(IMPORT).strip().strip("\"'")):
        return None
    file = Path(place).expanduser()
    try:
        if not file.is_file():
            return say("channel.file.none", file=place)
        if file.stat().st_size > LARGEST:
            return Said(Kind.OTHER, "large_file", today)
        return Said(Kind.FILE, file.read_bytes().decode("utf-8", "replace"), today)
    except (OSError, ValueError) as error:
        return say("channel.file.cannot_read", file=place, problem=getattr(error, "strerror", None) or error)
