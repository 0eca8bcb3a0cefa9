"""The conversation on standard input and output; the same engine and the same store as in Telegram.

A person at a terminal gets line editing and is greeted; through a pipe nothing is said that was not asked for:
every line that is not blank yields its replies, and nothing else is written.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from datetime import time as clock
from typing import Any, TextIO

from sqlalchemy import Connection

from bot.channels.terminal.files import brought, kept
from bot.engine import FORGOTTEN, LEAVING, Engine
from bot.faults import where
from bot.log import log
from bot.store import Store, reminders, talks
from dialogs.messages import Button, Kind, Reply, Said, plain
from dialogs.phrases import say

AFTERNOON = clock(20)  # UTC: the same day in all of the United States
LONGEST_LINE = 1_000_000  # characters; what is beyond is another line


@dataclass(slots=True)
class Terminal:
    """One chat. ``shown`` is the last reply that had buttons; what ``#1`` means is read off it."""

    store: Store
    engine: Engine
    chat_id: int
    today: Callable[[], date]
    shown: Reply | None = field(default=None, init=False)

    def is_new(self) -> bool:
        with self.store.transaction() as db:
            known = talks.sealed(db, [self.chat_id])
            try:
                shown = talks.load_shown(db, self.store.vault, self.chat_id)
                self.shown = _reply(json.loads(shown)) if shown else None
            except Exception as error:  # noqa: BLE001 - without the last buttons the talk goes on all the same
                log().error("shown_unopened", error=where(error))
        return not known

    def _opened(self, db: Connection) -> Any:
        """The stored talk, or a new one; whatever keeps it from opening is raised."""
        stored = talks.load(db, self.store.vault, [self.chat_id]).get(self.chat_id)
        return self.engine.new() if stored is None else self.engine.load(stored)

    def answer(self, line: str) -> tuple[Reply, ...]:
        """The replies to one line; a line that presses nothing is told so here, for the talk knows no numbers."""
        file = brought(line, self.today())
        if isinstance(file, Said):
            return self.hear(file.kind, file.text)
        if file is not None:
            return (replace(self.shown or Reply(()), blocks=(file,), document=None),)
        if not line.startswith("#"):
            return self.hear(Kind.TEXT, line)
        button = pressed(line[1:].strip(), self.shown)
        if button is not None:
            return self.hear(Kind.PRESS, button.data)
        old = self.shown or Reply(())
        labels = [b.label for row in old.buttons for b in row]
        phrase = (
            say("channel.terminal.no_such_button", line=line[:60], count=len(labels))
            if labels
            else say("channel.terminal.no_buttons", line=line[:60])
        )
        return (replace(old, blocks=(phrase,)),)

    def due(self) -> tuple[Reply, ...]:
        """Reminders that came due since the last call; in a terminal nobody can be called before.

        Without buttons: what ``#1`` means is read off the reply that follows them.
        """
        afternoon = datetime.combine(self.today(), AFTERNOON, UTC)
        with self.store.transaction() as db:
            talks.lock(db, [self.chat_id])
            try:
                session, replies = self.engine.remind(self._opened(db), afternoon)
            except Exception as error:  # noqa: BLE001 - without a reminder the talk goes on all the same
                log().error("reminder_failed", error=where(error))
                return ()
            if replies:
                reminders.move_on(db, self.store.vault, self.chat_id, session.dump())
        hint = say("channel.terminal.reminder_hint")
        return tuple(replace(reply, blocks=(*reply.blocks, hint), buttons=()) for reply in replies)

    def hear(self, kind: Kind, words: str) -> tuple[Reply, ...]:
        """One step in one transaction; when it fails the talk is as before."""
        said = Said(kind, words, self.today())
        with self.store.transaction() as db:
            talks.lock(db, [self.chat_id])
            try:
                session = self._opened(db)
            except Exception as error:  # noqa: BLE001 - whatever keeps it from opening, it can be left
                log().error("talk_unopened", error=where(error))
                if words.strip().casefold() not in LEAVING:
                    return (Reply((say("channel.unopened"),)),)
                talks.put_aside(db, self.chat_id)
                session = self.engine.new()
            try:
                session, replies = self.engine.step(session, said)
                text = session.dump()
            except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a word and keeps the talk
                log().error("step_failed", error=where(error))
                old = self.shown or Reply(())
                return (replace(old, blocks=(say("channel.apology"),)),)
            last = next((r for r in reversed(replies) if r.buttons), replies[-1] if replies else None)
            self.shown = replace(last, document=None, content=None) if last else None
            if session.stage == FORGOTTEN:
                talks.forget(db, self.chat_id)
            else:
                talks.save(db, self.store.vault, {self.chat_id: text}, time.time_ns() // 10**6)
                shown = json.dumps(asdict(self.shown)) if self.shown else "null"
                talks.save_shown(db, self.store.vault, self.chat_id, shown)
        return tuple(kept(reply, said.today) for reply in replies)


def pressed(name: str, shown: Reply | None) -> Button | None:
    """The button a person means by its number or its label."""
    buttons = [button for row in shown.buttons for button in row] if shown else []
    if name.isascii() and name.isdigit() and 1 <= int(name[:9]) <= len(buttons):
        return buttons[int(name) - 1]
    wanted = " ".join(name.split()).casefold()
    return next((b for b in buttons if " ".join(b.label.split()).casefold() == wanted), None)


def _reply(data: dict[str, Any] | None) -> Reply | None:
    if data is None:
        return None
    buttons = tuple(tuple(Button(**button) for button in row) for row in data.pop("buttons"))
    return Reply(tuple(data.pop("blocks")), buttons, **data)


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
            "question": reply.question,
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
