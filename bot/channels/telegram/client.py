"""The Bot API, through the library's ``Bot``; updates are taken raw, so that one it cannot read stops no other."""

from __future__ import annotations

import json
import os
from typing import Any

os.environ.setdefault("PTB_TIMEDELTA", "true")  # times as timedelta: the library warns on its older way

from telegram import Bot
from telegram.error import BadRequest
from telegram.request import HTTPXRequest

from bot.channels.telegram.parse import WANTED
from bot.channels.telegram.render import Message
from bot.channels.telegram.settings import TelegramSettings, WebhookSettings
from bot.delivery.channel import File

_NO_PREVIEW = json.dumps({"is_disabled": True})  # once, not with every message
_SPARE = 4  # connections beside those of the messages: papers, and files that are fetched
_ANSWER = 8  # seconds in which Telegram connects, takes or answers a call
_SLACK = 4  # seconds that an answer may take beyond the time it was asked to wait


class Client(Bot):
    def __init__(self, settings: TelegramSettings) -> None:
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
            request=connection(settings.rothbot_sends_at_once + _SPARE),
            get_updates_request=connection(1),
        )

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
        return answer if isinstance(answer, list) else []

    async def deliver(self, chat: int, message: Message) -> None:
        """All that one message asks for, without its file. What may be repeated without harm comes first: should we
        die on the way, the message itself is the least likely to be doubled. The library's errors pass through.
        """
        if message.answers:
            await self._unless_late(self.answer_callback_query(message.answers))
        if message.strips:
            await self._unless_late(self.edit_message_reply_markup(chat, message.strips, reply_markup=None))
        if message.edits and await self._edited(chat, message.edits, message):
            return
        if message.text:
            # Past the library's send_message: to build a Message of the answer costs more than the rest of a turn,
            # and where it could not be built a message that has arrived would be sent again.
            await self._post("sendMessage", {"chat_id": chat, **_shown(message)})

    async def send_file(self, chat: int, file: File) -> None:
        if file.photo:
            await self.send_photo(chat, file.content, file.caption or None, filename=file.name)
        else:
            await self.send_document(chat, file.content, file.caption or None, filename=file.name)

    async def _edited(self, chat: int, message_id: int, message: Message) -> bool:
        """Whether the message now reads so; one that cannot be edited any more is sent anew."""
        try:
            await self._post("editMessageText", {"chat_id": chat, "message_id": message_id, **_shown(message)})
        except BadRequest as error:
            return "not modified" in error.message.lower()
        return True

    async def _unless_late(self, call: Any) -> None:
        """Let go of what Telegram refuses for good here: a press too old to answer, buttons that are gone already."""
        try:
            await call
        except BadRequest:
            return


def _shown(message: Message) -> dict[str, Any]:
    """The fields of a message that is sent or edited."""
    fields = {"text": message.text, "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW}
    if not message.buttons:
        return fields
    rows = [[_button(label, target) for label, target in row] for row in message.buttons]
    return {**fields, "reply_markup": {"inline_keyboard": rows}}


def _button(label: str, target: str) -> dict[str, str]:
    return {"text": label, "url" if target.startswith("https://") else "callback_data": target}
