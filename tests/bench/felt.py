"""What a person feels, through real HTTP: a bot of its own process, and a Bot API server that notes its calls.

``python felt.py`` prints one JSON object; ``bench.py`` shows it beside its aims.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "bot"), str(HERE.parent.parent)]

import httpx
from botapi import TOKEN, Telegram, application, serving
from process import Bot, clean_env

SECRET = "s" * 32
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
ANSWERS = ("/start", "2026", "single", "320k", "310k", "1984", "Texas", "rollover", "93k", "none", "none", "401k",
           "24,500", "no", "yes, from any IRA", "as much as allowed", "none")  # fmt: skip
PER_SECOND, PEOPLE = 100, 120
PAPERS = 12


class Watched(Telegram):
    """When each chat was first answered after something came from it."""

    def __init__(self) -> None:
        super().__init__()
        self.began: dict[int, float] = {}
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.documents: list[float] = []

    def handle(self, method: str, form: dict) -> tuple[int, object]:
        now = time.perf_counter()
        chat = int(form.get("chat_id", 0))
        if method in {"sendDocument", "sendPhoto"}:
            self.documents.append(now)
        elif method.startswith("send") and method != "sendChatAction" and (began := self.began.pop(chat, None)):
            self.taken["answer"].append(now - began)
        return super().handle(method, form)


class Felt:
    def __init__(self, telegram: Watched, address: str) -> None:
        self.telegram, self.client = telegram, httpx.Client(base_url=address, headers=HEADERS)
        self.number = 0

    def comes(self, chat: int, text: str) -> None:
        self.number += 1
        update = {"update_id": self.number, "message": self.telegram.message(chat, text=text)}
        self.telegram.began[chat] = time.perf_counter()
        assert self.client.post("/telegram", content=json.dumps(update)).status_code == 200

    def quiet(self) -> None:
        until = time.perf_counter() + 30
        while self.telegram.began and time.perf_counter() < until:
            time.sleep(0.01)


def measured(place: Path) -> dict[str, Any]:
    telegram = Watched()
    with serving(application(telegram, TOKEN)) as address:
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": address,
            "DATABASE_URL": f"sqlite:///{place}/bot.db",
            "XDG_DATA_HOME": str(place),
            "ROTHBOT_WEBHOOK_URL": "https://bot.example.org/telegram",
            "ROTHBOT_WEBHOOK_SECRET": SECRET,
            "ROTHBOT_PORT": "0",
            "ROTHBOT_TODAY": "2026-11-23",
            "ROTHBOT_MESSAGES_PER_SECOND": "1000",
        }
        command = [str(Path(sys.executable).with_name("rothbot")), "run", "--webhook"]
        began = time.perf_counter()
        bot = Bot(command, clean_env() | settings, place / "bot.log")
        try:
            felt = Felt(telegram, bot.address())
            while felt.client.get("/readyz").status_code != 200:
                time.sleep(0.01)
            ready = time.perf_counter() - began
            found = {"ready": ready, **_answers(felt), **_papers(felt)}
            found["megabytes"] = _resident(bot.process.pid)
        finally:
            bot.stop()
    return found


def _answers(felt: Felt) -> dict[str, float]:
    """From an update to the first call, when so many people write each second; the first words warm it up."""
    for text in ANSWERS[:3]:
        felt.comes(1, text)
        felt.quiet()
    felt.telegram.taken.clear()
    start = time.perf_counter()
    for number in range(PEOPLE * 4):
        time.sleep(max(0.0, start + number / PER_SECOND - time.perf_counter()))
        felt.comes(100 + number % PEOPLE, ANSWERS[number // PEOPLE])
    felt.quiet()
    taken = sorted(felt.telegram.taken["answer"])
    return {"answer_p50": 1000 * statistics.median(taken), "answer_p99": 1000 * taken[len(taken) * 99 // 100]}


def _papers(felt: Felt) -> dict[str, float]:
    """One PDF alone; then several at once, while others talk."""
    chats = range(1000, 1000 + PAPERS)
    for chat in (2000, *chats):
        for text in ANSWERS:  # everybody earns something else, or their papers would be the same
            felt.comes(chat, f"{chat % 1000 + 300}k" if text == "320k" else text)
            felt.quiet()
    began = time.perf_counter()
    felt.comes(2000, "/pdf")
    felt.telegram.until(lambda: felt.telegram.documents, 60)
    one = felt.telegram.documents[0] - began
    felt.telegram.documents.clear()
    felt.telegram.taken.clear()
    began = time.perf_counter()
    for chat in chats:
        felt.comes(chat, "/pdf")
    for number in range(200):
        felt.comes(5000 + number % 40, ANSWERS[number // 40])
        time.sleep(0.02)
    felt.telegram.until(lambda: len(felt.telegram.documents) >= PAPERS, 90)
    taken = sorted(felt.telegram.taken["answer"])
    return {
        "pdf": one,
        "papers": felt.telegram.documents[PAPERS - 1] - began,
        "beside_p50": 1000 * statistics.median(taken),
        "beside_p99": 1000 * taken[len(taken) * 99 // 100],
    }


def _resident(process: int) -> float:
    """Megabytes of the process itself; those that draw are of their own."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measured(Path(folder))))
