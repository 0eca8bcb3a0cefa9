"""Papers that are sent as a file or as a photo: fetched and read before the update goes on, within bounds.

What was read stands in the update like any word that was said; the file itself is not kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

from telegram import File

from bot import incoming
from bot.channels.telegram.parse import PAPER, number_if_any
from bot.faults import where
from bot.log import log, turn
from dialogs.messages import Kind

PATIENCE = 20  # seconds for a file, its reading included; a photo takes most of them
MOST = 10  # files that are read or wait for it: an album, and no more connections of Telegram than that are held
AT_ONCE = 2
_reading = asyncio.Semaphore(AT_ONCE)
_there: set[object] = set()  # the files that are read or wait for it


class Files(Protocol):
    async def get_file(self, file_id: str) -> File: ...


async def bring(raw: Any, api: Files) -> None:
    """Put what a paper says into its message; nothing for every other update."""
    sent = _sent(raw)
    if sent is None:
        return
    file, kind = sent
    raw["message"][PAPER] = dict(zip(("kind", "text"), await _read(raw, file, kind, api), strict=True))


async def _read(raw: Any, file: Mapping[str, Any], kind: str, api: Files) -> tuple[Kind, str]:
    size = file.get("file_size")
    if isinstance(size, int) and size > incoming.LARGEST:
        return Kind.UNREAD, "too_large"
    if kind in incoming.PICTURES and not incoming.reads_pictures():
        return Kind.UNREAD, "no_photos"
    if len(_there) >= MOST:
        return Kind.UNREAD, "busy"
    this = object()
    _there.add(this)
    try:
        async with asyncio.timeout(PATIENCE):
            return await _looked_into(file, kind, api)
    except TimeoutError:
        return Kind.UNREAD, "too_slow"
    except Exception as error:  # noqa: BLE001 - an answer that is none must not keep the update from us
        with turn(number_if_any(raw)):
            log().warning("file_not_fetched", error=where(error))
        return Kind.UNREAD, "lost_paper"
    finally:
        _there.discard(this)


async def _looked_into(file: Mapping[str, Any], kind: str, api: Files) -> tuple[Kind, str]:
    """One that is given up still has its place until its process has ended: there are never more of these."""
    await _reading.acquire()
    try:
        place = await api.get_file(file["file_id"])
        content = bytes((await place.download_as_bytearray())[: incoming.LARGEST + 1])
        said = asyncio.get_running_loop().run_in_executor(None, incoming.said, content, kind)
    except BaseException:
        _reading.release()
        raise
    said.add_done_callback(lambda _: _reading.release())
    return await asyncio.shield(said)


def unread(raw: Any) -> None:
    """Not to be fetched and not to be read, where that has not happened yet; the person is told."""
    if _sent(raw) is not None:
        raw["message"].setdefault(PAPER, {"kind": Kind.UNREAD, "text": "busy"})


def has_file(raw: Any) -> bool:
    """Whether it brings a file that may be a paper."""
    return _sent(raw) is not None


def _sent(raw: Any) -> tuple[Mapping[str, Any], str] | None:
    """The file of a private message that may be a paper, and how it is read; the largest size of a photo."""
    try:
        message = raw["message"]
        if message["chat"]["type"] != "private" or PAPER in message:
            return None
        if photos := message.get("photo"):
            return (photos[-1], "jpg") if isinstance(photos[-1]["file_id"], str) else None
        document = message["document"]
        kind = incoming.ending(document.get("file_name"), document.get("mime_type"))
        return (document, kind) if kind and isinstance(document["file_id"], str) else None
    except (KeyError, TypeError, IndexError, AttributeError):
        return None
