"""Very many reminders due at one moment, through real HTTP, while some people talk.

``python reminded.py 100000`` prints one JSON object. At Telegram's pace so many take more than an hour.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "bot"), str(HERE.parent.parent)]

from botapi import TOKEN, application, serving
from felt import SECRET, Felt, Watched
from here import KEY
from process import Bot, clean_env
from test_telegram_reminder import awake

from bot.settings import StoreSettings
from bot.store import chats, reminders, talks
from bot.store.opening import open_store
from dialogs.machine import step
from dialogs.messages import Kind, Said
from dialogs.reminders.remind import wake
from dialogs.session import Session

ASKED = ("/start", "2025", "single", "/remind", awake(), "/remind news")  # of a year that is over: the news are due
FIRST = 1_000_000  # the number of the first chat; those who talk have smaller ones
AT_ONCE = 500  # chats in one transaction
TALKERS, EVERY = 60, 0.5  # seconds between two words


class Told(Watched):
    """How often each chat was sent something that it had not asked for just now."""

    def __init__(self) -> None:
        super().__init__()
        self.reminded: Counter[int] = Counter()

    def handle(self, method: str, form: dict) -> tuple[int, object]:
        if method.startswith("send") and method != "sendChatAction" and int(form["chat_id"]) >= FIRST:
            self.reminded[int(form["chat_id"])] += 1
        return super().handle(method, form)


def filled(url: str, count: int) -> None:
    """A store with as many chats, each with a key of its own and a reminder that is due."""
    talk, today = Session.new(), datetime.now(UTC).date()
    for words in ASKED:
        talk, _ = step(talk, Said(Kind.TEXT, words, today))
    text, now = talk.dump(), datetime.now(UTC)
    moment = wake(talk, now)
    assert moment is not None
    assert moment <= now
    store = open_store(StoreSettings(database_url=url, rothbot_key=KEY))
    for first in range(FIRST, FIRST + count, AT_ONCE):
        with store.transaction() as db:
            names = range(first, min(first + AT_ONCE, FIRST + count))
            numbers = [chats.begin(db, store.ring, "telegram", str(name))[0] for name in names]
            talks.save(db, store.ring, dict.fromkeys(numbers, text), int(now.timestamp() * 1000))
            reminders.schedule(db, dict.fromkeys(numbers, now))
    store.close()


def measured(place: Path, count: int) -> dict[str, Any]:
    url = f"sqlite:///{place}/bot.db"
    filled(url, count)
    telegram = Told()
    with serving(application(telegram, TOKEN)) as address:
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": address,
            "DATABASE_URL": url,
            "XDG_DATA_HOME": str(place),
            "ROTHBOT_KEY": KEY,
            "ROTHBOT_WEBHOOK_URL": "https://bot.example.org/telegram",
            "ROTHBOT_WEBHOOK_SECRET": SECRET,
            "ROTHBOT_PORT": "0",
        }
        command = [str(Path(sys.executable).with_name("rothbot")), "run", "--webhook"]
        bot = Bot(command, clean_env() | settings, place / "bot.log")
        try:
            felt = Felt(telegram, bot.address())
            while felt.client.get("/readyz").status_code != 200:
                time.sleep(0.01)
            for words in ("/start", "/help"):  # what is loaded with the first words
                felt.comes(1, words)
                felt.quiet()
            telegram.taken.clear()
            began, turns = time.perf_counter(), 0
            while len(telegram.reminded) < count and time.perf_counter() < began + count / 5:
                felt.comes(1 + turns % TALKERS, "/start" if turns < TALKERS else "/help")
                turns += 1
                time.sleep(EVERY)
            seconds = time.perf_counter() - began
            felt.quiet()
        finally:
            bot.stop()
    taken = sorted(telegram.taken["answer"])
    return {
        "reminded": len(telegram.reminded),
        "doubled": sum(telegram.reminded.values()) - len(telegram.reminded),
        "seconds": round(seconds),
        "turns": turns,
        "unanswered": len(telegram.began),
        "answer_p50": round(1000 * statistics.median(taken), 1),
        "answer_p99": round(1000 * taken[len(taken) * 99 // 100], 1),
        "answer_max": round(1000 * taken[-1], 1),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measured(Path(folder), int(sys.argv[1]))))
