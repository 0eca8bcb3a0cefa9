"""Updates that Telegram brings: answered 200 only when they are committed, 503 so that they are brought again."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.telegram.inlet import Inlet
from bot.faults import Fault
from bot.log import log

LARGEST = 1_000_000  # bytes; Telegram's updates are far smaller
BODY_WITHIN = 10  # seconds
WARN_EVERY = 60  # seconds: whoever guesses does not fill the log
_SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header


@dataclass(frozen=True, slots=True)
class Hook:
    """address: the public one that Telegram calls; its path is ours. secret: the word it shows."""

    address: str
    secret: str


def hooked(hook: Hook, inlet: Inlet) -> Route:
    """Where Telegram calls."""
    secret = hook.secret.encode()
    warn_after = 0.0

    async def update(request: Request) -> Response:
        nonlocal warn_after
        if not compare_digest(request.headers.get(_SECRET, "").encode(), secret):
            if time.monotonic() >= warn_after:
                log().warning("webhook_secret_wrong")
                warn_after = time.monotonic() + WARN_EVERY
            return PlainTextResponse("forbidden", 403)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return PlainTextResponse("application/json only", 415)
        try:
            async with asyncio.timeout(BODY_WITHIN):
                body = await _read(request)
        except TimeoutError:
            return PlainTextResponse("too slow", 408, {"connection": "close"})
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError):
            return PlainTextResponse("no JSON", 400)
        try:
            await inlet.submit([raw])
        except Fault:
            return PlainTextResponse("try again", 503)
        return PlainTextResponse("ok")

    return Route(urlsplit(hook.address).path or "/", update, methods=["POST"])


async def _read(request: Request) -> bytes | None:
    """The body, or None when it is larger than any update."""
    if int(request.headers.get("content-length", "0") or 0) > LARGEST:
        return None
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LARGEST:
                return None
    except ClientDisconnect:
        return b""
    return bytes(body)
