"""The webhook's server in the loop of the bot; it stops taking before anything behind it stops."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn

from bot.faults import Fault
from bot.log import log
from bot.settings import WebhookSettings
from bot.telegram.webhook import application
from bot.telegram.worker import Worker

GRACE = 5  # seconds in which a call under way may still be answered


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Signals are the bot's, which ends the server in its turn."""
        yield


async def listen(settings: WebhookSettings, worker: Worker, stopped: asyncio.Event) -> None:
    """Until stopped. A Fault when the port cannot be had."""
    secret = settings.rothbot_webhook_secret.get_secret_value()
    config = uvicorn.Config(
        application(worker, settings.rothbot_webhook_url, secret),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE,
        server_header=False,
    )
    server = _Server(config)
    try:
        listener = socket.create_server((settings.rothbot_host, settings.rothbot_port))
    except OSError as error:
        host, port = settings.rothbot_host, settings.rothbot_port
        raise Fault("telegram.port", host=host, port=port, problem=error.strerror) from None
    log().info("listening", port=listener.getsockname()[1])
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await stopped.wait()
    finally:
        server.should_exit = True
        await serving
