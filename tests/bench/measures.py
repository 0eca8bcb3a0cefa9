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
from datetime import date
from decimal import Decimal
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


def plan() -> str:
    """Milliseconds of CPU for a whole plan of a couple, worked out afresh: nothing in it waits."""
    from calc.facts import Facts
    from calc.planning.plan import plan as work_out

    told = {
        "tax_year": 2026, "filing_status": "mfj", "state": "CA", "agi": Decimal(310_000),
        "you": {"birth_year": 1984, "compensation": Decimal(200_000), "covered": True, "ira_kinds": ["rollover"],
                "rollover": Decimal(58_000), "basis": Decimal(0), "moves": [], "plan_kinds": []},
        "spouse": {"birth_year": 1985, "compensation": Decimal(110_000), "covered": False, "ira_kinds": [],
                   "moves": [], "plan_kinds": []},
    }  # fmt: skip
    taken = []
    for number in range(REPEATS):
        facts = Facts.model_validate({**told, "agi": Decimal(310_000 + number)})
        began = time.process_time()
        work_out(facts, date(2026, 6, 1))
        taken.append(time.process_time() - began)
    return str(1000 * statistics.median(taken))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["latency", url, per_second, seconds]:
            print(latency(url, int(per_second), int(seconds)))
        case ["memory", way, chats]:
            print(memory(way, int(chats)))
        case ["start-up"]:
            print(start_up())
        case ["plan"]:
            print(plan())
