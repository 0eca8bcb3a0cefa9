"""The log: JSON lines on standard error, without anything that a person said or was told.

Events carry counts, kinds and places in the code; an error is logged by ``bot.faults.where``, never by its message.
"""

from __future__ import annotations

import logging
import sys
from functools import cache
from typing import Any

_SECRETS: set[str] = set()


def keep_out(secret: str) -> None:
    """Never let this text reach the log, whatever a library may say."""
    _SECRETS.add(secret)


@cache
def log() -> Any:
    """The logger; its library is loaded with the first line."""
    import structlog

    def silence(_logger: object, _method: str, event: Any) -> Any:
        for key, value in event.items():
            for secret in _SECRETS:
                if isinstance(value, str) and secret in value:
                    event[key] = value.replace(secret, "***")
        return event

    for chatty in ("httpx", "httpcore", "telegram"):  # they log addresses, and ours hold the token
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            silence,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    return structlog.get_logger()
