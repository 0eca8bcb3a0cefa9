"""An ordeal for the bot: processes killed at random, a Bot API server that fails, and a ledger of what survived.

``test_chaos.py`` runs it; ``soak.py`` adds what else can happen. Loopback only, and it ends by itself.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from botapi import GARBAGE, INTERNAL, LOST_ANSWER, TOKEN, TOO_MANY, Fault, Telegram, application, serving
from kept import sessions
from process import Bot, clean_env

from bot.settings import StoreSettings
from bot.store.opening import open_store

HERE = Path(__file__).parent
KEY = "33" * 32
FAULTS = {
    "too_many": (0.03, TOO_MANY),
    "internal": (0.03, INTERNAL),
    "lost_answer": (0.03, LOST_ANSWER),
    "garbage": (0.02, GARBAGE),
}


@dataclass
class Ledger:
    """What was done to the bot, and what came of it."""

    chats: int
    words: int
    processes: int
    kills: int = 0
    restarts: int = 0  # of the database
    repeats: int = 0  # updates that Telegram brought once more
    faults: Counter[str] = field(default_factory=Counter)
    steps_lost: int = 0
    steps_doubled: int = 0
    out_of_order: int = 0
    messages_lost: int = 0
    messages_doubled: int = 0
    refused: int = 0

    def table(self) -> str:
        rows = {
            "chats × words": f"{self.chats} × {self.words}",
            "processes": self.processes,
            "kill -9": self.kills,
            "restarts of the database": self.restarts,
            "deliveries": f"shuffled, {self.repeats} repeated",
            "faults of the server": ", ".join(f"{name} {n}" for name, n in sorted(self.faults.items())) or "none",
            "steps lost / doubled / out of order": f"{self.steps_lost} / {self.steps_doubled} / {self.out_of_order}",
            "messages lost": self.messages_lost,
            "messages doubled": f"{self.messages_doubled} (answers lost: {self.faults['lost_answer']})",
            "calls that Telegram would refuse": self.refused,
        }
        return "\n".join(f"| {name} | {value} |" for name, value in rows.items())


@dataclass(frozen=True)
class Trial:
    """How much is said, and how often what is killed. restart: of the database, where that is a server."""

    chats: int
    words: int
    processes: int
    kills: int
    restart: Callable[[], None] | None = None
    restarts: int = 0


def ordeal(url: str, folder: Path, trial: Trial, seed: int) -> Ledger:
    """Everything is said, everything is killed, and the talks are compared with what was said."""
    chats, words, processes = trial.chats, trial.words, trial.processes
    chance = random.Random(seed)
    ledger = Ledger(chats, words, processes)
    telegram = Telegram()
    telegram.fault, telegram.unruly = _faults(chance, ledger), random.Random(seed)
    with serving(application(telegram, TOKEN)) as telegram.address, _crew(telegram, url, folder, processes) as crew:
        telegram.until(lambda: telegram.asked)  # somebody is there to be killed
        for number in range(words):
            for chat in chance.sample(range(1, chats + 1), chats):
                telegram.say(chat, f"word {number}")
            time.sleep(chance.uniform(0.2, 0.6))
            for _ in range(_due(trial.kills, number, words)):
                crew(chance.randrange(processes))
                ledger.kills += 1
                time.sleep(chance.uniform(0.5, 1.5))
            for _ in range(_due(trial.restarts, number, words) if trial.restart else 0):
                trial.restart()
                ledger.restarts += 1
        last = f"Question {words}"
        telegram.until(lambda: all(said(telegram, chat, last) for chat in range(1, chats + 1)), seconds=90)
        time.sleep(1)
    ledger.repeats = telegram.repeats
    count(ledger, telegram, url)
    return ledger


def _due(times: int, number: int, words: int) -> int:
    """How many of so many events fall on this word, when they are spread over all of them."""
    return (number + 1) * times // words - number * times // words


def said(telegram: Telegram, chat: int, text: str) -> bool:
    """Whether the bot has said this in that chat."""
    return any(text in shown.text for shown in telegram.chats[chat])


def _faults(chance: random.Random, ledger: Ledger) -> Callable[[str, dict], Fault | None]:
    def fault(method: str, _: dict) -> Fault | None:
        drawn = chance.random()
        for name, (share, kind) in FAULTS.items() if method == "sendMessage" else ():
            drawn -= share
            if drawn < 0:
                ledger.faults[name] += 1
                return kind
        return None

    return fault


@contextmanager
def _crew(telegram: Telegram, url: str, folder: Path, processes: int) -> Iterator[Callable[[int], None]]:
    """Processes; the function kills one and starts it again."""
    env = clean_env() | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE_URL": telegram.address,
        "DATABASE_URL": url,
        "ROTHBOT_KEY": KEY,
        "ROTHBOT_MESSAGES_PER_SECOND": "1000",
        "ROTHBOT_PORT": "0",
    }
    command = [sys.executable, str(HERE / "carry.py")]
    crew = [Bot(command, env, folder / f"bot{n}.log") for n in range(processes)]

    def again(number: int) -> None:
        crew[number].kill()
        crew[number] = Bot(command, env, folder / f"bot{number}.log")

    try:
        yield again
    finally:
        for bot in crew:
            bot.stop()


def count(ledger: Ledger, telegram: Telegram, url: str) -> None:
    """What survived, by what is stored and what was shown."""
    store = open_store(StoreSettings(database_url=url, rothbot_key=KEY))
    try:
        stored = sessions(store, range(1, ledger.chats + 1))
    finally:
        store.close()
    ledger.refused = len(telegram.wrong)
    said = [f"text:word {number}" for number in range(ledger.words)]
    for chat in range(1, ledger.chats + 1):
        heard = re.findall(r"text:word \d+", stored.get(chat, ""))
        ledger.steps_lost += len(set(said) - set(heard))
        ledger.steps_doubled += len(heard) - len(set(heard))
        ledger.out_of_order += heard != sorted(heard, key=lambda word: int(word.split()[-1]))
        numbers = [int(n) for shown in telegram.chats[chat] for n in re.findall(r"Question (\d+)", shown.text)]
        ledger.messages_lost += len(set(range(1, ledger.words + 1)) - set(numbers))
        ledger.messages_doubled += len(numbers) - len(set(numbers))
        once = list(dict.fromkeys(numbers))
        ledger.out_of_order += once != sorted(once)
