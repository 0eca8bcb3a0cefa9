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
from contextlib import ExitStack
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "bot"))

ROUNDS = 5
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


def together(url: str, processes: int, chats: int, rounds: int) -> float:
    """Seconds a turn, when so many processes share the database; the slowest of them counts."""
    run(OURS, "here.py", url, 1, 1, 10**9)  # the tables are made before the clock runs
    crew = [
        subprocess.Popen([OURS, "here.py", url, str(chats), str(rounds), str(number * 10**8)],
                         cwd=HERE, env=ENV, stdout=subprocess.PIPE, text=True)
        for number in range(processes)
    ]  # fmt: skip
    return max(float(process.communicate(timeout=600)[0]) for process in crew) / processes


def turns(fresh: Fresh) -> dict[str, float]:
    """Milliseconds a turn by way of doing it: the ways take turns, so that a busy moment hits all of them."""
    ways: dict[str, Callable[[], float]] = {
        "python-telegram-bot, memory": lambda: float(run(OURS, "in_library.py", "memory", 50, 10)),
        "python-telegram-bot, pickle": lambda: float(run(OURS, "in_library.py", "pickle", 50, 10)),
        "aiogram, memory": lambda: float(run(AIOGRAM, "in_aiogram.py", 50, 10)),
        "here, SQLite, 1 at once": lambda: float(run(OURS, "here.py", fresh.sqlite(), 1, 30, 0)),
        "here, SQLite, 10 at once": lambda: float(run(OURS, "here.py", fresh.sqlite(), 10, 20, 0)),
        "here, SQLite, 50 at once": lambda: float(run(OURS, "here.py", fresh.sqlite(), 50, 20, 0)),
        "here, PostgreSQL, 1 process": lambda: together(fresh.postgres(), 1, 200, 10),
        "here, PostgreSQL, 2 processes": lambda: together(fresh.postgres(), 2, 200, 10),
    }
    taken = defaultdict(list)
    for _ in range(ROUNDS):
        for name, way in ways.items():
            taken[name].append(1000 * way())
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    from databases import Postgres

    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = Postgres(safe=True)
        stack.callback(server.close)
        fresh = Fresh(folder, server.url)
        cost = turns(fresh)
        late = {
            (name, rate): json.loads(run(OURS, "measures.py", "latency", url(), rate, 10))
            for name, url in (("SQLite", fresh.sqlite), ("PostgreSQL", fresh.postgres))
            for rate in (30, 100)
        }
    kept = {way: float(run(OURS, "measures.py", "memory", way, 10_000)) for way in ("here", "library")}
    start, plan = float(run(OURS, "measures.py", "start-up")), float(run(OURS, "measures.py", "plan"))

    volatile = cost["python-telegram-bot, memory"]
    print("\n| a turn | ms | turns/s | × python-telegram-bot in memory |\n|---|---|---|---|")
    for name, ms in cost.items():
        print(f"| {name} | {ms:.3f} | {1000 / ms:,.0f} | {ms / volatile:.2f} |")
    print("\n| people writing each second | p50 ms | p99 ms |\n|---|---|---|")
    for (name, rate), (p50, p99) in late.items():
        print(f"| {name}, {rate} | {p50:.1f} | {p99:.1f} |")
    print("\n| aim | reached | |\n|---|---|---|")
    fifty = cost["here, SQLite, 50 at once"]
    aims = [
        ("a durable turn, 50 at once, at most 1.5 × ConversationHandler", fifty / volatile, 1.5, " ×"),
        ("… and at most a third of aiogram's", fifty / cost["aiogram, memory"], 1 / 3, " ×"),
        ("a lone durable turn under 2 ms", cost["here, SQLite, 1 at once"], 2, " ms"),
        ("two processes on PostgreSQL: a turn in 0.5 ms", cost["here, PostgreSQL, 2 processes"], 0.5, " ms"),
        ("p99 under 20 ms at 100 a second, SQLite", late["SQLite", 100][1], 20, " ms"),
        ("p99 under 20 ms at 100 a second, PostgreSQL", late["PostgreSQL", 100][1], 20, " ms"),
        ("a whole plan under 5 ms", plan, 5, " ms"),
        ("start to first reply under a second", start, 1, " s"),
        ("memory for each stored talk (the library: see below)", kept["here"], 100, " bytes"),
    ]
    for aim, value, most, unit in aims:
        print(f"| {aim} | {value:.2f}{unit} | {'yes' if value <= most else 'no'} |")
    print(f"\nConversationHandler keeps {kept['library']:,.0f} bytes of memory for each talk that rests.")
    print(
        f"{ROUNDS} rounds, {time.monotonic() - began:.0f} s; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores."
    )


if __name__ == "__main__":
    main()
