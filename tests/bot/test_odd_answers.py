"""What answers in Telegram's place may answer anything: that is like no answer, and ends nothing."""

import pytest
from botapi import TOKEN, Fault, Telegram
from in_process import CHAT, Emulated
from telegram.error import TelegramError

from bot.channels.telegram.channel import Telegram as Channel
from bot.channels.telegram.client import Client
from bot.channels.telegram.render import Message
from bot.channels.telegram.settings import TelegramSettings
from bot.delivery.channel import TooFast, Undelivered


def slowed(after):
    return Fault(429, f'{{"ok": false, "error_code": 429, "parameters": {{"retry_after": {after}}}}}')


MOVED = Fault(
    400, {"ok": False, "error_code": 400, "description": "upgraded", "parameters": {"migrate_to_chat_id": 8}}
)


@pytest.fixture
def client():
    def _client(fault):
        telegram = Telegram()
        telegram.fault = lambda _method, _values: fault
        settings = TelegramSettings(telegram_bot_token=TOKEN, telegram_api_base_url="http://emulator")
        return Client(settings, Emulated(telegram))

    return _client


@pytest.mark.parametrize(
    "answer",
    [
        *map(slowed, ('"2"', "1e999", "NaN", "{}", "[1]", '{"a": 1}')),
        Fault(429, '{"ok": false, "parameters": [1]}'),
        *(Fault(200, body) for body in ("", "null", "true", "[]", "<html>", '{"ok": true}', "[" * 100_000)),
        *(Fault(status, body) for status in (500, 418) for body in ("", "null", "[]", '"x"')),
    ],
)
async def test_an_odd_answer_is_like_no_answer(client, answer):
    api = client(answer)
    with pytest.raises(TelegramError):
        await api.raw_updates(None, 0)
    with pytest.raises(TelegramError):
        await Channel(api).send(str(CHAT), Message("words").dump())


@pytest.mark.parametrize(("asked", "milliseconds"), [("2", 2000), ("0.5", 500)])
async def test_a_pause_that_can_be_read_is_kept(client, asked, milliseconds):
    with pytest.raises(TooFast) as error:
        await Channel(client(slowed(asked))).send(str(CHAT), Message("words").dump())
    assert error.value.wait == milliseconds


async def test_a_chat_that_moves_for_ever_is_tried_later(client):
    with pytest.raises(Undelivered):
        await Channel(client(MOVED)).send(str(CHAT), Message("words").dump())
