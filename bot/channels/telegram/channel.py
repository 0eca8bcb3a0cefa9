"""Telegram as delivery and ``rothbot run`` know it."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from starlette.routing import Route
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

from bot.channels.telegram.client import Client, asked_pause, reason
from bot.channels.telegram.inlet import Inlet
from bot.channels.telegram.parse import parse
from bot.channels.telegram.poller import poll
from bot.channels.telegram.profile import introduce
from bot.channels.telegram.render import Message, marked, messages
from bot.channels.telegram.settings import TelegramSettings, WebhookSettings
from bot.channels.telegram.webhook import Hook, hooked
from bot.delivery.channel import File, Gone, Heard, Refused, Rendered, TooFast, Undelivered, Withdrawn
from bot.delivery.worker import Worker
from bot.faults import Fault, where
from bot.log import keep_out, log
from bot.settings import read
from dialogs.messages import Reply

AT = "https://t.me/"  # before a user name: the link to it
REFUSED = 2  # times that a token is refused before we believe it
MOST_FILES = 1_000  # whose names at Telegram are remembered


class Delivers(Protocol):
    """What of the Bot API a message needs."""

    async def deliver(self, chat: int, message: Message) -> int | None: ...
    async def send_file(self, chat: int, file: File) -> tuple[int | None, str]: ...
    async def use_up(self, chat: int, number: int, message: Message | None) -> None: ...
    async def busy(self, chat: int, *, photo: bool) -> None: ...


class Telegram:
    """To be sent through, heard and rendered. link: of a private chat with us."""

    name = "telegram"

    def __init__(self, client: Delivers, link: str = "") -> None:
        self._client, self.link = client, link
        self._files: dict[str, File] = {}  # by what they are made from, with Telegram's names

    def parse(self, raw: Any) -> Heard:
        return parse(raw, us=self.link.removeprefix(AT).partition("?")[0])

    def render(self, replies: Sequence[Reply], to: Heard | None = None, kept: int | None = None) -> Rendered:
        turn = to.number if to else None
        return Rendered([message.dump(turn) for message in messages(to, replies, kept)])

    def recall(self, key: str) -> File | None:
        return self._files.get(key)

    def taking_back(self, numbers: Sequence[int]) -> str | None:
        return Message(deletes=tuple(numbers)).dump()

    async def send(self, chat: str, message: str) -> int | None:
        return await self._to(int(chat), Message.load(message), None)

    async def keep(self, chat: str, message: str, file: File) -> int | None:
        return await self._to(int(chat), Message.load(message), file)

    async def use_up(self, chat: str, number: int, message: str | None, by: str) -> None:
        as_answered = marked(Message.load(message), Message.load(by), number) if message else None
        await self._client.use_up(int(chat), number, as_answered)

    async def busy(self, chat: str, document: str) -> None:
        await self._client.busy(int(chat), photo=document == "picture")

    async def _to(self, chat: int, message: Message, file: File | None, *, moved: bool = False) -> int | None:
        try:
            number = await self._client.deliver(chat, message)
            if file is not None:
                number = await self._file(chat, file)
        except ChatMigrated as error:
            if moved:  # nobody moves twice at once
                raise Undelivered from error
            return await self._to(error.new_chat_id, message, file, moved=True)
        except RetryAfter as error:
            raise TooFast(int(1000 * asked_pause(error))) from None
        except Forbidden as error:
            raise Gone from error
        except BadRequest as error:
            raise Refused(reason(error)) from None
        except InvalidToken:
            raise Withdrawn from None
        return number

    async def _file(self, chat: int, file: File) -> int | None:
        """A file that Telegram has already goes out by its name there; should it have lost it, it is made again."""
        try:
            number, known = await self._client.send_file(chat, file)
        except BadRequest as error:
            if not file.known:
                raise
            del self._files[file.key]
            raise Undelivered from error
        if file.key and known:
            self._files[file.key] = replace(file, content=b"", known=known)
            if len(self._files) > MOST_FILES:
                del self._files[next(iter(self._files))]
        return number


class Bot(Telegram):
    """The same, asking for its updates or being called with them."""

    def __init__(self, settings: TelegramSettings) -> None:
        self._api, self._settings = Client(settings), settings
        super().__init__(self._api)
        self._hook: Hook | None = None
        self._introducing: asyncio.Task[None] | None = None
        if isinstance(settings, WebhookSettings):
            self._hook = Hook(settings.rothbot_webhook_url, settings.rothbot_webhook_secret.get_secret_value())

    def _today(self) -> date:
        return self._settings.rothbot_today or datetime.now(ZoneInfo(self._settings.rothbot_timezone)).date()

    @property
    def called(self) -> bool:
        return self._hook is not None

    async def close(self) -> None:
        if self._introducing is not None:
            self._introducing.cancel()
            await asyncio.wait({self._introducing})
        await self._api.shutdown()

    def routes(self, worker: Worker) -> list[Route]:
        return [hooked(self._hook, Inlet(self._api, worker, today=self._today))] if self._hook else []

    async def fetch(self, worker: Worker) -> None:
        await poll(self._api, Inlet(self._api, worker, today=self._today))

    async def open(self) -> None:
        """Who we are and what we understand, told to Telegram; patient while the network is away."""
        pause, refused = 0.0, 0
        while True:
            try:
                await self._api.initialize()
                await self._api.receive(self._settings)
                break
            except Exception as error:  # noqa: BLE001 - an answer that is none is like no answer
                refused += isinstance(error, InvalidToken)
                if refused >= REFUSED:  # once may be a gateway's mistake
                    raise Fault("telegram.token") from None
                if not pause:  # told once, not with every try
                    log().warning("telegram_unreachable", error=where(error))
                pause = min(max(2 * pause, 0.5), 8.0)
                await asyncio.sleep(pause)
        self.link = f"{AT}{self._api.username}?start=private"
        self._introducing = asyncio.create_task(self._introduce())  # nobody who writes waits for it

    async def _introduce(self) -> None:
        if changed := await introduce(self._api):
            log().info("profile_set", changed=changed)


def begin(given: argparse.Namespace) -> tuple[TelegramSettings, Bot]:
    settings = read(WebhookSettings if given.webhook else TelegramSettings)
    keep_out(settings.telegram_bot_token.get_secret_value())
    if isinstance(settings, WebhookSettings):
        keep_out(settings.rothbot_webhook_secret.get_secret_value())
    return settings, Bot(settings)
