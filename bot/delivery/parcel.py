"""One row of the outbox on its way: its file is made when it is sent, in a process of its own, and no talk waits."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from bot import papers
from bot.delivery.channel import Channel, File
from bot.log import log
from bot.papers import aside
from dialogs.messages import Reply
from dialogs.phrases import say


@dataclass(frozen=True, slots=True)
class Parcel:
    """message: as the channel rendered it. turn: the update that it answers, for the log.

    document: the name of a file that comes with it; content: its text, or what it is drawn from. live: it has
    buttons. uses_up, strips, edits: as the channel has them.
    """

    message: str
    document: str | None = None
    content: str | None = None
    turn: int | None = None
    live: bool = False
    uses_up: bool = False
    edits: int | None = None
    strips: int | None = None

    @classmethod
    def of(cls, message: str) -> Parcel:
        data: dict[str, Any] = json.loads(message)
        known = {name: data.get(name) for name in ("document", "content", "turn", "edits", "strips")}
        return cls(message, **known, live=bool(data.get("buttons")), uses_up=bool(data.get("uses_up")))

    @property
    def question(self) -> str | None:
        asked: str | None = json.loads(self.message).get("question")
        return asked

    async def deliver(self, channel: Channel, chat: str) -> int | None:
        """Its number in the chat. The channel's errors pass through.

        What cannot be drawn is told, and only the log is told why.
        """
        if not (self.document and self.content):
            return await channel.send(chat, self.message)
        key = sha256(f"{self.document}\n{self.content}".encode()).hexdigest()
        if known := channel.recall(key):
            return await channel.keep(chat, self.message, known)
        try:
            file = replace(await _made(self.document, self.content), key=key)
        except papers.NotDrawn as error:
            why = "not_installed" if isinstance(error, papers.NotInstalled) else "not_drawn"
            if why == "not_drawn":
                log().error("paper_not_drawn", paper=self.document, error=str(error))
            await channel.send(chat, _without_file(self.message))
            for message in channel.render([Reply((say(f"channel.file.{why}"),))]).messages:
                await channel.send(chat, message)
            return None
        return await channel.keep(chat, self.message, file)


def _without_file(message: str) -> str:
    data = json.loads(message)
    for part in ("document", "content"):
        with suppress(KeyError):
            del data[part]
    return json.dumps(data, ensure_ascii=False)


async def _made(document: str, content: str) -> File:
    """A text as it is, a paper drawn. NotDrawn when that fails."""
    if document not in papers.MADE:
        return File(f"rothbot-{document}.json", content.encode())
    paper = await aside.draw(document, content)
    return File(paper.filename, paper.content, paper.caption, photo=paper.photo)
