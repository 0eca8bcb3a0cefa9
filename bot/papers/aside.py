"""Drawing in processes of its own: it may take seconds of computing, and no other chat waits for that.

``kept`` keeps a few processes for the next paper, for to load what draws takes longer than to draw. Without it there
is one process for one paper: nothing to restart or to leave behind.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.papers import NotDrawn, NotInstalled, Paper
from bot.processes import HOME, environment
from calc import law

PATIENCE = 60.0  # seconds; a paper takes one to five
WARM_AFTER = 3.0  # seconds
POLITE = 10  # how nice such a process is, from its first moment: the talks come first
AT_ONCE = 2  # processes that are kept; more would only take the processors from the talks
_LARGEST = 64 * 1024 * 1024  # bytes of a paper as text


class _Kept:
    """Processes that wait for the next paper."""

    def __init__(self) -> None:
        self.idle: list[Process] = []
        self.open = False


_KEPT = _Kept()


@asynccontextmanager
async def kept() -> AsyncIterator[None]:
    """Inside, a process that has drawn is kept for the next paper, and one waits for the first."""
    _KEPT.open = True
    leaving = asyncio.Event()
    warming = asyncio.create_task(_warm(leaving))
    try:
        yield
    finally:
        _KEPT.open = False
        leaving.set()
        with suppress(OSError):
            await warming
        while _KEPT.idle:
            await _end(_KEPT.idle.pop())


async def draw(name: str, order: str) -> Paper:
    """The paper; NotDrawn when it could not be drawn or took too long, NotInstalled when nothing here draws it."""
    process = _waiting() or await _begun()
    done = False
    try:
        answer = await asyncio.wait_for(_asked(process, name, order), PATIENCE)
        done = True
    except TimeoutError:
        raise NotDrawn("timeout") from None
    finally:
        await (_keep(process) if done else _end(process))
    if "missing" in answer:
        raise NotInstalled(answer["missing"])
    if "error" in answer:
        raise NotDrawn(answer["error"])
    return Paper(**{**answer, "content": base64.b64decode(str(answer["content"]))})  # type: ignore[arg-type]


async def _warm(leaving: asyncio.Event) -> None:
    """Once the talks that had waited for a start are answered; what was begun is never left half begun."""
    try:
        await asyncio.wait_for(leaving.wait(), WARM_AFTER)
    except TimeoutError:
        await _keep(await _begun())


async def _keep(process: Process) -> None:
    if _KEPT.open and len(_KEPT.idle) < AT_ONCE:
        _KEPT.idle.append(process)
    else:
        await _end(process)


def _waiting() -> Process | None:
    while _KEPT.idle:
        process = _KEPT.idle.pop()
        if process.returncode is None:
            return process
    return None


async def _begun() -> Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.papers"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=_LARGEST,
        cwd=HOME,
        env=environment(),
    )
    with suppress(OSError):  # it has ended already
        os.setpriority(os.PRIO_PROCESS, process.pid, POLITE)
    assert process.stdin is not None
    process.stdin.write(json.dumps(law.taken()).encode() + b"\n")  # so that a paper has the figures of the talk
    return process


async def _asked(process: Process, name: str, order: str) -> dict[str, object]:
    """One line to it, one line back; NotDrawn when it has ended over it."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps({"name": name, "order": order}).encode() + b"\n")
        await process.stdin.drain()
        line = await process.stdout.readline()
    except (ConnectionError, ValueError):
        line = b""
    if not line:
        raise NotDrawn("ended")
    answer: dict[str, object] = json.loads(line)
    return answer


async def _end(process: Process) -> None:
    """It is at nobody's work: nothing is lost with it."""
    if process.stdin is not None:
        process.stdin.close()
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
