"""Health and metrics, and what a messenger calls, in the loop of the bot; it ends before anything behind it does."""

from __future__ import annotations

import asyncio
import resource
import socket
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import ClassVar

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.delivery.worker import Worker
from bot.faults import Fault
from bot.log import log
from bot.settings import RunSettings

PORT = 8080
GRACE = 5  # seconds in which a call under way may still be answered
READY_WITHIN = 5  # seconds
READY_FOR = 0.5  # seconds that an answer to that holds
HEAD_WITHIN = 10  # seconds in which a connection says what it wants
MOST_CONNECTIONS = 400


class _Connection(H11Protocol):
    """A connection that has not said in time what it wants is closed; of too many the longest silent one."""

    _silent: ClassVar[dict[_Connection, None]] = {}  # in the order in which they came
    _end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > most_connections():
            next(iter(self._silent)).close()

    def handle_events(self) -> None:
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._spoke()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._spoke()
        super().connection_lost(exc)

    def close(self) -> None:
        self._spoke()
        self.transport.abort()

    def _wait(self) -> None:
        """For the head of a request."""
        self._spoke()
        self._silent[self] = None
        self._end = self.loop.call_later(HEAD_WITHIN, self.close)

    def _spoke(self) -> None:
        self._silent.pop(self, None)
        if self._end is not None:
            self._end.cancel()


@cache
def most_connections() -> int:
    """So many that there are always files left for the rest of the program."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(MOST_CONNECTIONS, soft // 2)


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Signals are the bot's, which ends the server in its turn."""
        yield


def application(worker: Worker, metrics: Callable[[], str], called: Sequence[Route] = ()) -> Starlette:
    """metrics: the text of ``/metrics``; it may take a moment. called: what a messenger calls."""
    tried, went, one_at_a_time = float("-inf"), False, asyncio.Lock()

    async def healthy(_: Request) -> Response:
        return PlainTextResponse("ok") if worker.alive() else PlainTextResponse("the work stands still", 503)

    async def ready(_: Request) -> Response:
        """Whether a transaction goes through; of many who ask in a moment one has it tried."""
        nonlocal tried, went
        async with one_at_a_time:
            if time.monotonic() >= tried + READY_FOR:
                try:
                    async with asyncio.timeout(READY_WITHIN):
                        await worker.submit([])
                    went = True
                except (Fault, TimeoutError):
                    went = False
                tried = time.monotonic()
        return PlainTextResponse("ok") if went else PlainTextResponse("the store is away", 503)

    async def measured(_: Request) -> Response:
        return PlainTextResponse(await asyncio.to_thread(metrics), media_type="text/plain; version=0.0.4")

    inside = [Route("/healthz", healthy), Route("/readyz", ready), Route("/metrics", measured)]
    return Starlette(routes=[*called, *inside])


async def listen(settings: RunSettings, app: Starlette, stopped: asyncio.Event, *, called: bool) -> None:
    """Until stopped. A Fault when the port cannot be had.

    called: whether a messenger calls. Else nothing is served unless a port is named: a bot that asks needs none.
    """
    port = settings.rothbot_port if settings.rothbot_port is not None else PORT
    if settings.rothbot_port is None and not called:
        await stopped.wait()
        return
    config = uvicorn.Config(
        app, http=_Connection, log_config=None, access_log=False, timeout_graceful_shutdown=GRACE, server_header=False
    )
    server = _Server(config)
    try:
        listener = socket.create_server((settings.rothbot_host, port))
    except OSError as error:
        raise Fault("telegram.port", host=settings.rothbot_host, port=port, problem=error.strerror) from None
    log().info("listening", port=listener.getsockname()[1])
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await stopped.wait()
    finally:
        server.should_exit = True
        await serving
