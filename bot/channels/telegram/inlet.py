"""Where updates come in: a small file that was sent is fetched first, so that the step finds its text in the update.

The text is then stored and repeated like any word that was said; a file that cannot be fetched is told so.
While the store takes nothing, who writes is told once that their words are not lost: Telegram brings them again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import date
from typing import Any, Protocol

from telegram import File
from telegram.error import TelegramError

from bot.channels.telegram import papers
from bot.channels.telegram.inline import articles, asked
from bot.channels.telegram.parse import TEXT, kind_of, number_if_any, parse, pressed
from bot.delivery.channel import Numberless, What
from bot.faults import Fault, where
from bot.log import log, turn
from dialogs.phrases import say
from dialogs.views.exporting import LARGEST

PATIENCE = 5  # seconds for one file
MOST_ASKED = 50  # inline questions that wait; a newer one of the same person counts more anyway
AWAY = 10.0  # seconds that the store may be away before anybody is told


class Api(Protocol):
    async def get_file(self, file_id: str) -> File: ...
    async def send_message(self, chat_id: int, text: str) -> Any: ...
    async def answer(self, query: str) -> None: ...
    async def answer_inline(self, query: str, results: list[dict[str, Any]]) -> None: ...


class Takes(Protocol):
    def submit(self, raws: list[Any]) -> asyncio.Future[None]: ...


class Inlet:
    """worker: takes the updates in. away: as ``AWAY``. today: where the bot is at home."""

    def __init__(
        self,
        api: Api,
        worker: Takes,
        away: float = AWAY,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._api, self._worker, self._away, self._today = api, worker, away, today
        self._asking = asyncio.Semaphore(1)
        self._failing: float | None = None  # since when the store has taken nothing
        self._told: set[str] = set()
        self._answering: set[asyncio.Task[None]] = set()

    async def submit(self, raws: list[Any], hurry: asyncio.Event | None = None) -> None:
        """Done when the updates are committed; the worker's Fault passes through.

        hurry: what is not fetched and read when it is set goes on without it, and the person is told.
        """
        await self._bring(raws, hurry)
        try:
            await self._worker.submit(raws)
        except Fault:
            await self._tell(raws)
            raise
        for query in filter(None, map(pressed, raws)):
            self._beside(self._api.answer(query))
        for number, words in filter(None, map(asked, raws)):
            if len(self._answering) < MOST_ASKED:
                self._beside(self._answer(number, words))
        if raws:  # else nothing was to be written, which a full disk takes too
            self._failing = None
            self._told.clear()

    async def _bring(self, raws: list[Any], hurry: asyncio.Event | None) -> None:
        """Put what files hold into their updates."""
        bringing = asyncio.create_task(self._read(raws))
        if hurry is None:
            await bringing
            return
        hurried = asyncio.create_task(hurry.wait())
        await asyncio.wait({bringing, hurried}, return_when=asyncio.FIRST_COMPLETED)
        hurried.cancel()
        if not bringing.done():
            bringing.cancel()
            await asyncio.wait({bringing})
            for raw in raws:
                unfetched(raw)

    async def _read(self, raws: list[Any]) -> None:
        await asyncio.gather(*map(self._fetch, raws), *(papers.bring(raw, self._api) for raw in raws))

    def _beside(self, work: Coroutine[None, None, None]) -> None:
        """Beside whatever else goes out, and waited for by nobody."""
        task = asyncio.create_task(work)
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, number: str, words: str) -> None:
        """A question from any chat, one after the other: they come with every letter that is typed."""
        async with self._asking:
            with suppress(Exception):
                await self._api.answer_inline(number, await asyncio.to_thread(articles, words, self._today()))

    async def _fetch(self, raw: Any) -> None:
        document = wanted(raw)
        if document is None:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                file = await self._api.get_file(document["file_id"])
                content = await file.download_as_bytearray()
        except Exception as error:  # noqa: BLE001 - an answer that is none must not keep the update from us
            with turn(number_if_any(raw)):
                log().warning("file_not_fetched", error=where(error))
            return
        document[TEXT] = bytes(content[: LARGEST + 1]).decode("utf-8", "replace")

    async def _tell(self, raws: list[Any]) -> None:
        """Past the outbox, which is away too; once a chat, and not where the store is back in a moment."""
        now = time.monotonic()
        self._failing = now if self._failing is None else self._failing
        if now - self._failing < self._away:
            return
        for chat in {chat for raw in raws if (chat := _talking(raw))} - self._told:
            self._told.add(chat)
            with suppress(TelegramError):
                await self._api.send_message(int(chat), say("channel.away"))


def unfetched(raw: Any) -> None:
    """Its file is not to be fetched and not to be read, where that has not happened yet; the person is told."""
    papers.unread(raw)
    if (document := wanted(raw)) is not None:
        document[TEXT] = None


def wanted(raw: Any) -> dict[str, Any] | None:
    """The document of an update that may be one of our exports; None for every other update."""
    try:
        message = raw["message"]
        document = message["document"]
        private = message["chat"]["type"] == "private"
    except (KeyError, TypeError):
        return None
    if not (private and isinstance(document, dict) and isinstance(document.get("file_id"), str)):
        return None
    return document if kind_of(document) == "export" and TEXT not in document else None


def has_file(raw: Any) -> bool:
    """Whether something has to be fetched before the update can go on."""
    return wanted(raw) is not None or papers.has_file(raw)


def _talking(raw: Any) -> str:
    """The chat of somebody who says something to us; nothing for every other update."""
    try:
        heard = parse(raw)
    except Numberless:
        return ""
    return heard.chat if heard.what is What.SAID else ""
