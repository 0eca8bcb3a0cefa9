"""The conversation on standard input and output; the same engine and the same store as in Telegram.

A person at a terminal gets line editing and is greeted; through a pipe nothing is said that was not asked for:
every line that is not blank yields its replies, and nothing else is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from datetime import time as clock
from typing import TextIO

from bot.channels.terminal.channel import TerminalChannel, loaded
from bot.channels.terminal.files import brought
from bot.delivery.direct import Direct
from bot.engine import Engine
from bot.store import Store
from dialogs.messages import Button, Kind, Reply, Said, plain
from dialogs.phrases import say

AFTERNOON = clock(20)  # UTC: the same day in all of the United States; by then all reminders of a day are due
OFFERED = "readings"  # what was heard, where a reply offers what an answer may have meant
A_YEAR = re.compile(r"#\s*(\d{4})")  # the tax year, which may be told though another question is asked: no button
LONGEST_LINE = 1_000_000  # characters; what is beyond is another line


@dataclass(slots=True)
class Terminal:
    """One chat. ``shown`` is the last reply that had buttons; what ``#1`` means is read off it."""

    store: Store
    engine: Engine
    chat_id: int
    today: Callable[[], date]
    shown: Reply | None = field(default=None, init=False)
    _talk: Direct = field(init=False)
    _came: list[Reply] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        channel = TerminalChannel(self._came.append, self.today)
        self._talk = Direct(
            self.store, channel, self.engine, str(self.chat_id), clock=self._afternoon, today=self.today
        )

    def is_new(self) -> bool:
        known, shown = self._talk.stored()
        self.shown = loaded(shown) if shown else None
        return not known

    def answer(self, line: str) -> tuple[Reply, ...]:
        """The replies to one line; a line that presses nothing is told so here, for the talk knows no numbers."""
        file = brought(line, self.today())
        if isinstance(file, Said):
            return self.hear(file.kind, file.text)
        if file is not None:
            return (replace(self.shown or Reply(()), blocks=(file,), document=None),)
        line = as_reading(line, self.shown)
        if not line.startswith("#"):
            return self.hear(Kind.TEXT, line)
        button = pressed(line[1:].strip(), self.shown)
        if button is not None:
            return self.hear(Kind.PRESS, button.data)
        year = A_YEAR.fullmatch(line.strip())
        if year and self.shown and self.shown.assumed:
            return self.hear(Kind.TEXT, year[1])
        old = self.shown or Reply(())
        labels = [b.label for row in old.buttons for b in row]
        phrase = (
            say("channel.terminal.no_such_button", line=line[:60], count=len(labels))
            if labels
            else say("channel.terminal.no_buttons", line=line[:60])
        )
        return (replace(old, blocks=(phrase,)),)

    def due(self) -> tuple[Reply, ...]:
        """What an earlier call was cut off before it could show, and the reminders that came due since then.

        In a terminal nobody can be called before. Reminders come without buttons: what ``#1`` means is read off the
        reply that follows them.
        """
        self._talk.left()
        left = self._taken()
        self._talk.due()
        hint = say("channel.terminal.reminder_hint")
        return (*left, *(replace(one, blocks=(*one.blocks, hint), buttons=()) for one in self._taken()))

    def hear(self, kind: Kind, words: str) -> tuple[Reply, ...]:
        """One turn; when it fails the talk is as before, and the person is told."""
        self._talk.hear({"chat": str(self.chat_id), "kind": kind, "text": words})
        # What delivery itself has to say knows no stage of the talk: it stands beside the buttons that are there.
        old = self.shown or Reply(())
        replies = tuple(one if one.stage else replace(old, blocks=one.blocks) for one in self._taken())
        last = next((r for r in reversed(replies) if r.buttons), replies[-1] if replies else None)
        self.shown = replace(last, document=None, content=None) if last else None
        return replies

    def _taken(self) -> tuple[Reply, ...]:
        replies = tuple(self._came)
        self._came.clear()
        return replies

    def _afternoon(self) -> int:
        return int(datetime.combine(self.today(), AFTERNOON, UTC).timestamp() * 1000)


def offers_readings(shown: Reply | None) -> bool:
    """Whether the numbered buttons are what the last answer may have meant."""
    return shown is not None and shown.heard.partition(".")[0] == OFFERED


def as_reading(line: str, shown: Reply | None) -> str:
    """A bare number presses the reading of that number, where readings of an answer are offered."""
    number = line.strip()
    bare = number.isascii() and number.isdigit() and offers_readings(shown)
    return f"#{number}" if bare and pressed(number, shown) else line


def pressed(name: str, shown: Reply | None) -> Button | None:
    """The button a person means by its number, its label, or several words that only its label ends with."""
    buttons = [button for row in shown.buttons for button in row] if shown else []
    if name.isascii() and name.isdigit() and 1 <= int(name[:9]) <= len(buttons):
        return buttons[int(name) - 1]
    wanted = " ".join(name.split()).casefold()
    labels = [(" ".join(button.label.split()).casefold(), button) for button in buttons]
    alike = [button for label, button in labels if " " in wanted and label.endswith(f" {wanted}")]
    named = next((button for label, button in labels if label == wanted), None)
    return named or (alike[0] if len(alike) == 1 else None)


def lines(source: TextIO) -> Iterator[str]:
    """The messages on a pipe: a line each; blank ones say nothing."""
    while line := source.readline(LONGEST_LINE):
        if line.strip():
            yield line.strip("\r\n")


def as_text(reply: Reply) -> str:
    labels = [button.label for row in reply.buttons for button in row]
    text = plain(reply.text)
    shown = [text] if text else []
    if labels:
        shown.append("\n".join(f"#{number} {label}" for number, label in enumerate(labels, 1)))
    if reply.document and reply.document not in text:
        shown.append(reply.document)
    return "\n\n".join(shown) + "\n"


def as_json(reply: Reply) -> str:
    return json.dumps(
        {
            "text": reply.text,
            "buttons": [[button.label for button in row] for row in reply.buttons],
            "question": reply.assumed or reply.question,
            "stage": reply.stage,
            "document": reply.document,
        },
        ensure_ascii=False,
    )


def through_pipe(terminal: Terminal, source: TextIO, show: Callable[[Reply], str]) -> None:
    terminal.is_new()
    due = terminal.due()
    for line in lines(source):
        while due:
            print(show(due[0]), flush=True)
            due = due[1:]
        for reply in terminal.answer(line):
            print(show(reply), flush=True)
