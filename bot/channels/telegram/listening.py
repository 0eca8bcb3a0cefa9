"""The webhook's server in the loop of the bot; it stops taking before anything behind it stops."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager

import uvicorn

from bot.channels.telegram.inlet import Inlet
from bot.channels.telegram.webhook import Hook, application
from bot.faults import Fault
from bot.log import log
from bot.metrics import exposition
from bot.settings import BotSettings, WebhookSettings

PORT = 8080
GRACE = 5  # seconds in which a call under way may still be answered


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Signals are the bot's, which ends the server in its turn."""
        yield


async def listen(settings: BotSettings, inlet: Inlet, stopped: asyncio.Event, alive: Callable[[], bool]) -> None:
    """Health and metrics, and the webhook when it is set, until stopped. A Fault when the port cannot be had.

    Without a webhook nothing is served unless a port is named: a bot that polls needs none.
    """
    port = settings.rothbot_port if settings.rothbot_port is not None else PORT
    hook = None
    if isinstance(settings, WebhookSettings):
        hook = Hook(settings.rothbot_webhook_url, settings.rothbot_webhook_secret.get_secret_value())
    elif settings.rothbot_port is None:
        await stopped.wait()
        return
    config = uvicorn.Config(
        application(inlet, exposition, hook, alive),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE,
        server_header=False,
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
