"""The Bot API, through the library's ``Bot``; updates are taken raw, so that one it cannot read stops no other."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

os.environ.setdefault("PTB_TIMEDELTA", "true")  # times as timedelta: the library warns on its older way

from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.channels.telegram.inline import KEPT
from bot.channels.telegram.parse import WANTED
from bot.channels.telegram.render import COPY, Message, unmarked
from bot.channels.telegram.settings import TelegramSettings, WebhookSettings
from bot.delivery.channel import File
from bot.faults import where
from bot.log import log
from dialogs.phrases import say

_NO_PREVIEW = json.dumps({"is_disabled": True})  # once, not with every message
_SPARE = 4  # connections beside those of the messages: papers, and files that are fetched
_ANSWER = 8  # seconds in which Telegram connects, takes or answers a call
_FILE = 60  # seconds in which a file goes up
_OWN = re.compile(r"(?:[A-Za-z_ ]|(?<=[a-z])'(?=[a-z]))*")  # an apostrophe that is no quotation mark: can't
_AT_ONCE = 100  # messages that one call takes back
UNKNOWN = "method not found"  # what Telegram answers where it does not know one
OFTEN = 3  # failures in a row after which a server takes no rich messages
DAY = 86_400.0  # seconds
_SLACK = 4  # seconds that an answer may take beyond the time it was asked to wait


class Client(Bot):
    """by: what carries the calls, where it is not the network."""

    def __init__(self, settings: TelegramSettings, by: BaseRequest | None = None) -> None:
        def connection(size: int) -> HTTPXRequest:
            return HTTPXRequest(
                connection_pool_size=size,
                connect_timeout=_ANSWER,
                read_timeout=_ANSWER,
                write_timeout=_ANSWER,
                pool_timeout=_ANSWER,
            )

        super().__init__(
            settings.telegram_bot_token.get_secret_value(),
            base_url=f"{settings.telegram_api_base_url}/bot",
            base_file_url=f"{settings.telegram_api_base_url}/file/bot",
            request=by or connection(settings.rothbot_sends_at_once + _SPARE),
            get_updates_request=by or connection(1),
        )

        self._rich_failed = 0
        self._ordinary_until = float("-inf")

    async def _post(self, *call: Any, **options: Any) -> Any:
        """An answer that is none, however odd, is like no answer."""
        try:
            return await super()._post(*call, **options)
        except RetryAfter as error:
            if isinstance(error.retry_after, timedelta):
                raise
            raise NetworkError("odd answer") from None
        except TelegramError:
            raise
        except Exception as error:  # the library takes for granted that parts of it have the shape they should
            raise NetworkError("odd answer") from error

    async def receive(self, settings: TelegramSettings) -> None:
        """Have Telegram bring its updates, or wait to be asked for them."""
        if isinstance(settings, WebhookSettings):
            await self.set_webhook(
                settings.rothbot_webhook_url,
                secret_token=settings.rothbot_webhook_secret.get_secret_value(),
                allowed_updates=list(WANTED),
            )
        else:
            await self.delete_webhook()

    async def raw_updates(self, offset: int | None, wait: int) -> list[Any]:
        """Updates from ``offset`` on as they came; what lies below it is acknowledged by asking."""
        asked = {"offset": offset, "timeout": wait, "allowed_updates": list(WANTED)}
        answer = await self._post("getUpdates", asked, read_timeout=wait + _SLACK)
        if not isinstance(answer, list):
            raise NetworkError("no updates")
        return answer

    async def deliver(self, chat: int, message: Message) -> int | None:
        """All that one message asks for, without its file; its number. The library's errors pass through.

        What Telegram refuses goes out once more as plain text; and if it refuses that too, the person is told so.
        """
        if message.deletes:
            await self._take_back(chat, message.deletes)
            return None
        if message.keeps:
            return await self._in_view(chat, message)
        if message.edits and await self._edited(chat, message.edits, message):
            return message.edits
        if message.rich:
            return await self._richly(chat, message)
        if not message.text:
            return None
        fields = {"chat_id": chat, **_shown(message), **_place(message)}
        try:
            return await self._sent(fields)
        except BadRequest as error:
            log().warning("message_refused_once", reason=reason(error))
        try:
            plain = {"text": unmarked(message.text), "parse_mode": None, "reply_markup": _markup(message, plain=True)}
            return await self._sent({**fields, **plain})
        except BadRequest as error:
            with suppress(BadRequest):
                await self._sent({"chat_id": chat, "text": say("channel.message_refused")})
            raise error from None

    async def _richly(self, chat: int, message: Message) -> int | None:
        """A rich message, or where this server takes none the texts that say the same."""
        if time.monotonic() >= self._ordinary_until:
            fields = {"chat_id": chat, **_shown(message)}
            try:
                number = _number(await self._post("sendRichMessage", fields))
            except (RetryAfter, Forbidden, ChatMigrated):
                raise
            except TelegramError as error:
                if not self._takes_no_rich(error):
                    raise
            else:
                self._rich_failed = 0
                return number
        return await self._ordinarily(chat, message)

    async def _in_view(self, chat: int, message: Message) -> int | None:
        """In the place of the one that is kept in view, else sent and pinned."""
        rich = (
            message
            if time.monotonic() >= self._ordinary_until
            else replace(message, rich="", text=message.instead[0])
        )
        if message.edits and await self._edited(chat, message.edits, rich):
            return message.edits
        number = await self.deliver(chat, replace(rich, keeps=False, edits=None))
        if number is not None:
            with suppress(BadRequest):
                pinned = {"chat_id": chat, "message_id": number, "disable_notification": True}
                await self._post("pinChatMessage", pinned)
        return number

    async def _ordinarily(self, chat: int, message: Message) -> int | None:
        """The number of the last, which has the buttons."""
        *before, last = message.instead
        for text in before:
            await self.deliver(chat, Message(text))
        return await self.deliver(chat, Message(last, buttons=message.buttons))

    def _takes_no_rich(self, error: TelegramError) -> bool:
        """Whether this message is to go out in ordinary ones; and for a day all are, where the method is unknown or
        fails again and again. Where no answer came at all, the network says nothing of it.
        """
        if isinstance(error, NetworkError) and error.__cause__ is not None:
            return False
        refused = isinstance(error, InvalidToken | BadRequest)
        self._rich_failed += 1
        if UNKNOWN in error.message or self._rich_failed >= OFTEN:
            log().info("no_rich_messages", error=where(error))
            self._ordinary_until, self._rich_failed = time.monotonic() + DAY, 0
            return True
        return refused

    async def _sent(self, fields: dict[str, Any]) -> int | None:
        """Past the library's send_message: to build a Message of the answer costs more than the rest of a turn,
        and where it could not be built a message that has arrived would be sent again.
        """
        return _number(await self._post("sendMessage", _given(fields)))

    async def use_up(self, chat: int, number: int, message: Message | None) -> None:
        """Take the buttons from a message; message: as it is to read from now on, or None where only they go."""
        with suppress(BadRequest):  # it is gone, or has none
            if message is None:
                await self._post("editMessageReplyMarkup", {"chat_id": chat, "message_id": number})
            else:
                await self._post("editMessageText", {"chat_id": chat, "message_id": number, **_shown(message)})

    async def answer(self, query: str) -> None:
        """The button that was pressed stops spinning; best effort, once."""
        with suppress(Exception):
            await self._post("answerCallbackQuery", {"callback_query_id": query})

    async def answer_inline(self, query: str, results: list[dict[str, Any]]) -> None:
        """The same for everybody, so Telegram may keep it."""
        await self._post("answerInlineQuery", {"inline_query_id": query, "results": results, "cache_time": KEPT})

    async def busy(self, chat: int, *, photo: bool) -> None:
        await self._post(
            "sendChatAction", {"chat_id": chat, "action": "upload_photo" if photo else "upload_document"}
        )

    async def send_file(self, chat: int, file: File) -> tuple[int | None, str]:
        """Its number and Telegram's name for the file, by which it can be sent again."""
        method, kind = ("sendPhoto", "photo") if file.photo else ("sendDocument", "document")
        content: Any = file.known or InputFile(file.content, filename=file.name, attach=False)
        fields = {"chat_id": chat, kind: content, **({"caption": file.caption} if file.caption else {})}
        answer = await self._post(method, fields, write_timeout=_FILE, read_timeout=_FILE)
        return _number(answer), _file_id(answer, kind)

    async def _take_back(self, chat: int, numbers: Sequence[int]) -> None:
        """Best effort: what is too old for it stays."""
        for start in range(0, len(numbers), _AT_ONCE):
            with suppress(BadRequest):
                some = list(numbers[start : start + _AT_ONCE])
                await self._post("deleteMessages", {"chat_id": chat, "message_ids": some})

    async def _edited(self, chat: int, message_id: int, message: Message) -> bool:
        """Whether the message now reads so; one that cannot be edited any more is sent anew."""
        try:
            await self._post("editMessageText", {"chat_id": chat, "message_id": message_id, **_shown(message)})
        except BadRequest as error:
            return "not modified" in error.message.lower()
        return True


def reason(error: TelegramError) -> str:
    """What Telegram says of a call, up to the first mark or number: what follows may be a person's."""
    said = _OWN.match(error.message)
    return said[0].strip() if said else ""


def asked_pause(error: RetryAfter) -> float:
    """Seconds that Telegram asks us to wait."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else asked


def _number(answer: Any) -> int | None:
    number = answer.get("message_id") if isinstance(answer, dict) else None
    return number if isinstance(number, int) else None


def _file_id(answer: Any, kind: str) -> str:
    """Of a photo the largest; empty where the answer does not say."""
    found = answer.get(kind) if isinstance(answer, dict) else None
    found = found[-1] if isinstance(found, list) and found else found
    name = found.get("file_id") if isinstance(found, dict) else None
    return name if isinstance(name, str) else ""


def _place(message: Message) -> dict[str, Any]:
    """In a group: what it replies to, and in which topic."""
    to = {"message_id": message.replies, "allow_sending_without_reply": True} if message.replies else None
    found = {"reply_parameters": to, "message_thread_id": message.thread}
    return {name: value for name, value in found.items() if value is not None}


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _shown(message: Message) -> dict[str, Any]:
    """The fields of a message that is sent or edited."""
    markup = _markup(message)
    if message.rich:
        return _given({"rich_message": {"html": message.rich, "skip_entity_detection": True}, "reply_markup": markup})
    fields = {"text": message.text, "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW}
    return _given({**fields, "reply_markup": markup})


def _markup(message: Message, *, plain: bool = False) -> dict[str, Any] | None:
    """plain: without what only newer servers know."""
    rows = [[made for button in row if (made := _button(*button, plain=plain))] for row in message.buttons]
    return {"inline_keyboard": [row for row in rows if row]} if any(rows) else None


def _button(label: str, target: str, kind: str = "", *, plain: bool) -> dict[str, Any] | None:
    if kind == COPY:
        return None if plain else {"text": label, "copy_text": {"text": target}}
    style = {"style": kind} if kind and not plain else {}
    return {"text": label, "url" if target.startswith("https://") else "callback_data": target, **style}
