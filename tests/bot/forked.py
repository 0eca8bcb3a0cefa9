"""Processes of their own that need not load what ours has loaded: forked off one that has, and that nobody uses.

What they do begins where a fresh interpreter has loaded the modules: environment, folder and streams are their own.
How an interpreter begins is seen by the tests that start one.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path

_LOG = 2  # the stream whose lines are told at once
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.bot.loaded"])


class Forked:
    """Like ``subprocess.Popen``, for a command line of ours or a script. streams: what it reads, says and logs."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], folder: Path, streams: tuple[str, str, str]
    ) -> None:
        self.args = [*command]
        self._process: BaseProcess = _context.Process(target=_run, args=(self.args, dict(env), str(folder), streams))
        Path(streams[1]).touch()
        _of_this_tree()
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self._process.exitcode is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def _of_this_tree() -> None:
    """What is forked off has loaded the modules of this tree, wherever a test stands and another may be installed."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    try:
        forkserver.ensure_running()
    finally:
        del os.environ["PYTHONPATH"]
        if before is not None:
            os.environ["PYTHONPATH"] = before


def completed(
    command: Sequence[str], feed: bytes, env: Mapping[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    """Like ``subprocess.run``, in text."""
    with tempfile.TemporaryDirectory() as place:
        read, said, logged = (f"{place}/{name}" for name in ("in", "out", "err"))
        Path(read).write_bytes(feed)
        status = Forked(command, env, folder, (read, said, logged)).wait(120)
        return subprocess.CompletedProcess(command, status, Path(said).read_text(), Path(logged).read_text())


def _run(command: list[str], env: dict[str, str], folder: str, streams: tuple[str, str, str]) -> None:
    """The process itself: as if it had just been started like that."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    for number, path in enumerate(streams):
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND if number else os.O_RDONLY
        opened = os.open(path, flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.FileIO(number, mode), "utf-8", line_buffering=number == _LOG, errors=errors)
        for number, (mode, errors) in enumerate((("r", "strict"), ("w", "strict"), ("w", "backslashreplace")))
    )
    program, *arguments = command[command[0] == sys.executable :]
    sys.argv = [program, *arguments]
    if program.endswith(".py"):
        sys.path.insert(0, str(Path(program).parent))
        runpy.run_path(program, run_name="__main__")
        return
    from bot.cli import main

    try:
        status = main(arguments)
    finally:
        sys.stdout.flush()
    sys.exit(status)
