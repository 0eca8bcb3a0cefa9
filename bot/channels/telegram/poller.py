"""Takes updates from Telegram and acknowledges them only when they are committed.

Telegram counts an update as received when a later one is asked for; so nothing is asked for until the store has it.
"""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.client import asked_pause
from bot.channels.telegram.inlet import Inlet
from bot.channels.telegram.parse import number_if_any
from bot.faults import Fault, where
from bot.log import log

WAIT = 5  # seconds that Telegram holds the question open: if it falls silent in one, that is soon known
LONGEST_PAUSE = 8.0
MOST_ASKED = 300.0  # seconds; Telegram may ask for a longer pause, but not have one
ELSEWHERE = 10.0  # seconds until another look at what only a person can mend
FIRST_PAUSE = 0.5
REFUSED = 3  # times in a row that a token is refused before we believe it
_EVENTS = {InvalidToken: "token_refused", Conflict: "polled_elsewhere"}


class Source(Protocol):
    async def raw_updates(self, offset: int | None, wait: int) -> list[Any]: ...


async def poll(source: Source, inlet: Inlet) -> None:
    """For ever."""
    offset: int | None = None
    pause, refused = 0.0, 0
    while True:
        try:
            raws = await source.raw_updates(offset, WAIT)
            if raws:
                await inlet.submit(raws)
        except (TelegramError, Fault) as error:
            refused = refused + 1 if isinstance(error, InvalidToken) else 0
            believed = not 0 < refused < REFUSED  # a gateway that is starting refuses every token
            if not pause or refused == REFUSED:  # told once, not with every try
                event = _EVENTS.get(type(error)) if believed else None
                log().warning(event or "polling_failed", error=where(error))
            pause = _longer(pause, error) if believed else FIRST_PAUSE
        else:
            refused = 0
            numbers = [number for raw in raws if (number := number_if_any(raw)) is not None]
            offset = max(numbers) + 1 if numbers else offset
            pause = 1.0 if raws and not numbers else 0.0  # nothing that could be acknowledged: it comes again
        await asyncio.sleep(pause)


def _longer(pause: float, error: Exception) -> float:
    if isinstance(error, RetryAfter):
        return min(max(asked_pause(error), FIRST_PAUSE), MOST_ASKED)
    if isinstance(error, Conflict | InvalidToken):  # another program polls, or the token was withdrawn
        return ELSEWHERE
    return min(max(2 * pause, FIRST_PAUSE), LONGEST_PAUSE)
