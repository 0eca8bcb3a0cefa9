"""Files of a talk in the terminal: what the bot writes lands in the folder where it was started."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot import papers
from bot.faults import where
from bot.log import log
from dialogs.messages import Kind, Reply, Said
from dialogs.phrases import say
from dialogs.views.exporting import LARGEST

IMPORT = "/import "


def kept(reply: Reply, today: date) -> Reply:
    """The reply with its file written and named; where it cannot be written, that is said instead."""
    if reply.document is None or reply.content is None:
        return reply
    try:
        file, content = _made(reply.document, reply.content, today)
    except papers.NotDrawn as error:
        log().error("paper_not_drawn", paper=reply.document, error=where(error.__cause__ or error))
        return replace(reply, blocks=(*reply.blocks, say("channel.file.not_drawn")), document=None, content=None)
    try:
        file.write_bytes(content)
        file.chmod(0o600)
    except OSError as error:
        problem = say("channel.file.cannot_write", file=file, problem=error.strerror)
        return replace(reply, blocks=(*reply.blocks, problem), document=None, content=None)
    written = say("channel.file.written", file=file)
    first, *rest = reply.blocks
    return replace(reply, blocks=(first, written, *rest), document=str(file), content=None)


def _made(document: str, content: str, today: date) -> tuple[Path, bytes]:
    """Where to write, and what: a text as it is, a paper drawn."""
    if document not in papers.NAMES:
        return _free(f"rothbot-{document}-{today.isoformat()}", ".json"), content.encode()
    paper = papers.drawn(document, content)
    name = Path(paper.filename)
    return _free(name.stem, name.suffix), paper.content


def _free(name: str, ending: str) -> Path:
    """A name that no file has yet: an earlier file is never written over."""
    folder = Path.cwd()
    names = (f"{name}{f'-{number}' if number else ''}{ending}" for number in range(10_000))
    return next(folder / name for name in names if not (folder / name).exists())


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
