"""Health and metrics, and what a messenger calls, in the loop of the bot; it ends before anything behind it does."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.delivery.worker import Worker
from bot.faults import Fault
from bot.log import log
from bot.settings import RunSettings

PORT = 8080
GRACE = 5  # seconds in which a call under way may still be answered
READY_WITHIN = 5  # seconds


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Signals are the bot's, which ends the server in its turn."""
        yield


def application(worker: Worker, metrics: Callable[[], str], called: Sequence[Route] = ()) -> Starlette:
    """metrics: the text of ``/metrics``; it may take a moment. called: what a messenger calls."""

    async def healthy(_: Request) -> Response:
        return PlainTextResponse("ok") if worker.alive() else PlainTextResponse("the work stands still", 503)

    async def ready(_: Request) -> Response:
        """Whether a transaction goes through."""
        try:
            async with asyncio.timeout(READY_WITHIN):
                await worker.submit([])
        except (Fault, TimeoutError):
            return PlainTextResponse("the store is away", 503)
        return PlainTextResponse("ok")

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
        app, log_config=None, access_log=False, timeout_graceful_shutdown=GRACE, server_header=False
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
