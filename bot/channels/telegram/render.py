"""A reply as Telegram's messages: HTML with nothing left unescaped, cut between blocks where it is too long."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import Any

from bot.channels.telegram.parse import LONGEST_TEXT, Press, utf16
from bot.delivery.channel import Heard
from dialogs.messages import Reply

LONGEST_DATA = 64  # bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it lies in the outbox.

    text: HTML. buttons: rows of (label, data), or of (label, address) when the data is a https address.
    edits: the message that this one replaces. answers: the press to be answered first. strips: the message whose
    buttons are used up and go when this one is there. document: a file to send; content: its text, or what
    it is drawn from when it is sent. turn: the update that it answers, for the log of whoever sends it.
    """

    text: str = ""
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()
    edits: int | None = None
    answers: str | None = None
    strips: int | None = None
    document: str | None = None
    content: str | None = None
    turn: int | None = None

    def dump(self, turn: int | None = None) -> str:
        given = {name: value for name in self.__slots__ if (value := getattr(self, name))}
        return json.dumps({**given, "turn": turn} if turn else given, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Message:
        """Fields that a later version may have put there are left out: while it is rolled out both send."""
        data: dict[str, Any] = json.loads(text)
        rows = tuple(tuple((label, target) for label, target in row) for row in data.pop("buttons", ()))
        return cls(buttons=rows, **{name: data[name] for name in cls.__slots__ if name in data})


def messages(heard: Heard | None, replies: Sequence[Reply]) -> list[Message]:
    """What goes out after one step, in order; the first one also settles the press that it answers."""
    press = heard.about if heard else None
    if not isinstance(press, Press):
        return [message for reply in replies for message in worded(reply)]
    if len(replies) == 1 and _is_tick(press, replies[0]):
        out = list(worded(replies[0]))
        if len(out) == 1:
            return [replace(out[0], edits=press.message_id, answers=press.query_id)]
    out = [message for reply in replies for message in worded(reply)] or [Message()]
    used = press.message_id if press.keyboard else None
    return [replace(out[0], answers=press.query_id, strips=used), *out[1:]]


def _is_tick(press: Press, reply: Reply) -> bool:
    """Whether the same buttons come back with other labels: a box was ticked, and the message changes in place."""
    new = [(button.label, button.data) for row in reply.buttons for button in row]
    return (
        press.message_id is not None
        and [data for _, data in new] == [data for _, data in press.keyboard]
        and new != list(press.keyboard)
    )


def worded(reply: Reply) -> Iterator[Message]:
    """One reply: its texts in order, the buttons under the last, a document after that."""
    buttons = tuple(tuple((button.label, button.data) for button in row) for row in reply.buttons)
    for row in buttons:
        for _, data in row:
            if not (data.startswith("https://") or 1 <= len(data.encode()) <= LONGEST_DATA):
                raise ValueError("button data must be 1 to 64 bytes")
    texts = pages(reply.blocks)
    for text in texts[:-1]:
        yield Message(html(text))
    if texts:
        yield Message(html(texts[-1]), buttons)
    if reply.document:
        yield Message(document=reply.document, content=reply.content)


def pages(blocks: Sequence[str]) -> list[str]:
    """The blocks put together into as few texts as the limit allows; a block stays whole where it fits into one."""
    pieces = [piece for block in blocks if block.strip() for piece in _cut(block.strip())]
    texts: list[str] = []
    for piece in pieces:
        if texts and utf16(texts[-1]) + 2 + utf16(piece) <= LONGEST_TEXT:
            texts[-1] += "\n\n" + piece
        else:
            texts.append(piece)
    return texts


def _cut(block: str) -> Iterator[str]:
    """A block in pieces that fit: cut at the end of a line, else of a word, else where it must be."""
    while utf16(block) > LONGEST_TEXT:
        head = block[: _fitting(block)]
        end = max(head.rfind("\n"), 0) or max(head.rfind(" "), 0) or len(head)
        if piece := block[:end].rstrip():
            yield piece
        block = block[end:].lstrip()
    if block:
        yield block


def _fitting(text: str) -> int:
    """How many characters make up at most one message; a character outside the basic plane counts as two."""
    units = 0
    for index, character in enumerate(text):
        units += 1 + (character > "\uffff")
        if units > LONGEST_TEXT:
            return index
    return len(text)


def html(text: str) -> str:
    """Headings bold, what is to be copied as a block that a tap copies, the rest as it is; nothing left unescaped."""
    lines = []
    for copied, group in groupby(text.split("\n"), key=lambda line: line.startswith("| ")):
        if copied:
            inside = "\n".join(escape(line[2:], quote=False) for line in group)
            lines.append(f"<pre>{inside}</pre>")
        else:
            lines += map(_line, group)
    return "\n".join(lines)


def _line(line: str) -> str:
    return f"<b>{escape(line[2:], quote=False)}</b>" if line.startswith("# ") else escape(line, quote=False)
