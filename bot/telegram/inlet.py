"""Where updates come in: a small file that was sent is fetched first, so that the step finds its text in the update.

The text is then stored and repeated like any word that was said; a file that cannot be fetched is told so.
"""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

from telegram import File
from telegram.error import TelegramError

from bot.faults import where
from bot.log import log
from bot.telegram.hearing import TEXT, kind_of
from dialogs.exporting import LARGEST

PATIENCE = 10  # seconds for one file


class Files(Protocol):
    async def get_file(self, file_id: str) -> File: ...


class Takes(Protocol):
    def submit(self, raws: list[Any]) -> asyncio.Future[None]: ...


class Inlet:
    """files: the Bot API. worker: takes the updates in."""

    def __init__(self, files: Files, worker: Takes) -> None:
        self._files, self._worker = files, worker

    async def submit(self, raws: list[Any]) -> None:
        """Done when the updates are committed; the worker's Fault passes through."""
        documents = [document for raw in raws if (document := wanted(raw))]
        await asyncio.gather(*map(self._fetch, documents))
        await self._worker.submit(raws)

    async def _fetch(self, document: dict[str, Any]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                file = await self._files.get_file(document["file_id"])
                content = await file.download_as_bytearray()
        except (TelegramError, TimeoutError) as error:
            log().warning("file_not_fetched", error=where(error))
            return
        document[TEXT] = bytes(content[: LARGEST + 1]).decode("utf-8", "replace")


def wanted(raw: Any) -> dict[str, Any] | None:
    """The document of an update that may be one of our exports; None for every other update."""
    try:
        message = raw["message"]
        document = message["document"]
        fits = message["chat"]["type"] == "private" and kind_of(document) == "export"
    except (KeyError, TypeError):
        return None
    return document if fits and isinstance(document.get("file_id"), str) else None
