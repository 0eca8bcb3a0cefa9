"""Messages of a talk leave in their order, also where a hold on them was lost and found again meanwhile."""

import asyncio
from collections import Counter

import pytest

from bot.channels.telegram.render import Message
from bot.delivery.sender import Sender
from bot.store.outbox import Outgoing


class Worker:
    """The store: what is noted happens at once; who arrived is written when the test says so."""

    def __init__(self) -> None:
        self.kept: set[int] | None = None  # rows that are still ours; None for all
        self.back: list[int] = []
        self.notes = []

    def note(self, note) -> None:
        self.notes.append(note)

    def submit(self, _):
        done = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done

    def sent(self, _):
        return self.submit([])


class Channel:
    def __init__(self) -> None:
        self.open, self.heard = asyncio.Event(), []

    async def send(self, _chat, message):
        await self.open.wait()
        self.heard.append(Message.load(message).text)
        return len(self.heard)

    async def use_up(self, *_: object) -> None:
        pass


def rows(*ids: int) -> list[Outgoing]:
    return [Outgoing(id_, 7, "7", Message(str(id_)).dump()) for id_ in ids]


@pytest.fixture
async def sender():
    made = Sender(Channel(), holder=1, clock=lambda: 0, per_second=1000, at_once=4, counted=Counter().update)
    made.worker = Worker()
    made._channel.open.set()
    yield made
    await made.stop(0)


async def settle(sender):
    async with asyncio.timeout(5):
        while sender._tasks:
            await asyncio.gather(*sender._tasks)


async def test_what_was_lost_and_is_ours_again_is_sent_in_its_place(sender):
    sender.take(rows(4, 5))
    sender._lost |= {4, 5}  # another process had taken them over while we were frozen
    sender.take(rows(4, 5, 6))  # and ended before it sent them
    await settle(sender)
    assert sender._channel.heard == ["4", "5", "6"]


async def test_an_earlier_message_than_those_at_hand_sends_them_back_to_be_taken_in_order(sender):
    sender._channel.open.clear()
    sender.take(rows(6, 7))
    await asyncio.sleep(0)
    sender.take(rows(4, 5, 6, 7))
    sender._channel.open.set()
    await settle(sender)
    assert "7" not in sender._channel.heard  # six was on its way
    later = [note for note in sender.worker.notes if "first" in getattr(note, "keywords", {})]
    assert {note.keywords["first"].talk for note in later} == {7}
    sender.take(rows(4, 5, 7))
    await settle(sender)
    assert sender._channel.heard[-3:] == ["4", "5", "7"]


async def test_what_has_arrived_and_is_not_written_yet_is_not_sent_again(sender):
    written = asyncio.get_running_loop().create_future()
    sender.worker.sent = lambda _: written
    sender.take(rows(4))
    await asyncio.sleep(0.05)
    sender.take(rows(4, 5))
    await asyncio.sleep(0.05)
    written.set_result(None)
    await settle(sender)
    assert sender._channel.heard == ["4", "5"]


async def test_what_was_found_lost_before_it_was_taken_anew_is_ours(sender):
    """The answer of the store that it was lost comes to us after the one that it is ours again."""
    sender._channel.open.clear()
    sender.take(rows(4, 5))
    asked = asyncio.Event()

    async def answer() -> None:
        asked.set()
        await go_on.wait()

    go_on = asyncio.Event()
    sender.worker.submit = lambda _: answer()
    renewing = asyncio.create_task(sender.renew())  # keeps none of them
    await asked.wait()
    sender.take(rows(4, 5))
    go_on.set()
    await asyncio.sleep(0.01)
    renewing.cancel()
    sender._channel.open.set()
    del sender.worker.submit
    await settle(sender)
    assert sender._channel.heard == ["4", "5"]
