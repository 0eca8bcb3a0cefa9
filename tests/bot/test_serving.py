"""Who only holds a connection open keeps nobody out, and whoever asks much costs little."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from types import SimpleNamespace

import httpx
import pytest
import uvicorn
from structlog.testing import capture_logs

from bot import log as logging_of_ours
from bot import serving
from bot.channels.telegram import webhook
from bot.channels.telegram.webhook import Hook, hooked

SECRET = "s" * 32
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "Application/JSON; charset=utf-8"}


class Worker:
    def __init__(self) -> None:
        self.submitted: list[object] = []

    def alive(self) -> bool:
        return True

    async def submit(self, raws: list[object]) -> None:
        self.submitted.append(raws)


@pytest.fixture
async def served(monkeypatch) -> AsyncIterator[SimpleNamespace]:
    monkeypatch.setattr(serving, "HEAD_WITHIN", 0.5)
    monkeypatch.setattr(webhook, "BODY_WITHIN", 0.3)
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", 20)
    serving.most_connections.cache_clear()
    worker = Worker()
    app = serving.application(worker, lambda: "", [hooked(Hook("https://x/telegram", SECRET), worker)])
    server = serving._Server(uvicorn.Config(app, http=serving._Connection, log_config=None, port=0))
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield SimpleNamespace(port=port, address=f"http://127.0.0.1:{port}", worker=worker)
    server.should_exit = True
    await running
    serving.most_connections.cache_clear()


async def held_open(port: int, words: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(words)
    await writer.drain()
    return reader, writer


async def test_half_open_connections_are_closed_and_keep_nobody_out(served):
    half = [await held_open(served.port, b"POST /telegram HTTP/1.1\r\nHost: x\r\nX-A: ") for _ in range(60)]
    async with httpx.AsyncClient(base_url=served.address, headers=HEADERS) as client:
        update = await client.post("/telegram", content=json.dumps({"update_id": 1}))
    assert (update.status_code, served.worker.submitted) == (200, [[{"update_id": 1}]])
    async with asyncio.timeout(5):
        for reader, writer in half:
            assert await reader.read() == b""
            writer.close()


async def test_a_connection_that_was_used_once_is_no_place_to_wait(served):
    reader, writer = await held_open(served.port, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /he")
    async with asyncio.timeout(5):
        answer = await reader.read()
    assert answer.startswith(b"HTTP/1.1 200")
    writer.close()


async def test_a_body_that_does_not_come_is_not_waited_for(served):
    lines = ["POST /telegram HTTP/1.1", "Host: x", "Content-Length: 100", *map(": ".join, HEADERS.items())]
    head = "\r\n".join(lines)
    reader, writer = await held_open(served.port, f"{head}\r\n\r\n{{".encode())
    async with asyncio.timeout(5):
        answer = await reader.read()
    assert answer.startswith(b"HTTP/1.1 408")
    writer.close()


async def test_readiness_is_tried_once_for_all_who_ask_in_a_moment(served):
    async with httpx.AsyncClient(base_url=served.address) as client:
        answers = await asyncio.gather(*(client.get("/readyz") for _ in range(15)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(served.worker.submitted) <= 2


def test_a_library_that_complains_does_not_fill_the_log():
    logging_of_ours.log()
    handler = logging_of_ours._Libraries()
    record = logging.LogRecord("asyncio", logging.ERROR, "base_events.py", 1771, "again", None, None)
    with capture_logs() as lines:
        for _ in range(1_000):
            handler.emit(record)
    assert len(lines) == logging_of_ours.OFTEN
