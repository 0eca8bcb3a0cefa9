"""Files that a person brings to a talk in the terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot import incoming
from dialogs.messages import Kind, Said
from dialogs.phrases import say
from dialogs.views.exporting import LARGEST

WORDS = ("/import ", "/file ")
PLACES = ("/", "~", "./", "../", "'", '"')  # how a line begins that is the place of a file


def brought(line: str, today: date) -> Said | str | None:
    """What ``/import PLACE`` or ``/file PLACE`` brings, or the place of a paper alone.

    A sentence when there is no such file; None for any other line.
    """
    word = next((word for word in WORDS if line.startswith(word)), "")
    place = line.removeprefix(word).strip().strip("\"'")
    kind = incoming.ending(place, None)
    if not place or not (word or (kind and line.startswith(PLACES))):
        return None
    file = Path(place).expanduser()
    try:
        if not file.is_file():
            return say("channel.file.none", file=place)
        if kind is not None:
            with file.open("rb") as opened:
                return Said(*incoming.said(opened.read(incoming.LARGEST + 1), kind), today)
        if file.stat().st_size > LARGEST:
            return Said(Kind.OTHER, "large_file", today)
        return Said(Kind.FILE, file.read_bytes().decode("utf-8", "replace"), today)
    except (OSError, ValueError) as error:
        return say("channel.file.cannot_read", file=place, problem=getattr(error, "strerror", None) or error)
