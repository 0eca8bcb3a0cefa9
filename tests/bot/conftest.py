import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from botapi import TOKEN, Telegram, application, serving
from databases import database_url, opened, postgres_server, postgres_url, store

__all__ = ["database_url", "opened", "postgres_server", "postgres_url", "store"]  # fixtures

HERE = Path(__file__).parent


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    server = Telegram()
    with serving(application(server, TOKEN)) as server.address:
        yield server
    assert server.wrong == []


class Bot:
    """A bot process: ``rothbot run``, or the stand-in conversation carried the same way."""

    def __init__(self, command: list[str], env: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as sink:
            self.process = subprocess.Popen(command, env=env, stderr=sink, stdout=sink, cwd=log.parent)

    def until_delivered(self) -> None:
        """Until everything that was sent is also known to have been sent."""
        deadline = time.monotonic() + 20
        with closing(sqlite3.connect(self.log.with_name("bot.db"))) as db:
            while db.execute("SELECT count(*) FROM outbox").fetchone()[0]:
                assert time.monotonic() < deadline
                time.sleep(0.01)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(20)


@pytest.fixture
def start(telegram: Telegram, tmp_path: Path) -> Iterator[Callable[..., Bot]]:
    started: list[Bot] = []

    def _start(*, real: bool = False, way: str = "--polling", **env: str) -> Bot:
        command = [str(Path(sys.executable).with_name("rothbot")), "run", way]
        if not real:
            command = [sys.executable, str(HERE / "carry.py")]
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": telegram.address,
            "DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
            "XDG_DATA_HOME": str(tmp_path),
        }
        started.append(Bot(command, clean_env() | settings | env, tmp_path / "bot.log"))
        return started[-1]

    yield _start
    for bot in started:
        bot.process.kill()
        bot.process.wait()


def clean_env() -> dict[str, str]:
    """Our own environment without anybody's settings."""
    ours = ("TELEGRAM_", "ROTHBOT_", "DATABASE_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@pytest.fixture(scope="session")
def rothbot() -> str:
    found = shutil.which("rothbot", path=str(Path(sys.executable).parent))
    assert found is not None
    return found
