"""Replicas that Telegram calls: answered after the commit, each update once, whoever gets it."""

from __future__ import annotations

import json
import signal
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from botapi import Telegram
from process import Bot

SECRET = "s" * 32
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


@pytest.fixture
def replica(start: Callable[..., Bot], postgres_url: str) -> Callable[[], str]:
    """Starts a replica; its address."""

    def _replica() -> str:
        bot = start(
            way="--webhook",
            real=True,
            DATABASE_URL=postgres_url,
            ROTHBOT_KEY="22" * 32,
            ROTHBOT_WEBHOOK_URL="https://bot.example.org/telegram",
            ROTHBOT_WEBHOOK_SECRET=SECRET,
            ROTHBOT_PORT="0",
            ROTHBOT_TODAY="2026-11-23",
        )
        return bot.address()

    return _replica


def test_what_is_not_telegram_is_turned_away(replica: Callable[[], str], telegram: Telegram, tmp_path: Path) -> None:
    address = replica()
    update = json.dumps({"update_id": 1, "message": telegram.message(7, text="/start")})
    with httpx.Client(base_url=address, headers=HEADERS) as client:
        post = client.post
        for word in ("no", "no", ""):
            stranger = {"X-Telegram-Bot-Api-Secret-Token": word}
            assert post("/telegram", content=update, headers=stranger).status_code == 403
        assert post("/telegram", content=update, headers={"Content-Type": "text/plain"}).status_code == 415
        assert post("/telegram", content=b"x" * 1_000_001).status_code == 413
        assert post("/telegram", content=b"{").status_code == 400
    assert httpx.get(f"{address}/telegram").status_code == 405
    assert [httpx.get(f"{address}{path}").status_code for path in ("/healthz", "/readyz", "/")] == [200, 200, 404]
    assert telegram.chats == {}
    assert (tmp_path / "bot.log").read_text().count('"webhook_secret_wrong"') == 1


def test_two_replicas_do_each_update_once_and_in_order(replica: Callable[[], str], telegram: Telegram) -> None:
    addresses = [replica(), replica()]
    assert ("setWebhook", "https://bot.example.org/telegram") in [(m, v.get("url")) for m, v in telegram.calls]
    words = ["/start", "2026", "single", "320k", "310k", "1984"]
    numbers = iter(range(10_000))
    with httpx.Client(headers=HEADERS) as client, ThreadPoolExecutor(4) as pool:
        for word in words:
            group = [
                json.dumps({"update_id": next(numbers), "message": telegram.message(chat, text=word)})
                for chat in range(1, 21)
            ]
            # Telegram brings some of them twice, and to whichever replica answers
            calls = [(addresses[n % 2], body) for n, body in enumerate([*group, *group[::3]])]
            answers = pool.map(lambda call: client.post(f"{call[0]}/telegram", content=call[1]).status_code, calls)
            assert set(answers) == {200}
    for chat in range(1, 21):
        telegram.until(lambda chat=chat: any("Birth year: 1984" in m.text for m in telegram.chats[chat]))
        texts = "\n".join(m.text for m in telegram.chats[chat])
        assert texts.count("Filing status: Single") == 1
        assert texts.count("Your pay (compensation): $320,000") == 1
        assert texts.index("Your pay (compensation): ") < texts.index("$310,000") < texts.index("Birth year: 1984")


def test_words_that_overtook_each_other_are_heard_in_order(replica: Callable[[], str], telegram: Telegram) -> None:
    addresses = [replica(), replica()]
    words = ["/start", "2026", "single", "320k", "310k", "1984"]
    posts = [
        (addresses[number % 2], json.dumps({"update_id": number, "message": telegram.message(7, text=word)}))
        for number, word in enumerate(words)
    ]
    with httpx.Client(headers=HEADERS) as client, ThreadPoolExecutor(4) as pool:
        send = lambda post: client.post(f"{post[0]}/telegram", content=post[1]).status_code  # noqa: E731
        for pair in (posts[1::-1], posts[3:1:-1], posts[5:3:-1]):
            answers = []
            for post in pair:
                answers.append(pool.submit(send, post))
                time.sleep(0.05)
            assert [answer.result() for answer in answers] == [200, 200]
    telegram.until(lambda: any("Birth year: 1984" in m.text for m in telegram.chats[7]))
    texts = "\n".join(m.text for m in telegram.chats[7])
    assert texts.index("Your pay (compensation): ") < texts.index("$310,000") < texts.index("Birth year: 1984")


def test_a_port_that_is_taken_is_one_sentence(telegram: Telegram, start: Callable[..., Bot], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bot = start(
            way="--webhook",
            real=True,
            ROTHBOT_WEBHOOK_URL="https://bot.example.org/telegram",
            ROTHBOT_WEBHOOK_SECRET=SECRET,
            ROTHBOT_PORT=str(taken.getsockname()[1]),
        )
        assert bot.process.wait(20) == 2
    assert "Choose another with ROTHBOT_PORT" in (tmp_path / "bot.log").read_text()
    assert telegram.chats == {}


def test_of_two_pollers_one_leads_and_the_other_takes_over_when_that_freezes(
    telegram: Telegram, start: Callable[..., Bot], postgres_url: str, tmp_path: Path
) -> None:
    settings = {"DATABASE_URL": postgres_url, "ROTHBOT_KEY": "22" * 32, "ROTHBOT_TODAY": "2026-11-23"}
    first = start(real=True, **settings)
    telegram.say(7, "/start")
    telegram.until(lambda: telegram.chats[7] and telegram.chats[7][-1].buttons)
    second = start(real=True, **settings)
    log = tmp_path / "bot.log"
    telegram.until(lambda: log.read_text().count('"started"') == 2)
    first.process.send_signal(signal.SIGSTOP)  # its connections stay open, and it holds the lead
    telegram.say(7, "2026")
    telegram.until(lambda: any("Tax year: 2026" in shown.text for shown in telegram.chats[7]))
    first.process.send_signal(signal.SIGCONT)
    telegram.say(7, "single")
    telegram.until(lambda: "much do you earn" in telegram.chats[7][-1].text)
    assert sum("Tax year: 2026" in shown.text for shown in telegram.chats[7]) == 1
    assert [bot.stop() for bot in (first, second)] == [0, 0]
