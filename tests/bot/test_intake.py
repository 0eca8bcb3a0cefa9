"""Files that take their time hold up their own chat, and nobody else: not even where one chat sends a hundred."""

import asyncio
import time

import pytest

from bot.channels.telegram import papers, poller
from bot.channels.telegram.inlet import Inlet
from bot.channels.telegram.parse import PAPER, TEXT, parse
from bot.channels.telegram.poller import FULL, Intake


class Slow:
    """Telegram, which never brings a file."""

    async def get_file(self, _):
        await asyncio.Event().wait()


class Takes:
    def __init__(self) -> None:
        self.heard = []

    def submit(self, raws):
        self.heard += raws
        done = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done


def sent(number: int, chat: int, **said: object) -> dict:
    return {"update_id": number, "message": {"message_id": number, "chat": {"id": chat, "type": "private"}, **said}}


PAPER_SENT = {"document": {"file_id": "a", "file_name": "w2.pdf", "file_size": 9}}
PHOTO = {"photo": [{"file_id": "a"}]}
EXPORT = {"document": {"file_id": "a", "file_name": "talk.json", "file_size": 9}}


@pytest.fixture
def takes():
    return Takes()


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(poller, "FILE", 0.01)
    monkeypatch.setattr("bot.incoming.reads_pictures", lambda: True)
    monkeypatch.setattr(papers, "_reading", asyncio.Semaphore(papers.AT_ONCE))  # of this test's loop


async def until_heard(takes, waiting, number, seconds=2.0):
    """What Telegram brings, the first that are not acknowledged, until an update is heard."""
    intake, offset, end = Intake(Inlet(Slow(), takes)), None, time.monotonic() + seconds
    while all(raw["update_id"] != number for raw in takes.heard):
        assert time.monotonic() < end, len(takes.heard)
        raws = [raw for raw in waiting if offset is None or raw["update_id"] >= offset][:FULL]
        await intake.take(raws)
        offset = intake.acknowledged(raws, offset)


@pytest.mark.parametrize("file", [PAPER_SENT, PHOTO, EXPORT])
async def test_a_hundred_files_of_one_chat_hold_up_no_other(takes, file):
    waiting = [*(sent(number, 7, **file) for number in range(1, 201)), sent(201, 8, text="/help")]
    await until_heard(takes, waiting, 201)
    of_seven = [raw["update_id"] for raw in takes.heard if raw["message"]["chat"]["id"] == 7]
    assert of_seven == sorted(of_seven)


async def test_one_file_before_many_words_of_its_chat_holds_up_no_other(takes):
    words = [sent(number, 7, text="again") for number in range(2, 150)]
    await until_heard(takes, [sent(1, 7, **PAPER_SENT), *words, sent(150, 8, text="/help")], 150)
    assert [raw["update_id"] for raw in takes.heard] == list(range(1, 151))
    assert takes.heard[0]["message"][PAPER]["text"] == "busy"


async def test_files_of_many_chats_are_not_waited_for_for_ever_where_others_wait(takes, monkeypatch):
    monkeypatch.setattr(poller, "LONG", 0.05)
    waiting = [sent(number, number, **EXPORT) for number in range(1, 150)]
    await until_heard(takes, [*waiting, sent(150, 200, text="/help")], 150)
    first = next(raw for raw in takes.heard if raw["update_id"] == 1)
    assert TEXT in first["message"]["document"]
    assert parse(first).text == "lost_file"  # which the person is told


async def test_where_nobody_waits_a_file_has_its_time(takes, monkeypatch):
    monkeypatch.setattr(poller, "LONG", 0.0)
    with pytest.raises(AssertionError):
        await until_heard(takes, [sent(1, 7, **PAPER_SENT), sent(2, 7, text="again")], 1, seconds=0.1)
    assert takes.heard == []


async def test_more_files_than_an_album_are_left_and_told(takes):
    inlet = Inlet(Slow(), takes)
    reading = [asyncio.create_task(inlet.submit([sent(number, number, **PHOTO)])) for number in range(papers.MOST)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0.01)
    await inlet.submit([sent(100, 100, **PHOTO)])
    assert parse(takes.heard[0]).text == "busy"
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    assert not papers._there


async def test_a_file_that_is_given_up_keeps_its_place_until_its_reading_ends(takes, monkeypatch):
    """Else given up one after the other there would be any number of processes."""
    running = []

    class Place:
        async def download_as_bytearray(self):
            return b""

    class Brings:
        async def get_file(self, _):
            return Place()

    def looked(*_: object) -> tuple[str, str]:
        running.append(1)
        time.sleep(0.2)
        return "paper", ""

    monkeypatch.setattr("bot.incoming.said", looked)
    monkeypatch.setattr(papers, "PATIENCE", 0.02)
    inlet = Inlet(Brings(), takes)
    await asyncio.gather(*(inlet.submit([sent(number, number, **PAPER_SENT)]) for number in range(6)))
    assert len(running) == papers.AT_ONCE
    assert {parse(raw).text for raw in takes.heard} == {"too_slow"}
