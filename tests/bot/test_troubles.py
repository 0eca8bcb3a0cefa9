"""Each trouble has its one message to the person, and its one line for whoever runs the bot.

Of the machine's clock and of a wrong key at the start a person hears nothing: there is nothing for them to do.
"""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest
from databases import KEY
from kept import TELEGRAM, harm, number
from sqlalchemy import event, update
from standin import ENGINE
from structlog.testing import capture_logs
from test_faults import Process, process, running, word
from test_turns import Clock, heard

from bot.channels.telegram.inlet import Inlet
from bot.delivery.turns import Turns
from bot.faults import Fault
from bot.store.retention import BEFORE_US, DAY, HOUR
from bot.store.schema import talks

__all__ = ["process", "running"]  # fixtures
OTHER = "22" * 32


def told(process: Process, chat: int) -> list[str]:
    return [said for to, said in process.plainly() if to == chat]


async def bring(inlet: Inlet, updates: list[dict[str, Any]], tries: int) -> None:
    """Telegram brings them again until they are taken."""
    for _ in range(tries):
        try:
            await inlet.submit(updates)
        except Fault:
            await asyncio.sleep(0.03)


@pytest.mark.parametrize(
    ("pragma", "mended", "reason"),
    [
        ("max_page_count = 1", "max_page_count = 1000000", "full"),
        ("query_only = ON", "query_only = OFF", "read_only"),
    ],
    ids=["a full disk", "a file that is read-only"],
)
async def test_a_store_that_takes_nothing(tmp_path, opened, running, pragma, mended, reason):
    store = opened(f"sqlite:///{tmp_path}/store.db")
    process, trouble = running(store), [pragma]
    event.listen(store.engine, "checkout", lambda connection, *_: connection.execute(f"PRAGMA {trouble[0]}"))
    inlet = Inlet(process.api, process.worker, away=0.02)
    words = [word(chat, chat, "x" * 4000) for chat in range(1, 31)]  # more than free pages hold
    with capture_logs() as lines:
        await bring(inlet, words, tries=6)
        assert [len(told(process, chat)) for chat in range(1, 31)] == [1] * 30
        assert "What you sent is not lost" in told(process, 7)[0]
        trouble[0] = mended
        await inlet.submit(words)
        await process.until(lambda: len(told(process, 7)) > 1)
    assert [(line["event"], line.get("reason")) for line in lines] == [
        ("store_failed", f"store.{reason}"),
        ("store_back", None),
    ]


async def test_a_database_that_is_away(postgres, postgres_url, opened, running):
    process = running(opened(postgres_url))
    inlet = Inlet(process.api, process.worker, away=0.02)
    with capture_logs() as lines:
        with postgres.away():
            await bring(inlet, [word(1, 7, "one")], tries=4)
            assert len(told(process, 7)) == 1
            assert "I cannot write anything down just now" in told(process, 7)[0]
            assert [line["event"] for line in lines] == ["store_failed"], "once for all tries"
        await inlet.submit([word(1, 7, "one")])
        await process.until(lambda: len(told(process, 7)) > 1)
    events = [line["event"] for line in lines]
    assert set(events[::2]) == {"store_failed"}, "a server that has just started may refuse once more"
    assert set(events[1::2]) == {"store_back"} == {events[-1]}
    assert lines[0]["reason"] == "store.unreachable"


@pytest.mark.parametrize("damage", ["words", "key"])
async def test_a_talk_that_does_not_open(process, damage):
    await process.worker.submit([word(1, 7, "one")])
    await process.until(lambda: len(told(process, 7)) == 1)
    talk = number(process.store, 7)
    if damage == "key":
        harm(process.store, talk)
    else:
        with process.store.transaction() as db:
            db.execute(update(talks).where(talks.c.talk == talk).values(session=b"\0" * 40))
    with capture_logs() as lines:
        await process.worker.submit([word(2, 7, "two")])
        await process.until(lambda: len(told(process, 7)) == 2)
    assert "does not open any more" in told(process, 7)[1]
    assert [line["event"] for line in lines] == ["talk_unopened"]


def test_a_wrong_key_is_told_at_the_start_and_by_name(tmp_path, opened):
    url = f"sqlite:///{tmp_path}/store.db"
    opened(url).close()
    with pytest.raises(Fault, match="written under another key"):
        opened(url, key=OTHER)
    assert opened(url, key=f"{OTHER},{KEY}")


def test_a_clock_that_jumps(store):
    clock = Clock()
    clock.now = BEFORE_US + 1_000 * DAY
    turns = Turns(store, TELEGRAM, ENGINE, 1, clock, lambda: date(2026, 11, 23))
    turns.take_in([word(1, 7, "one")])
    with capture_logs() as lines:
        for _ in range(26):
            turns.expire()
            clock.now += HOUR
        for days in (401, -401):
            clock.now += days * DAY
            turns.expire()
            clock.now += HOUR
            turns.expire()
    assert heard(turns, 7) == ["text:one"]
    assert [line["event"] for line in lines] == ["clock_jumped", "clock_jumped"]  # there, and back


async def test_what_needs_no_store_does_not_say_that_it_is_back(postgres, postgres_url, opened, running):
    """The sweep first looks for processes that fell, and mostly there are none."""
    process = running(opened(postgres_url))
    with capture_logs() as lines, postgres.away():
        for _ in range(3):
            process.worker._sweep(0)
    assert [line["event"] for line in lines] == ["store_failed"]
