"""What Telegram may answer to a message, over real HTTP: everybody else is served, and nothing is silently lost."""

import sqlite3
from contextlib import closing

import pytest
from botapi import BLOCKED, GARBAGE, INTERNAL, LOST_ANSWER, TOKEN, Fault
from in_process import Emulated
from structlog.testing import capture_logs
from telegram.error import BadRequest

from bot.channels.telegram.client import Client, reason
from bot.channels.telegram.render import Message
from bot.channels.telegram.settings import TelegramSettings
from bot.log import log

REFUSED = Fault(400, {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"})
SLOW_DOWN = Fault(
    429, {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 3}}
)


@pytest.fixture
def failing(telegram):
    """Chats whose next messages are answered by a fault, each so many times."""
    left = {}

    def fault(method, values):
        kind, times = left.get(values.get("chat_id"), (None, 0))
        if method != "sendMessage" or not times:
            return None
        left[values["chat_id"]] = (kind, times - 1)
        return kind

    telegram.fault = fault
    return left


def texts(telegram, chat_id):
    return [shown.text.split()[-1] for shown in telegram.chats[chat_id]]


def test_a_chat_that_must_wait_holds_up_no_other(telegram, start, failing):
    start()
    failing[7] = (SLOW_DOWN, 1)
    telegram.say(7, "one")
    telegram.until(lambda: failing[7] == (SLOW_DOWN, 0))
    telegram.say(7, "two")
    telegram.say(8, "uno")
    telegram.until(lambda: telegram.chats[8] and not telegram.chats[7])
    telegram.heard(7, 2)
    assert (texts(telegram, 7), texts(telegram, 8)) == (["one", "two"], ["uno"])


@pytest.mark.parametrize(
    ("fault", "times", "heard"),
    [
        pytest.param(INTERNAL, 2, ["one", "two"], id="an error of the server"),
        pytest.param(GARBAGE, 1, ["one", "two"], id="an answer that is none"),
        pytest.param(LOST_ANSWER, 1, ["one", "one", "two"], id="an answer that is lost: better twice than never"),
        pytest.param(REFUSED, 1, ["one", "two"], id="what is refused goes out as plain text"),
        pytest.param(REFUSED, 3, ["two"], id="a refusal for good stops only its own message"),
        pytest.param(BLOCKED, 1, ["two"], id="blocked: heard again when the person comes back"),
    ],
)
def test_each_answer_has_its_own_consequence(telegram, start, failing, fault, times, heard):
    bot = start()
    failing[7] = (fault, times)
    telegram.say(7, "one")
    telegram.until(lambda: failing[7] == (fault, 0))
    bot.until_delivered()
    telegram.say(7, "two")
    telegram.until(lambda: texts(telegram, 7) == heard)
    telegram.say(7, "three")
    telegram.until(lambda: texts(telegram, 7) == [*heard, "three"])


def test_many_messages_arrive_whole_and_in_order_after_a_kill(telegram, start):
    bot = start()
    for number in range(12):
        telegram.say(7, f"part-{number}")
    telegram.heard(7, 4)
    bot.kill()
    start()
    telegram.until(lambda: texts(telegram, 7) and texts(telegram, 7)[-1] == "part-11")
    once = list(dict.fromkeys(texts(telegram, 7)))
    assert once == [f"part-{number}" for number in range(12)]
    assert len(telegram.chats[7]) <= 13  # at most the one that was under way comes twice


def test_a_database_that_is_away_for_a_while(telegram, start, tmp_path):
    bot = start()
    telegram.say(7, "one")
    telegram.heard(7)
    bot.until_delivered()
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        telegram.say(7, "two")
        telegram.until(lambda: "store_failed" in bot.log.read_text(), seconds=40)
        assert texts(telegram, 7) == ["one"]
        other.execute("ROLLBACK")
    telegram.until(lambda: texts(telegram, 7) == ["one", "two"])
    assert bot.stop() == 0
    assert "store_back" in bot.log.read_text()


@pytest.mark.parametrize(
    ("refusal", "logged"),
    [
        ("chat not found", "Chat not found"),
        ("BUTTON_DATA_INVALID", "Button_data_invalid"),
        ('can\'t parse entities: unsupported start tag "secret" at byte offset 12', "Can't parse entities"),
        ("message text: my secret is known", "Message text"),
        ("wrong character 'secret words'", "Wrong character"),
        ("wrong character \N{LEFT DOUBLE QUOTATION MARK}secret\N{RIGHT DOUBLE QUOTATION MARK}", "Wrong character"),
        ("wrong amount 310,000 secret", "Wrong amount"),
        ("wrong (secret)", "Wrong"),
        ("wrong\nsecret", "Wrong"),
        ("\N{GREEK SMALL LETTER PI} secret", ""),
        ("", ""),
    ],
)
async def test_of_a_refusal_only_telegrams_own_words_are_logged(telegram, refusal, logged):
    error = {"ok": False, "error_code": 400, "description": f"Bad Request: {refusal}"}
    telegram.fault = lambda method, _values: Fault(400, error) if method == "sendMessage" else None
    client = Client(TelegramSettings(telegram_bot_token=TOKEN), Emulated(telegram))
    log()  # as it is set up for good, before this test listens
    with capture_logs() as lines, pytest.raises(BadRequest) as refused:
        await client.deliver(7, Message("a secret"))
    assert [(line["event"], line["reason"]) for line in lines] == [("message_refused_once", logged)]
    assert reason(refused.value) == logged
