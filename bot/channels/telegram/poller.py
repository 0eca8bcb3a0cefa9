"""Takes updates from Telegram and acknowledges them only when they are committed.

Telegram counts an update as received when a later one is asked for; so nothing is asked for until the store has it.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.client import asked_pause
from bot.channels.telegram.inlet import Inlet, has_file, unfetched
from bot.channels.telegram.parse import chat_if_any, number_if_any
from bot.faults import Fault, where
from bot.log import log

WAIT = 5  # seconds that Telegram holds the question open: if it falls silent in one, that is soon known
LONGEST_PAUSE = 8.0
MOST_ASKED = 300.0  # seconds; Telegram may ask for a longer pause, but not have one
ELSEWHERE = 10.0  # seconds until another look at what only a person can mend
FIRST_PAUSE = 0.5
FILE = 0.2  # seconds until others are asked for again while nothing came but a file that is being read
FULL = 100  # updates that Telegram brings at once: when there are as many, others wait behind them
FEW = 20  # of these, from one chat; where it has more its files are not waited for
LONG = 2.0  # seconds; nor are any files that take longer
REFUSED = 3  # times in a row that a token is refused before we believe it
_EVENTS = {InvalidToken: "token_refused", Conflict: "polled_elsewhere"}


class Source(Protocol):
    async def raw_updates(self, offset: int | None, wait: int) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class _File:
    """An update with a file that is on its way. hurry: set when it is to go on without what the file holds."""

    chat: str
    task: asyncio.Task[None]
    hurry: asyncio.Event
    since: float = field(default_factory=time.monotonic)


class Intake:
    """What was brought and is not committed yet. A file takes its time; only its own chat waits for it.

    Telegram brings everything again from the first update that is not acknowledged: what has to wait is left there,
    until it fills all that Telegram brings at once and the others wait behind it.
    """

    def __init__(self, inlet: Inlet) -> None:
        self._inlet = inlet
        self._reading: dict[int, _File] = {}  # by the number of the update
        self._done: set[int] = set()  # committed, and not acknowledged yet

    @property
    def reads(self) -> bool:
        return bool(self._reading)

    async def take(self, raws: Sequence[Any]) -> None:
        """Done when all is committed that waits for no file; a Fault of any of it passes through."""
        self._settle()
        now: list[Any] = []
        of_chat = Counter(map(chat_if_any, raws)) if len(raws) >= FULL else Counter[str]()
        if of_chat:
            self._hurry(of_chat)
        for raw in raws:
            number, chat = number_if_any(raw), chat_if_any(raw)
            waits = {file.chat for file in self._reading.values()}
            if number in self._done or number in self._reading or (chat and chat in waits):
                continue
            if number is None or not chat or not has_file(raw):
                now.append(raw)
            elif of_chat[chat] > FEW:
                unfetched(raw)
                now.append(raw)
            else:
                hurry = asyncio.Event()
                self._reading[number] = _File(chat, asyncio.create_task(self._inlet.submit([raw], hurry)), hurry)
        if now:
            await self._inlet.submit(now)
            self._done.update(number for raw in now if (number := number_if_any(raw)) is not None)
        if self._reading and not now:
            tasks = [file.task for file in self._reading.values()]
            await asyncio.wait(tasks, timeout=FILE, return_when=asyncio.FIRST_COMPLETED)

    def acknowledged(self, raws: Sequence[Any], offset: int | None) -> int | None:
        """Where Telegram is to go on: at the first that is not committed, else behind the last."""
        numbers = sorted(number for raw in raws if (number := number_if_any(raw)) is not None)
        left = next((number for number in numbers if number not in self._done), None)
        offset = left if left is not None else numbers[-1] + 1 if numbers else offset
        self._done = {number for number in self._done if offset is None or number >= offset}
        return offset

    def _hurry(self, of_chat: Counter[str]) -> None:
        """Others wait behind all of this: what is read for long, or is of a chat with many words, goes on unread."""
        for file in self._reading.values():
            if of_chat[file.chat] > FEW or time.monotonic() - file.since > LONG:
                file.hurry.set()

    def _settle(self) -> None:
        """Files that were read are committed, or their fault is told and they come again."""
        for number in [number for number, file in self._reading.items() if file.task.done()]:
            self._reading.pop(number).task.result()
            self._done.add(number)


async def poll(source: Source, inlet: Inlet) -> None:
    """For ever."""
    offset: int | None = None
    pause, refused = 0.0, 0
    intake = Intake(inlet)
    while True:
        try:
            raws = await source.raw_updates(offset, 0 if intake.reads else WAIT)
            await intake.take(raws)
        except (TelegramError, Fault) as error:
            refused = refused + 1 if isinstance(error, InvalidToken) else 0
            believed = not 0 < refused < REFUSED  # a gateway that is starting refuses every token
            if not pause or refused == REFUSED:  # told once, not with every try
                event = _EVENTS.get(type(error)) if believed else None
                log().warning(event or "polling_failed", error=where(error))
            pause = _longer(pause, error) if believed else FIRST_PAUSE
        else:
            refused = 0
            offset = intake.acknowledged(raws, offset)
            numbered = any(number_if_any(raw) is not None for raw in raws)
            pause = 1.0 if raws and not numbered else 0.0  # nothing that could be acknowledged: it comes again
        await asyncio.sleep(pause)


def _longer(pause: float, error: Exception) -> float:
    if isinstance(error, RetryAfter):
        return min(max(asked_pause(error), FIRST_PAUSE), MOST_ASKED)
    if isinstance(error, Conflict | InvalidToken):  # another program polls, or the token was withdrawn
        return ELSEWHERE
    return min(max(2 * pause, FIRST_PAUSE), LONGEST_PAUSE)
