"""The Bot API, through the library's ``Bot``; updates are taken raw, so that one it cannot read stops no other."""

from __future__ import annotations

import json
import os
from typing import Any

os.environ.setdefault("PTB_TIMEDELTA", "true")  # times as timedelta: the library warns on its older way

from telegram import Bot
from telegram.error import BadRequest
from telegram.request import HTTPXRequest

from bot import papers
from bot.channels.telegram.parse import WANTED
from bot.channels.telegram.render import Message
from bot.log import log
from bot.papers import aside
from bot.settings import BotSettings, WebhookSettings
from dialogs.phrases import say

_NO_PREVIEW = json.dumps({"is_disabled": True})  # once, not with every message
_SPARE = 4  # connections beside those of the messages: papers, and files that are fetched
_ANSWER = 8  # seconds in which Telegram connects, takes or answers a call
_SLACK = 4  # seconds that an answer may take beyond the time it was asked to wait


class Client(Bot):
    def __init__(self, settings: BotSettings) -> None:
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

    async def receive(self, settings: BotSettings) -> None:
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

    async def deliver(self, chat_id: int, message: Message) -> None:
        """All that one outbox row asks for. What may be repeated without harm comes first: should we die on the way,
        the message itself is the least likely to be doubled. The library's errors pass through.
        """
        if message.answers:
            await self._unless_late(self.answer_callback_query(message.answers))
        if message.strips:
            await self._unless_late(self.edit_message_reply_markup(chat_id, message.strips, reply_markup=None))
        if message.edits and await self._edited(chat_id, message.edits, message):
            return
        if message.text:
            # Past the library's send_message: to build a Message of the answer costs more than the rest of a turn,
            # and where it could not be built a message that has arrived would be sent again.
            await self._post("sendMessage", {"chat_id": chat_id, **_shown(message)})
        if message.document in papers.NAMES and message.content:
            await self._send_paper(chat_id, message.document, message.content)
        elif message.document and message.content:
            await self.send_document(chat_id, message.content.encode(), filename=f"rothbot-{message.document}.json")

    async def _send_paper(self, chat_id: int, name: str, order: str) -> None:
        """The text went out before; when nothing can be drawn the person is told, and only the log is told why."""
        try:
            paper = await aside.draw(name, order)
        except papers.NotDrawn as error:
            log().error("paper_not_drawn", paper=name, error=str(error))
            await self.send_message(chat_id, say("channel.file.not_drawn"))
            return
        if paper.photo:
            await self.send_photo(chat_id, paper.content, paper.caption, filename=paper.filename)
        else:
            await self.send_document(chat_id, paper.content, paper.caption, filename=paper.filename)

    async def _edited(self, chat_id: int, message_id: int, message: Message) -> bool:
        """Whether the message now reads so; one that cannot be edited any more is sent anew."""
        try:
            await self._post("editMessageText", {"chat_id": chat_id, "message_id": message_id, **_shown(message)})
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
