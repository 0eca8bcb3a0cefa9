"""Telegram: whether it knows the token, whom it calls, and what time it has."""

from __future__ import annotations

import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.channels.telegram.settings import TelegramSettings, WebhookSettings
from bot.doctor.finding import Finding, fine, note, wrong

PATIENCE = 10  # seconds
DRIFT = 60  # seconds that a clock may be off: what counts is the day


def examine(settings: TelegramSettings) -> Iterator[Finding]:
    token = settings.telegram_bot_token.get_secret_value()
    address = settings.telegram_api_base_url
    try:
        with httpx.Client(base_url=f"{address}/bot{token}/", timeout=PATIENCE) as client:
            me = client.post("getMe")
            answer = _answer(me)
            if answer is None:
                yield wrong("token", "refused")
                return
            yield fine("token", username=answer.get("username"))
            yield _webhook(_answer(client.post("getWebhookInfo")) or {}, settings)
            yield _clock(me.headers.get("Date"))
    except (httpx.HTTPError, ValueError) as error:  # never its message: it holds the address, and that the token
        yield wrong("token", "unreachable", address=address, problem=type(error).__name__)


def _answer(response: httpx.Response) -> dict[str, Any] | None:
    """What Telegram says; None when it does not accept the token. HTTPError for anything else."""
    if response.status_code in {401, 404}:
        return None
    response.raise_for_status()
    result = response.json()["result"]
    return result if isinstance(result, dict) else {}


def _webhook(info: dict[str, Any], settings: TelegramSettings) -> Finding:
    ours = settings.rothbot_webhook_url if isinstance(settings, WebhookSettings) else None
    if ours and info.get("url") != ours:
        return note("webhook", "elsewhere", ours=ours, url=info.get("url") or "-")
    if not info.get("url"):
        return fine("webhook", "none")
    about = {"url": info["url"], "waiting": info.get("pending_update_count", 0)}
    if info.get("last_error_message"):
        return note("webhook", "failed", problem=info["last_error_message"], **about)
    return fine("webhook", **about)


def _clock(date: str | None) -> Finding:
    if not date:
        return fine("clock", "unknown")
    off = round(time.time() - parsedate_to_datetime(date).timestamp())
    return fine("clock", seconds=off) if abs(off) <= DRIFT else note("clock", "off", seconds=off)
