"""Of several processes that could ask a messenger for updates one does; when it goes, another takes over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress

from bot.store import Store
from bot.store.leading import Leadership

LOOK_EVERY = 2.0  # seconds


async def lead(
    store: Store, channel: str, work: Callable[[], Coroutine[None, None, None]], stopped: asyncio.Event
) -> None:
    """Do the work while we lead, until stopped."""
    task: asyncio.Task[None] | None = None
    with Leadership(store, channel) as leadership:
        try:
            while not stopped.is_set():
                leads = await asyncio.to_thread(leadership.holds)
                if leads and task is None:
                    task = asyncio.create_task(work())
                elif task is not None and (task.done() or not leads):
                    await _end(task)
                    task = None
                with suppress(TimeoutError):
                    await asyncio.wait_for(stopped.wait(), LOOK_EVERY)
        finally:
            if task is not None:
                await _end(task)


async def _end(task: asyncio.Task[None]) -> None:
    """What the work raised itself goes on to us."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
