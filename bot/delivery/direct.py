"""Turn by turn, for one person who waits for the answer here and now: the same transactions, without any thread.

What was written and not yet shown when a call was cut off comes first in the next one.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot.delivery.channel import Channel
from bot.delivery.parcel import Parcel
from bot.delivery.reminding import remind
from bot.delivery.turns import HOLD, Arrived, Turns
from bot.engine import Engine
from bot.faults import Fault, where
from bot.log import log
from bot.store import Store, chats, outbox, talks
from bot.store.outbox import Outgoing


class Direct:
    """One chat of a channel. clock: milliseconds."""

    def __init__(
        self,
        store: Store,
        channel: Channel,
        engine: Engine,
        chat: str,
        *,
        clock: Callable[[], int],
        today: Callable[[], date],
    ) -> None:
        self._store, self._channel, self._chat, self._clock = store, channel, chat, clock
        self._turns = Turns(store, channel, engine, secrets.randbits(62) + 1, clock, today, direct=True)

    def stored(self) -> tuple[bool, str | None]:
        """Whether there is a talk, and what the channel kept of it."""
        with self._store.transaction() as db:
            if (number := self._number(db)) is None:
                return False, None
            known, shown = bool(talks.sealed(db, [number])), None
            try:
                shown = talks.load_shown(db, self._store.ring, number)
            except Fault as error:  # without the last buttons the talk goes on all the same
                log().error("shown_unopened", error=where(error))
            return known, shown

    def left(self) -> None:
        """Hand over what an earlier call could not."""
        with self._store.transaction() as db:
            number, now = self._number(db), self._clock()
            numbers = [] if number is None else [number]
            rows = outbox.take(db, self._store.ring, numbers, self._turns.holder, now, now + HOLD)
        self._hand_over(self._turns.readable(rows))

    def due(self) -> None:
        """Hand over the reminders whose moment has come."""
        with self._store.transaction() as db:
            number = self._number(db)
        if number is not None:
            self._hand_over(remind(self._turns, only=number).outgoing)

    def hear(self, raw: Any) -> None:
        """One update; its answers are handed over. A Fault when nothing could be written, and nothing was done."""
        self._hand_over(self._turns.take_in([raw]).outgoing)

    def _number(self, db: Connection) -> int | None:
        return chats.find(db, self._store.ring, self._channel.name, [self._chat]).get(self._chat)

    def _hand_over(self, rows: Sequence[Outgoing]) -> None:
        async def deliver() -> None:
            for row in rows:
                await Parcel.of(row.body).deliver(self._channel, row.chat)

        if rows:
            asyncio.run(deliver())
            self._turns.take_in([], [partial(self._turns.arrived, sent=[Arrived(row.id) for row in rows])])
