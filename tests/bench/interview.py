"""The interview that every framework holds in the bench: twelve questions, each answered by an amount."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Awaitable, Callable, Iterator

QUESTIONS = tuple(f"Question {number} of 12: how much, in dollars?" for number in range(1, 13))
ANSWERS = tuple(f"{number},500" for number in range(1, 13))
DONE = "That is all. Together: {total} dollars."
BUTTONS = ("I don't know", "Why do you ask?")
TOKEN = "123456:bench"

_numbers = itertools.count(1)


def amount(text: str) -> int | None:
    digits = text.replace(",", "")
    return int(digits) if digits.isdigit() else None


def updates(chat: int) -> Iterator[dict]:
    """What one person says: the start, then twelve answers; as Telegram sends it."""
    for text in ("/start", *ANSWERS):
        yield update(chat, text)


def update(chat: int, text: str) -> dict:
    number = next(_numbers)
    message: dict = {
        "message_id": number,
        "from": {"id": chat, "is_bot": False, "first_name": "Someone", "language_code": "en"},
        "chat": {"id": chat, "first_name": "Someone", "type": "private"},
        "date": 1_795_000_000,
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"offset": 0, "length": len(text), "type": "bot_command"}]
    return {"update_id": number, "message": message}


TURNS = 1 + len(ANSWERS)


async def timed(work: Callable[[], Awaitable[None]], interviews: int) -> str:
    """Seconds for each turn, by the clock and of this process's CPU, as JSON."""
    began, spent = time.perf_counter(), time.process_time()
    await work()
    taken = time.perf_counter() - began, time.process_time() - spent
    return json.dumps([seconds / (interviews * TURNS) for seconds in taken])


SENT = json.dumps(
    {
        "ok": True,
        "result": {
            "message_id": 1,
            "from": {"id": 123456, "is_bot": True, "first_name": "Bench", "username": "bench_bot"},
            "chat": {"id": 1, "first_name": "Someone", "type": "private"},
            "date": 1_795_000_000,
            "text": "Question",
        },
    }
).encode()
"""What the canned network answers to every message."""
