"""The long ordeal: what a machine, a network, a disk and a clock can do to a bot, and the same ledger at its end.

Processes are killed, frozen and cut off from the database or from Telegram; locks are held, the clock jumps by 400
days, updates end the process, the disk fills up, and two versions stand side by side. It ends by itself.

``make soak`` runs the long form on both databases; ``deploy/checks/test_soak.py`` a short one.
"""

from __future__ import annotations

import random
import re
import resource
import signal
import socket
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from botapi import TOKEN, Telegram, application, serving
from chaos import KEY, Ledger, count, said
from databases import Postgres
from kept import numbers
from process import Bot, clean_env

from bot.settings import RunSettings, StoreSettings
from bot.store.opening import open_store

HERE = Path(__file__).parent
DAY = 86_400
AT_ONCE: int = RunSettings.model_fields["rothbot_sends_at_once"].default
FATAL = 900_001  # a chat whose words end the process
EVENTS = ("kill", "freeze", "database away", "telegram away", "locks", "clock", "fatal word", "full disk")
CUTS = set(EVENTS) - {"locks", "clock"}  # what cuts off sends that are under way


class Gate:
    """A way over the loopback; while it is shut nothing passes, and nobody is told."""

    def __init__(self, reach: Callable[[], socket.socket]) -> None:
        self._reach, self._shut, self._ways = reach, threading.Event(), list[socket.socket]()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @contextmanager
    def shut(self) -> Iterator[None]:
        self._shut.set()
        try:
            yield
        finally:
            self._shut.clear()

    def close(self) -> None:
        self._shut.clear()
        self._listener.shutdown(socket.SHUT_RDWR)
        for way in (self._listener, *self._ways):
            way.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client = self._listener.accept()[0]
                server = self._reach()
                self._ways += (client, server)
                for way in ((client, server), (server, client)):
                    threading.Thread(target=self._carry, args=way, daemon=True).start()

    def _carry(self, source: socket.socket, to: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                while self._shut.is_set():
                    time.sleep(0.01)
                to.sendall(data)
            to.shutdown(socket.SHUT_WR)


@dataclass
class Member:
    """One process with its ways to the database and to Telegram. version: of the talks that it writes."""

    folder: Path
    number: int
    version: int
    env: dict[str, str]
    telegram: Gate
    database: Gate | None
    bot: Bot = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        env = self.env | {"STANDIN_VERSION": str(self.version)}
        self.bot = Bot(
            [sys.executable, str(HERE / "carry.py")], env, self.folder / f"bot{self.number}.log", fresh=True
        )

    def again(self) -> None:
        self.bot.kill()
        self.start()

    def revive(self) -> bool:
        """Whether it had ended by itself."""
        if self.bot.process.poll() is None:
            return False
        self.start()
        return True


@dataclass(frozen=True)
class Trial:
    """How much is said, and how often each of these events comes."""

    chats: int
    words: int
    processes: int
    events: Sequence[str]
    rounds: int
    lasting: float = 7  # seconds of silence or frost: longer than a hold, and than the deadlines


class Ordeal:
    def __init__(self, url: str, folder: Path, trial: Trial, seed: int, server: Postgres | None) -> None:
        self.url, self.folder, self.trial, self.server = url, folder, trial, server
        self.chance, self.ledger = random.Random(seed), Ledger(trial.chats, trial.words, trial.processes)
        self.happened: Counter[str] = Counter()
        self.telegram = Telegram()
        self.telegram.unruly = random.Random(seed)
        self.clock = folder / "clock"
        self.clock.write_text("0")
        self.crew: list[Member] = []

    def run(self) -> Ledger:
        """Everything is said while everything happens, and the talks are compared with what was said."""
        chats = range(1, self.trial.chats + 1)
        events = [event for _ in range(self.trial.rounds) for event in self.trial.events]
        self.chance.shuffle(events)
        most = len(events)
        with ExitStack() as stack:
            self.telegram.address = stack.enter_context(serving(application(self.telegram, TOKEN)))
            self._begin(stack)
            stack.callback(self._end)
            self.telegram.until(lambda: self.telegram.asked)
            for number in range(self.trial.words):
                for chat in self.chance.sample(chats, len(chats)):
                    self.telegram.say(chat, f"word {number}")
                due = most * (number + 1) // self.trial.words - most * number // self.trial.words
                for event in [events.pop() for _ in range(due)]:
                    getattr(self, f"_{event.replace(' ', '_')}")(self.chance.choice(self.crew))
                    self.happened[event] += 1
                    self._revive()
                time.sleep(self.chance.uniform(0.2, 0.6))
            for member in self.crew:  # the new version everywhere, so that nothing waits for it
                member.version = 2
                member.again()
            last = f"Question {self.trial.words}"
            self._until(lambda: all(said(self.telegram, chat, last) for chat in chats))
            time.sleep(1)
        self.ledger.kills, self.ledger.repeats = self.happened["kill"], self.telegram.repeats
        count(self.ledger, self.telegram, self.url)
        return self.ledger

    @property
    def cuts(self) -> int:
        """How often sends under way may have been cut off: by an event, by a process's second fall, at the end."""
        return sum(self.happened[event] for event in CUTS) + self.happened["fatal word"] + self.trial.processes

    @property
    def told(self) -> list[str]:
        """Lines of the logs that name a word, a chat, the token or the key; there is to be none."""
        secret = re.compile(rf"word \d|You said|{FATAL}|{re.escape(TOKEN)}|{KEY}")
        logs = {member.bot.log for member in self.crew}
        return [line for log in logs for line in log.read_text().splitlines() if secret.search(line)]

    def _begin(self, stack: ExitStack) -> None:
        of_telegram = urlsplit(self.telegram.address).port or 0
        for number in range(self.trial.processes):
            way = Gate(lambda: socket.create_connection(("127.0.0.1", of_telegram)))
            base, url = None, self.url
            if self.server is not None:
                base = Gate(self._to_server)
                url = f"postgresql://postgres@127.0.0.1:{base.port}/{urlsplit(self.url).path.strip('/')}"
            for gate in filter(None, (way, base)):
                stack.callback(gate.close)
            env = clean_env() | {
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_BASE_URL": f"http://127.0.0.1:{way.port}",
                "DATABASE_URL": url,
                "ROTHBOT_KEY": KEY,
                "ROTHBOT_MESSAGES_PER_SECOND": "1000",
                "ROTHBOT_PORT": "0",
                "STANDIN_CLOCK": str(self.clock),
                "XDG_DATA_HOME": str(self.folder),
                "PYTHONDONTWRITEBYTECODE": "1",  # Python keeps a module that a full disk has cut off
            }
            version = 1 if number == 0 and self.trial.processes > 1 else 2
            self.crew.append(Member(self.folder, number, version, env, way, base))

    def _to_server(self) -> socket.socket:
        assert self.server is not None
        way = socket.socket(socket.AF_UNIX)
        way.connect(f"{self.server.folder}/.s.PGSQL.5432")
        return way

    def _end(self) -> None:
        for member in self.crew:
            member.bot.process.send_signal(signal.SIGCONT)
            member.bot.stop()

    def _revive(self) -> None:
        for member in self.crew:
            member.revive()

    def _until(self, happened: Callable[[], bool], seconds: float = 240) -> None:
        """As a supervisor would: whoever ends is started again."""
        deadline = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < deadline, self.happened
            self._revive()
            time.sleep(0.2)

    # what happens

    def _kill(self, member: Member) -> None:
        member.again()

    def _freeze(self, member: Member) -> None:
        member.bot.process.send_signal(signal.SIGSTOP)
        time.sleep(self.trial.lasting + 3)
        member.bot.process.send_signal(signal.SIGCONT)

    def _database_away(self, member: Member) -> None:
        if member.database is not None:
            with member.database.shut():
                time.sleep(self.trial.lasting)

    def _telegram_away(self, member: Member) -> None:
        with member.telegram.shut():
            time.sleep(self.trial.lasting)

    def _locks(self, _: Member) -> None:
        """A stranger holds a quarter of the talks, or the file."""
        if self.server is None:
            with closing(sqlite3.connect(urlsplit(self.url).path.removeprefix("/"), isolation_level=None)) as db:
                with suppress(sqlite3.OperationalError):
                    db.execute("BEGIN IMMEDIATE")
                time.sleep(2)
            return
        store = open_store(StoreSettings(database_url=self.url, rothbot_key=KEY))
        try:
            mine = list(numbers(store, range(1, self.trial.chats // 4 + 1)).values())
        finally:
            store.close()
        with psycopg.connect(self.url) as db:
            for talk in mine:
                db.execute("SELECT pg_advisory_xact_lock(%s)", [talk])
            time.sleep(3)

    def _clock(self, _: Member) -> None:
        """The machine's, so that all of them see it; it comes back."""
        self.clock.write_text(str(self.chance.choice((400, -400)) * DAY))
        time.sleep(3)
        self.clock.write_text("0")

    def _fatal_word(self, _: Member) -> None:
        before = len(self.telegram.chats[FATAL])
        self.telegram.say(FATAL, "die")
        self._until(lambda: len(self.telegram.chats[FATAL]) > before, seconds=90)

    def _full_disk(self, member: Member) -> None:
        """No file of this process can grow; for SQLite that is the disk."""
        pid = member.bot.process.pid
        with suppress(ProcessLookupError):
            _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, most))
            time.sleep(4)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))


def main() -> int:
    """The long form, on PostgreSQL with two processes and on SQLite with one."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = Postgres()
        stack.callback(server.close)
        trials = (
            (server.url, server, Trial(100, 40, 2, EVENTS[:-1], rounds=4)),
            (f"sqlite:////{folder}/soak.db", None, Trial(100, 40, 1, EVENTS, rounds=4)),
        )
        good = True
        for url, behind, trial in trials:
            ordeal = Ordeal(url, folder, trial, 1, behind)
            ledger = ordeal.run()
            happened = ", ".join(f"{name} {times}" for name, times in sorted(ordeal.happened.items()))
            bound = AT_ONCE * ordeal.cuts
            sys.stdout.write(f"{url.partition(':')[0]}\n{ledger.table()}\n| what happened | {happened} |\n")
            sys.stdout.write(f"| bound of doubled messages | {bound} = {AT_ONCE} × {ordeal.cuts} |\n")
            lost = ledger.steps_lost, ledger.steps_doubled, ledger.out_of_order, ledger.messages_lost, ledger.refused
            sys.stdout.write(f"| lines of the logs that name somebody or a word | {len(ordeal.told)} |\n\n")
            good = good and not any(lost) and ledger.messages_doubled <= bound and not ordeal.told
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
