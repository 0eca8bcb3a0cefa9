"""The bot as a process of its own, to be started, waited for and killed."""

import os
import re
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

from forked import Forked


class Bot:
    """A bot process: ``rothbot run``, or the stand-in conversation carried the same way.

    fresh: by an interpreter of its own, which takes a second.
    """

    def __init__(self, command: list[str], env: dict[str, str], log: Path, *, fresh: bool = False) -> None:
        self.log = log
        self._from = log.stat().st_size if log.exists() else 0  # several may share it
        self.process: Forked | subprocess.Popen[bytes]
        if not fresh:
            self.process = Forked(command, env, log.parent, (os.devnull, str(log), str(log)))
            return
        with log.open("ab") as sink:
            self.process = subprocess.Popen(command, env=env, stderr=sink, stdout=sink, cwd=log.parent)

    def address(self) -> str:
        """Where it serves, as soon as it does."""
        deadline = time.monotonic() + 20
        while not (port := re.search(rb'"port": (\d+)', self._said())):
            assert time.monotonic() < deadline, self._said().decode()
            time.sleep(0.05)
        return f"http://127.0.0.1:{int(port[1])}"

    def _said(self) -> bytes:
        return self.log.read_bytes()[self._from :] if self.log.exists() else b""

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


def clean_env() -> dict[str, str]:
    """Our own environment without anybody's settings."""
    ours = ("TELEGRAM_", "ROTHBOT_", "DATABASE_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
