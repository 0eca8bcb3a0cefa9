"""What is measured besides the price of a turn; each by a process of its own: ``python measures.py NAME ...``."""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from interview import updates

REPEATS = 200


def latency(url: str, per_second: int, seconds: int) -> str:
    """Milliseconds from an update to its reply, p50 and p99, when so many people write each second."""
    from here import KEY, Bench

    from bot.settings import StoreSettings
    from bot.store.opening import open_store

    async def measure() -> list[float]:
        bench = Bench(open_store(StoreSettings(database_url=url, rothbot_key=KEY)))
        taken: list[float] = []

        async def person(raw: dict) -> None:
            began = time.perf_counter()
            await bench.turn(raw)
            taken.append(time.perf_counter() - began)

        people = [updates(chat) for chat in range(1, per_second * seconds // 10 + 1)]
        began, tasks = time.perf_counter(), []
        for number in range(len(people) * 10):
            await asyncio.sleep(max(0.0, began + number / per_second - time.perf_counter()))
            tasks.append(asyncio.create_task(person(next(people[number % len(people)]))))
        await asyncio.gather(*tasks)
        await bench.close()
        return sorted(taken[len(taken) // 10 :])  # the first ones warm up

    taken = asyncio.run(measure())
    return json.dumps([1000 * statistics.median(taken), 1000 * taken[len(taken) * 99 // 100]])


WORST = (
    "1/",
    "1⁄2 ",
    "½",
    "a ",
    "1 1 ",
    "one hundred ",
    "no no no ",
    "5k a month ",
    "my 401k allows ",
    "in-plan ",
    "⅓",
    "½ ",
    "-",
    "uh1,000. ",
    "2026. phd, ",
)


def crowded() -> str:
    """Milliseconds that another chat's /help waits, p50 and p99, while one sends sixty of the worst texts at once."""
    from here import KEY, Bench
    from interview import update

    from bot.engine import rothbot
    from bot.settings import StoreSettings
    from bot.store.opening import open_store

    async def measure(url: str) -> list[float]:
        bench = Bench(open_store(StoreSettings(database_url=url, rothbot_key=KEY)), rothbot())
        for chat, words in ((1, ("/start", "2026", "single")), (2, ("/start", "/help"))):
            for text in words:
                await bench.turn(update(chat, text))
        for text in WORST:
            await bench.turn(update(3, (text * 1000)[:1000]))  # what is loaded once for all
        flood = [bench.worker.submit([update(1, (text * 1000)[:1000])]) for text in (WORST * 4)[:60]]
        taken = []
        for _ in range(200):
            began = time.perf_counter()
            await bench.turn(update(2, "/help"))
            taken.append(time.perf_counter() - began)
            await asyncio.sleep(0.25)  # as a person reads: within what a chat may say at once
        await asyncio.gather(*flood)
        await bench.close()
        return sorted(taken)

    with tempfile.TemporaryDirectory() as folder:
        taken = asyncio.run(measure(f"sqlite:///{folder}/a.db"))
    return json.dumps([1000 * statistics.median(taken), 1000 * taken[len(taken) * 99 // 100]])


def memory(way: str, chats: int) -> str:
    """Bytes of memory for each talk that has begun and rests, when as many had begun before."""
    import here
    import in_library

    async def of_here(url: str) -> int:
        bench = here.Bench(here.open_store(here.StoreSettings(database_url=url, rothbot_key=here.KEY)))
        for chat in range(1, 2 * chats, 100):
            if chat == chats + 1:
                before = _used()
            await asyncio.gather(*(bench.turn(next(updates(one))) for one in range(chat, chat + 100)))
        grown = _used() - before
        await bench.close()
        return grown

    async def of_library() -> int:
        app = in_library.application(None)
        async with app:
            for chat in range(1, 2 * chats + 1):
                if chat == chats + 1:
                    before = _used()
                await app.process_update(in_library.Update.de_json(next(updates(chat)), app.bot))
            return _used() - before

    if way == "library":
        return str(asyncio.run(of_library()) / chats)
    with tempfile.TemporaryDirectory() as folder:
        return str(asyncio.run(of_here(f"sqlite:///{folder}/talks.db")) / chats)


def _used() -> int:
    """Bytes: the most that was ever in use, which for something that only grows is what is in use."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def start_up() -> str:
    """Seconds from starting ``rothbot chat`` a second time to its first reply."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            str(Path(sys.executable).with_name("rothbot")),
            "chat",
            "--json",
            "--db",
            f"sqlite:///{folder}/a.db",
        ]
        taken = []
        for _ in range(6):
            began = time.perf_counter()
            with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-3, text=True) as process:
                process.stdin.write("/start\n")
                process.stdin.flush()
                process.stdout.readline()
                taken.append(time.perf_counter() - began)
                process.stdin.close()
        return str(statistics.median(taken[1:]))


def plans(unknown: float) -> str:
    """Milliseconds of CPU for a plan, worked out afresh, p50 and p99 over households of ``tests.interviews``.

    unknown: the share of questions that were answered with "I don't know".
    """
    from bot.engine import rothbot
    from calc.planning.plan import planned
    from tests.interviews import answered

    rothbot().warm()
    taken = []
    for number in range(REPEATS):
        person = answered(number, unknown=unknown)
        planned(person.agenda.facts, person.today)  # tables of its state and year are read
        began = time.process_time()
        planned(person.agenda.facts, person.today)
        taken.append(time.process_time() - began)
    taken.sort()
    return json.dumps([1000 * statistics.median(taken), 1000 * taken[len(taken) * 99 // 100]])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["latency", url, per_second, seconds]:
            print(latency(url, int(per_second), int(seconds)))
        case ["memory", way, chats]:
            print(memory(way, int(chats)))
        case ["start-up"]:
            print(start_up())
        case ["plans", unknown]:
            print(plans(float(unknown)))
        case ["crowded"]:
            print(crowded())
