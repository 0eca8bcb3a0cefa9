"""``make bench``: a durable turn here beside what others do in memory; the same interview, side by side, medians.

Numbers are of this machine and this hour; ratios are what to look at.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "bot"))

ROUNDS = 5
LIBRARY, FRAMEWORK = "python-telegram-bot, ConversationHandler in memory", "aiogram, in memory"
OURS = sys.executable
AIOGRAM = str(ROOT / ".venv" / "bench" / "bin" / "python")
ENV = os.environ | {"PYTHONPATH": str(ROOT)}


def run(*command: object) -> str:
    """The last line of a process's output."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=HERE, env=ENV, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}\n{done.stderr[-2000:]}")
    return done.stdout.splitlines()[-1]


class Fresh:
    """Databases of their own for every run."""

    def __init__(self, folder: Path, server: str) -> None:
        self._folder, self._server, self._count = folder, server, 0

    def sqlite(self) -> str:
        self._count += 1
        return f"sqlite:///{self._folder}/{self._count}.db"

    def postgres(self) -> str:
        import psycopg

        self._count += 1
        with psycopg.connect(self._server, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE bench_{self._count}")
        return self._server.replace("/postgres?", f"/bench_{self._count}?")


class Cost(NamedTuple):
    """Of one turn, in milliseconds: by the clock, and of our processes' CPU, a database server's own left out."""

    clock: float
    cpu: float


def alone(*command: object) -> Cost:
    return Cost(*(1000 * seconds for seconds in json.loads(run(*command))))


def together(url: str, processes: int, chats: int, rounds: int) -> Cost:
    """When so many processes share the database; the slowest of them counts."""
    run(OURS, "here.py", url, 1, 1, 10**9)  # the tables are made before the clock runs
    with ThreadPoolExecutor(processes) as pool:
        first = [number * 10**8 for number in range(processes)]
        costs = list(pool.map(lambda chat: alone(OURS, "here.py", url, chats, rounds, chat), first))
    return Cost(max(cost.clock for cost in costs) / processes, statistics.mean(cost.cpu for cost in costs))


def turns(fresh: Fresh) -> dict[str, Cost]:
    """By way of doing it, medians. The ways take turns, so that a busy moment hits all of them."""
    ways: dict[str, Callable[[], Cost]] = {
        LIBRARY: lambda: alone(OURS, "in_library.py", "memory", 50, 10),
        "… with PicklePersistence": lambda: alone(OURS, "in_library.py", "pickle", 50, 10),
        FRAMEWORK: lambda: alone(AIOGRAM, "in_aiogram.py", 50, 10),
        "here, SQLite, 1 at once": lambda: alone(OURS, "here.py", fresh.sqlite(), 1, 30, 0),
        "here, SQLite, 10 at once": lambda: alone(OURS, "here.py", fresh.sqlite(), 10, 20, 0),
        "here, SQLite, 50 at once": lambda: alone(OURS, "here.py", fresh.sqlite(), 50, 20, 0),
        "here, PostgreSQL, 1 process": lambda: together(fresh.postgres(), 1, 200, 10),
        "here, PostgreSQL, 2 processes": lambda: together(fresh.postgres(), 2, 200, 10),
    }
    taken = defaultdict(list)
    for _ in range(ROUNDS):
        for name, way in ways.items():
            taken[name].append(way())
    return {name: Cost(*map(statistics.median, zip(*costs, strict=True))) for name, costs in taken.items()}


def latencies(fresh: Fresh) -> dict[tuple[str, int], tuple[float, float]]:
    """Milliseconds from an update to its reply, p50 and p99, by database and updates a second; medians."""
    late = {}
    for database, url in (("SQLite", fresh.sqlite), ("PostgreSQL", fresh.postgres)):
        for rate in (30, 100):
            times = [json.loads(run(OURS, "measures.py", "latency", url(), rate, 6)) for _ in range(3)]
            late[database, rate] = tuple(map(statistics.median, zip(*times, strict=True)))
    return late


def main() -> None:
    from databases import Postgres

    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = Postgres(safe=True)
        stack.callback(server.close)
        fresh = Fresh(folder, server.url)
        cost, late = turns(fresh), latencies(fresh)
    kept = {way: float(run(OURS, "measures.py", "memory", way, 10_000)) for way in ("here", "library")}
    start, crowded = float(run(OURS, "measures.py", "start-up")), json.loads(run(OURS, "measures.py", "crowded"))
    felt = json.loads(run(OURS, "felt.py"))
    known, unknown = (json.loads(run(OURS, "measures.py", "plans", share)) for share in (0, 0.3))

    volatile, aiogram = cost[LIBRARY].clock, cost[FRAMEWORK].clock
    print("\n| a turn | ms | of it CPU | turns/s | × ConversationHandler | × aiogram |\n|---|---|---|---|---|---|")
    for name, (ms, cpu) in cost.items():
        print(f"| {name} | {ms:.3f} | {cpu:.3f} | {1000 / ms:,.0f} | {ms / volatile:.2f} | {ms / aiogram:.2f} |")
    print("\n| from update to reply | p50 ms | p99 ms |\n|---|---|---|")
    for (database, rate), (p50, p99) in late.items():
        print(f"| {database}, {rate} updates/s | {p50:.1f} | {p99:.1f} |")
    print("\n| aim | reached | |\n|---|---|---|")
    fifty, two = cost["here, SQLite, 50 at once"].clock, cost["here, PostgreSQL, 2 processes"].clock
    aims = [
        ("a durable turn, 50 at once, at most 1.5 × ConversationHandler's", fifty / volatile, 1.5, " ×"),
        ("… and at most a third of aiogram's", fifty / aiogram, 1 / 3, " ×"),
        ("a lone durable turn under 2 ms", cost["here, SQLite, 1 at once"].clock, 2, " ms"),
        ("two processes on PostgreSQL: 2,000 turns/s, which is 0.5 ms each", two, 0.5, " ms"),
        ("p99 under 20 ms at 100 updates/s, SQLite", late["SQLite", 100][1], 20, " ms"),
        ("p99 under 20 ms at 100 updates/s, PostgreSQL", late["PostgreSQL", 100][1], 20, " ms"),
        ("/help beside sixty of the worst texts, p99 of its wait", crowded[1], 250, " ms"),
        ("a plan with everything known, p50", known[0], 10, " ms"),
        ("… p99", known[1], 10, " ms"),
        ("a plan with three tenths unknown, p50", unknown[0], 80, " ms"),
        ("… p99", unknown[1], 80, " ms"),
        ("from the start to the first reply", start, 0.35, " s"),
        ("through HTTP, from an update to the first call, p99 at 100 updates/s", felt["answer_p99"], 30, " ms"),
        ("… while twelve papers are drawn", felt["beside_p99"], 50, " ms"),
        ("a PDF, from /pdf to its arrival", felt["pdf"], 0.7, " s"),
        ("twelve at once, until the last", felt["papers"], 6, " s"),
        ("from the start to ready", felt["ready"], 1, " s"),
        ("resident after all that", felt["megabytes"], 90, " MB"),
        (f"memory for each talk that rests (ConversationHandler: {kept['library']:.0f} bytes)",
         kept["here"], 100, " bytes"),
    ]  # fmt: skip
    for aim, value, most, unit in aims:
        print(f"| {aim} | {value:.2f}{unit} | {'yes' if value <= most else 'no'} |")
    print(f"\n{time.monotonic() - began:.0f} s; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
