"""A reply as Telegram's messages: HTML with nothing left unescaped, cut between blocks where it is too long."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import groupby
from typing import Any

from bot.channels.telegram import page
from bot.channels.telegram.parse import LONGEST_TEXT, Place, Press, utf16
from bot.delivery.channel import KEPT, Heard
from dialogs.messages import Button, Reply, Weight
from dialogs.phrases import say

LONGEST_DATA = 64  # bytes
LONGEST_COPY = 256  # UTF-16 units
COPY = "copy"
STYLES = {Weight.YES: "success", Weight.LOSS: "danger"}
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it lies in the outbox.

    text: HTML. rich: HTML of a rich message; instead: texts that say the same where that cannot be shown, the last of
    them with the buttons. buttons: rows of (label, data), or of (label, address) when the data is a https address;
    a third word is the style of one, or says that pressing it copies what stands for its data.
    edits: the message that this one replaces. strips: the message that was pressed. uses_up: no earlier message keeps
    its buttons. question: the fact it asks for. answer: what was said, to be marked on the message it answers: the
    pressed one, or the one that asked for the fact ``answers``.
    replies, thread: the message it replies to, and the topic it goes to. deletes: messages to take back; then the
    rest is empty. keeps: it is pinned, without a sound.
    document: a file to send; content: its text, or what it is drawn from when it is sent.
    turn: the update that it answers, for the log of whoever sends it.
    """

    text: str = ""
    rich: str = ""
    instead: tuple[str, ...] = ()
    buttons: tuple[tuple[tuple[str, ...], ...], ...] = ()
    edits: int | None = None
    strips: int | None = None
    uses_up: bool = False
    question: str | None = None
    answer: str | None = None
    answers: str | None = None
    replies: int | None = None
    thread: int | None = None
    deletes: tuple[int, ...] = ()
    keeps: bool = False
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
        rows = tuple(tuple(tuple(button) for button in row) for row in data.pop("buttons", ()))
        deletes, instead = tuple(data.pop("deletes", ())), tuple(data.pop("instead", ()))
        return cls(
            buttons=rows,
            deletes=deletes,
            instead=instead,
            **{name: data[name] for name in cls.__slots__ if name in data},
        )


def messages(heard: Heard | None, replies: Sequence[Reply], kept: int | None = None) -> list[Message]:
    """What goes out after one step, in order; last what is kept in view, in the place of the message ``kept``.

    The first message says what it does to those before it: whatever brings buttons or settles a question leaves no
    other buttons alive, and the answer is marked where it was asked for.
    """
    said = [reply for reply in replies if not reply.keeps]
    return [*_answering(heard, said), *(_in_view(reply, kept) for reply in replies if reply.keeps)]


def _in_view(reply: Reply, kept: int | None) -> Message:
    """One message, without buttons: it must not go out of date by a tap."""
    first, *_ = page.ordinary(reply.page) if reply.page else pages(reply.blocks)
    whole = page.rich(reply.page) if reply.page else None
    return Message(
        rich=whole or "", instead=(first,), text="" if whole else first, edits=kept, keeps=True, question=KEPT
    )


def _answering(heard: Heard | None, replies: Sequence[Reply]) -> list[Message]:
    about = heard.about if heard else None
    press = about if isinstance(about, Press) else None
    out = [message for reply in replies for message in worded(reply)]
    if not out:
        return []
    if press and press.message_id is not None and len(out) == len(replies) == 1 and replies[0].again:
        return [replace(out[0], edits=press.message_id)]
    if isinstance(about, Place):
        out = [replace(message, replies=about.message, thread=about.thread) for message in out]
    settled = next((reply.settled for reply in replies if reply.settled), None)
    if not (settled or any(message.buttons for message in out)):
        return out
    label = _pressed(press, heard.text) if press and heard else None
    fact, answer = settled or (None, label)
    strips = press.message_id if press and press.keyboard else None
    return [replace(out[0], uses_up=True, strips=strips, answer=answer, answers=fact), *out[1:]]


def _pressed(press: Press, data: str) -> str | None:
    """The label of the button that was pressed."""
    return next((label for label, target in press.keyboard if target == data), None)


def marked(message: Message, by: Message, number: int) -> Message | None:
    """A message that was answered, with the answer and without its buttons; None where that answered another one."""
    of_it = by.strips == number or (by.answers is not None and by.answers == message.question)
    if not (of_it and by.answer and message.text):
        return None
    text = f"{message.text}\n\n<b>{escape(say('channel.answered', answer=by.answer), quote=False)}</b>"
    return replace(message, text=text, buttons=()) if utf16(text) <= LONGEST_TEXT else None


def worded(reply: Reply) -> Iterator[Message]:
    """One reply: its texts in order, the buttons under the last, a document after that. A page is one message."""
    buttons = tuple(tuple(map(_button, row)) for row in reply.buttons)
    buttons += tuple(((label, text, COPY),) for label, text in reply.copies if utf16(text) <= LONGEST_COPY)
    asks = reply.question if buttons else None
    if reply.page and (whole := page.rich(reply.page)):
        yield Message(rich=whole, instead=tuple(page.ordinary(reply.page)), buttons=buttons, question=asks)
    elif texts := page.ordinary(reply.page) if reply.page else [html(text) for text in pages(reply.blocks)]:
        yield from map(Message, texts[:-1])
        yield Message(texts[-1], buttons=buttons, question=asks)
    if reply.document:
        yield Message(document=reply.document, content=reply.content)


def _button(button: Button) -> tuple[str, ...]:
    data = button.data
    if not (data.startswith("https://") or 1 <= len(data.encode()) <= LONGEST_DATA):
        raise ValueError("button data must be 1 to 64 bytes")
    style = STYLES.get(button.weight)
    return (button.label, data, style) if style else (button.label, data)


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


def unmarked(text: str) -> str:
    """The words of a message, its marks left out."""
    return unescape(_TAG.sub("", text))
