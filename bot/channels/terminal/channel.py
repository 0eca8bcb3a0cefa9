"""The terminal as delivery knows it: a message is a reply as it is, and a file lands in the folder at hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.delivery.channel import File, Heard, Rendered, What
from dialogs.messages import Button, Kind, Reply
from dialogs.phrases import say


class TerminalChannel:
    """show: takes each reply. today: for the names of files."""

    name = "terminal"
    link = ""

    def __init__(self, show: Callable[[Reply], None], today: Callable[[], date]) -> None:
        self._show, self._today = show, today

    def parse(self, raw: Any) -> Heard:
        return Heard(None, What.SAID, raw["chat"], Kind(raw["kind"]), raw["text"])

    def render(self, replies: Sequence[Reply], to: Heard | None = None, kept: int | None = None) -> Rendered:  # noqa: ARG002
        """What is kept is the last reply that had buttons: what ``#1`` means is read off it."""
        replies = [reply for reply in replies if not reply.keeps]  # what was printed stays as it is
        last = next((reply for reply in reversed(replies) if reply.buttons), replies[-1] if replies else None)
        shown = dumped(replace(last, document=None, content=None)) if last and to else None
        return Rendered([dumped(reply) for reply in replies], shown)

    def recall(self, key: str) -> File | None:  # noqa: ARG002 - a folder is no memory of ours
        return None

    def taking_back(self, numbers: Sequence[int]) -> str | None:  # noqa: ARG002 - what was printed stays
        return None

    async def use_up(self, chat: str, number: int, message: str | None, by: str) -> None:
        """Nothing: what was printed stays."""

    async def busy(self, chat: str, document: str) -> None:
        """Nothing: whoever waits sees the prompt."""

    async def send(self, chat: str, message: str) -> None:  # noqa: ARG002 - there is one chat at a terminal
        self._show(loaded(message))

    async def keep(self, chat: str, message: str, file: File) -> None:  # noqa: ARG002
        """Where the person stands; named in the reply. Where it cannot be written, that is said instead."""
        reply = replace(loaded(message), document=None, content=None)
        place = self._free(Path(file.name))
        try:
            place.write_bytes(file.content)
            place.chmod(0o600)
        except OSError as error:
            problem = say("channel.file.cannot_write", file=place, problem=error.strerror)
            self._show(replace(reply, blocks=(*reply.blocks, problem)))
            return
        first, *rest = reply.blocks
        written = say("channel.file.written", file=place)
        self._show(replace(reply, blocks=(first, written, *rest), document=str(place)))

    def _free(self, name: Path) -> Path:
        """A name that no file has yet: an earlier file is never written over."""
        stem = f"{name.stem}-{self._today().isoformat()}" if name.suffix == ".json" else name.stem
        folder = Path.cwd()
        names = (f"{stem}{f'-{number}' if number else ''}{name.suffix}" for number in range(10_000))
        return next(folder / one for one in names if not (folder / one).exists())


def dumped(reply: Reply) -> str:
    return json.dumps(asdict(replace(reply, settled=None, page=(), copies=())), ensure_ascii=False)


def loaded(text: str) -> Reply:
    data: dict[str, Any] = json.loads(text)
    buttons = tuple(tuple(Button(**button) for button in row) for row in data.pop("buttons"))
    known = {name: value for name, value in data.items() if name in Reply.__slots__}
    return Reply(**known | {"blocks": tuple(data["blocks"]), "buttons": buttons, "refused": tuple(data["refused"])})
