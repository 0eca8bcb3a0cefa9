"""Faults of the world around: one clear line in the log, the person told once, nothing lost and nothing doubled."""

import asyncio
import json
import logging
import re
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from botapi import INTERNAL, TOKEN
from databases import silencer
from kept import number, sessions
from sqlalchemy import event
from standin import ENGINE
from structlog.testing import capture_logs
from telegram.error import Conflict, InvalidToken

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.inlet import Inlet
from bot.channels.telegram.poller import poll
from bot.channels.telegram.render import Message
from bot.delivery.sender import BURST, LONGEST_PAUSE, Sender
from bot.delivery.turns import Turns
from bot.delivery.worker import Worker
from bot.faults import Fault
from bot.log import log
from bot.running import clock_of
from bot.store import impatient, patience, talks
from bot.store.locks import lock
from bot.store.outbox import Outgoing


def word(number, chat_id, text):
    message = {"message_id": number, "chat": {"id": chat_id, "type": "private"}, "text": text}
    return {"update_id": number, "message": message}


class Api:
    """Takes every message, or raises what it is told to."""

    def __init__(self) -> None:
        self.sent = []
        self.error = None
        self.tried = 0

    async def send_message(self, chat_id, text):
        self.sent.append((chat_id, text))

    async def deliver(self, chat, message):
        self.tried += 1
        if self.error:
            raise self.error
        self.sent.append((chat, message.text))

    async def send_file(self, chat, file):
        self.sent.append((chat, file.name))
        return None, ""

    async def use_up(self, chat, number, message): ...
    async def busy(self, chat, *, photo): ...
    async def answer(self, query): ...
    async def answer_inline(self, query, results): ...


class Process:
    """Worker and sender over a store, and a clock that can be moved."""

    def __init__(self, store) -> None:
        self.store, self.api, self.ahead = store, Api(), 0
        clock = lambda: time.time_ns() // 10**6 + self.ahead  # noqa: E731
        channel = Telegram(self.api, "https://t.me/x")
        self.sender = Sender(channel, holder=1, clock=clock, per_second=1000, at_once=8, counted=Counter().update)
        turns = Turns(store, channel, ENGINE, 1, clock, lambda: date(2026, 11, 23))
        self.worker = self.sender.worker = Worker(
            turns, self.sender.take, Counter().update, withdraw=self.sender.withdraw
        )
        self.worker.start()

    def plainly(self):
        return [(chat, " ".join(re.sub("<[^>]*>", "", text).split())) for chat, text in self.api.sent]

    def heard(self, chats):
        return {chat: json.loads(text)["heard"] for chat, text in sessions(self.store, chats).items()}

    async def end(self):
        await self.sender.stop(2)
        await self.worker.stop()

    async def until(self, happened):
        deadline = time.monotonic() + 20
        while not happened():
            assert time.monotonic() < deadline
            await asyncio.sleep(0.02)


@pytest.fixture
async def running():
    """Starts processes, and ends them after the test."""
    started = []

    def _running(store):
        log()  # as it is set up for good, before a test listens
        started.append(Process(store))
        return started[-1]

    yield _running
    for one in started:
        await one.end()


@pytest.fixture
async def process(running, opened, tmp_path):
    return running(opened(f"sqlite:///{tmp_path}/store.db"))


@pytest.mark.parametrize(
    ("pragma", "mended", "reason"),
    [
        ("max_page_count = 1", "max_page_count = 1000000", "full"),
        ("query_only = ON", "query_only = OFF", "read_only"),
    ],
    ids=["a full disk", "a file that is read-only"],
)
async def test_a_file_that_takes_nothing_for_a_while(tmp_path, opened, running, pragma, mended, reason):
    store = opened(f"sqlite:///{tmp_path}/store.db")
    process, trouble = running(store), [pragma]
    event.listen(store.engine, "checkout", lambda connection, *_: connection.execute(f"PRAGMA {trouble[0]}"))
    words = [word(chat, chat, "x" * 4000) for chat in range(1, 31)]  # more than free pages hold
    with capture_logs() as lines:
        for _ in range(3):  # Telegram brings them again
            with pytest.raises(Fault) as raised:
                await process.worker.submit(words)
            assert raised.value.reason == f"store.{reason}"
        trouble[0] = mended
        await process.worker.submit(words)
        await process.worker.submit(words)  # and once too often
        await process.until(lambda: len(process.api.sent) == len(words))
    assert [line["event"] for line in lines] == ["store_failed", "store_back"]
    assert lines[0]["reason"] == f"store.{reason}"
    assert {chat: len(heard) for chat, heard in process.heard(range(1, 31)).items()} == dict.fromkeys(range(1, 31), 1)
    assert len({chat for chat, _ in process.api.sent}) == len(words)


async def test_a_server_that_is_gone_for_a_while(postgres, postgres_url, opened, running):
    process = running(opened(postgres_url))
    await process.worker.submit([word(1, 7, "one")])
    await process.until(lambda: len(process.api.sent) == 1)
    with capture_logs() as lines:
        with postgres.away():
            for _ in range(2):
                with pytest.raises(Fault, match="cannot be reached"):
                    await process.worker.submit([word(2, 7, "two")])
        await process.worker.submit([word(2, 7, "two")])
        await process.until(lambda: len(process.api.sent) == 2)
    assert [line["event"] for line in lines] == ["store_failed", "store_back"]
    assert process.heard([7]) == {7: ["text:one", "text:two"]}


async def test_a_chat_that_a_frozen_process_holds_holds_up_no_other(postgres_url, opened, running):
    process = running(opened(postgres_url))
    await process.worker.submit([word(1, 7, "one")])
    with psycopg.connect(postgres_url) as frozen:
        frozen.execute("SELECT pg_advisory_xact_lock(%s)", [number(process.store, 7)])
        await process.worker.submit([word(2, 7, "two"), word(3, 8, "uno")])
        await process.worker.submit([word(4, 7, "three")])
        await process.until(lambda: (8, "Question 1 You said: uno") in process.plainly())
        assert process.heard([7, 8]) == {7: ["text:one"], 8: ["text:uno"]}
        frozen.rollback()
    await process.until(lambda: process.heard([7]) == {7: ["text:one", "text:two", "text:three"]})


async def test_a_process_that_freezes_in_the_middle_of_a_transaction_is_cut_off(postgres_url, opened, monkeypatch):
    monkeypatch.setitem(patience.OF_THE_SERVER, "idle_in_transaction_session_timeout", "200ms")
    frozen = opened(postgres_url)
    with pytest.raises(Fault, match="cannot be reached"), frozen.transaction() as db:  # noqa: PT012
        lock(db, [7])
        time.sleep(1)  # noqa: ASYNC251 - frozen
        talks.save(db, frozen.ring, {7: "too late"}, now=1)
    with frozen.transaction() as db:
        assert talks.load(db, frozen.ring, [7]) == {}


async def test_a_database_that_falls_silent_is_given_up_and_found_again(
    postgres, postgres_url, opened, running, monkeypatch
):
    monkeypatch.setattr(impatient.Impatient, "silence", 0.5)
    monkeypatch.setitem(patience.OF_THE_CLIENT, "connect_timeout", 2)
    with silencer(postgres.folder) as (port, silent):
        url = f"postgresql://postgres@127.0.0.1:{port}/{postgres_url.partition('?')[0].rpartition('/')[2]}"
        process = running(opened(url))
        await process.worker.submit([word(1, 7, "one")])
        silent.set()
        with pytest.raises(Fault, match="cannot be reached"):
            await process.worker.submit([word(2, 7, "two")])
        assert process.worker.alive()
        silent.clear()
        await process.worker.submit([word(2, 7, "two")])
        assert process.heard([7]) == {7: ["text:one", "text:two"]}
        await process.end()


async def test_who_writes_while_the_store_is_away_is_told_once(process):
    class Away:
        def submit(self, raws):
            done = asyncio.get_running_loop().create_future()
            if raws:
                done.set_exception(Fault("store.full", place="here"))
            else:
                done.set_result(None)
            return done

    inlet = Inlet(process.api, Away(), away=0.05)
    said = [word(1, 7, "one"), word(2, 8, "uno"), {"update_id": 3, "message": {"text": "no chat"}}]
    group = {"update_id": 4, "message": {"chat": {"id": -5, "type": "group"}, "text": "hello"}}
    for _ in range(4):
        with pytest.raises(Fault):
            await inlet.submit([*said, group])
        await inlet.submit([])  # somebody asks whether we are ready
        await asyncio.sleep(0.03)
    assert sorted(chat for chat, _ in process.api.sent) == [7, 8]
    assert all("not lost" in text for _, text in process.api.sent)


async def test_a_passing_refusal_of_the_token_puts_nobody_off(process):
    process.api.error = InvalidToken()
    with capture_logs() as lines:
        await process.worker.submit([word(1, 7, "one"), word(2, 7, "two")])
        await process.until(lambda: lines)
        await process.worker.submit([])
    assert [(line["event"], process.api.sent) for line in lines] == [("message_unsure", [])]
    process.api.error = None
    process.ahead = 1_000
    await process.until(lambda: len(process.api.sent) == 2)
    assert [text.split()[-1] for _, text in process.api.sent] == ["one", "two"]


async def test_a_token_that_is_refused_again_and_again_is_told(process):
    process.api.error = InvalidToken()
    with capture_logs() as lines:
        await process.worker.submit([word(1, 7, "one")])
        for seen in range(1, 5):
            await process.until(lambda seen=seen: process.api.tried == seen)
            await process.worker.submit([])
            process.ahead += LONGEST_PAUSE + 1_000
    assert [line["event"] for line in lines] == ["message_unsure", "token_refused"]


async def test_whatever_is_logged_of_a_turn_names_it_and_no_word(process, capsys):
    log.cache_clear()  # to write where this test reads
    process.api.error = OSError("words of a person")
    await process.worker.submit([word(41, 8, "break"), word(42, 7, "one")])
    await process.until(lambda: not process.sender._queues)
    log.cache_clear()
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert [(line["event"], line["turn"]) for line in lines] == [("step_failed", 41), ("message_unsure", 42)]
    assert "words" not in written


@pytest.mark.parametrize(
    ("error", "events"),
    [
        (InvalidToken(), ["polling_failed", "token_refused"]),  # a gateway that is starting refuses every token
        (Conflict("elsewhere"), ["polled_elsewhere"]),
    ],
)
async def test_what_keeps_updates_from_us_is_told_once(process, error, events):
    async def refused(*_: object) -> list:
        raise error

    with capture_logs() as lines:
        polling = asyncio.create_task(poll(SimpleNamespace(raw_updates=refused), Inlet(process.api, process.worker)))
        await process.until(lambda: len(lines) == len(events))
        polling.cancel()
    assert [one["event"] for one in lines] == events


def test_a_token_that_telegram_does_not_know_ends_the_start(telegram, start):
    bot = start(real=True, TELEGRAM_BOT_TOKEN="123456:another")
    assert bot.process.wait(20) == 2
    assert bot.log.read_text().splitlines()[-1].startswith("rothbot: Telegram does not accept the token")
    assert TOKEN not in bot.log.read_text()
    assert telegram.asked == 0


def test_telegram_away_at_the_start_is_waited_for(telegram, start):
    telegram.fault = lambda method, _values: INTERNAL if method == "getMe" else None
    bot = start()
    telegram.until(lambda: "telegram_unreachable" in bot.log.read_text())
    telegram.fault = lambda _method, _values: None
    telegram.say(7, "one")
    assert telegram.heard(7)[0].text.endswith("You said: one")
    assert bot.stop() == 0


def test_what_a_library_logs_is_told_without_its_words():
    log()
    with capture_logs() as lines:
        try:
            float("we make 310k")
        except ValueError:
            logging.getLogger("asyncio").exception("Task of %s failed", "310k")
    (line,) = lines
    assert (line["event"], line["of"], line["log_level"]) == ("library", "asyncio", "error")
    assert line["error"].startswith("ValueError at bot/test_faults.py")
    assert "310k" not in str(line)


def test_a_log_on_a_full_disk_stops_nothing():
    lines = "from bot.log import log; log().error('one'); log().error('two'); print('and on')"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", lines], check=False, stdout=subprocess.PIPE, stderr=full)
    assert done.stdout == b"and on\n"


async def test_messages_do_not_wait_for_files_that_are_being_made(process):
    made = asyncio.Event()
    send_file = process.api.send_file

    async def slowly(chat, file):
        await made.wait()
        await send_file(chat, file)

    process.api.send_file = slowly
    papers = [Outgoing(n, n, str(n), Message(document="export", content="{}").dump()) for n in range(1, 31)]
    process.sender.take([*papers, Outgoing(31, 31, "31", Message("a word").dump())])
    await process.until(lambda: (31, "a word") in process.api.sent)
    made.set()
    await process.until(lambda: sum(name == "rothbot-export.json" for _, name in process.api.sent) == 30)


async def test_of_a_forgotten_talk_nothing_is_sent_any_more(store, running):
    process = running(store)
    await process.worker.submit([word(number, 7, f"w{number}") for number in range(1, 41)])
    await process.until(lambda: len(process.api.sent) >= BURST)
    await process.worker.submit([word(41, 7, "/forget"), word(42, 7, "anew"), word(43, 8, "uno")])
    await process.until(lambda: any("anew" in text for _, text in process.plainly()))
    await process.until(lambda: not process.sender._queues)
    told = [text for chat, text in process.plainly() if chat == 7 and text]
    before = told.index("Forgotten.")
    assert told[:before] == [f"Question {number} You said: w{number}" for number in range(1, before + 1)]
    assert before <= BURST + 1  # and one that was under way
    assert told[before + 1 :] == ["Question 1 You said: anew"]


async def test_a_talk_that_goes_on_waits_behind_nothing_that_was_withdrawn(process):
    process.sender.take([Outgoing(n, 7, "7", Message(f"w{n}").dump()) for n in range(1, 101)])
    await process.until(lambda: len(process.api.sent) == BURST)
    process.sender.withdraw({7})
    process.sender.take([Outgoing(101, 7, "7", Message("Delete it all?").dump())])
    await process.until(lambda: not process.sender._queues)
    assert [text for _, text in process.api.sent] == [*(f"w{n}" for n in range(1, BURST + 1)), "Delete it all?"]


@pytest.mark.parametrize(
    "document",
    [["a list"], "words", {"file_id": 5}, {"file_id": "f", "file_name": "x.json", "file_size": 1}],
)
async def test_a_file_that_is_none_keeps_no_update_from_us(process, document):
    message = {"message_id": 1, "chat": {"id": 7, "type": "private"}, "document": document}
    inlet = Inlet(process.api, process.worker)  # the stand-in of the Bot API knows no files at all
    await inlet.submit([{"update_id": 1, "message": message}, word(2, 8, "uno")])
    assert process.heard([8]) == {8: ["text:uno"]}
    await process.until(lambda: {chat for chat, _ in process.api.sent} == {7, 8})


def test_the_clock_goes_forward_with_the_machines_and_back_only_from_far_ahead():
    wall, steady = [5000.0], [10.0]
    clock = clock_of(lambda: wall[0], lambda: steady[0])
    assert clock() == 5_000_000
    wall[0] += 3600  # it has slept for an hour
    assert clock() == 8_600_000
    wall[0], steady[0] = 8000.0, 11.0  # somebody set it back
    assert clock() == 8_601_000
    wall[0] += 400 * 86_400
    assert clock() == 1000 * (8000 + 400 * 86_400)
    wall[0], steady[0] = 8001.0, 12.0  # that was wrong, and is found out
    assert clock() == 8_001_000
