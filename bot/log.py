"""The log: JSON lines on standard error, without anything that a person said or was told.

Events carry counts, kinds and places in the code; an error is logged by ``bot.faults.where``, never by its message.
What belongs to one turn carries its number, which is that of Telegram's update and names nobody.
"""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from typing import Any, TextIO, cast

from bot.faults import where

OFTEN, MINUTE = 10, 60.0  # times that a library may say the same in so many seconds

_SECRETS: set[str] = set()
_TURN: ContextVar[int | None] = ContextVar("turn", default=None)


def keep_out(secret: str) -> None:
    """Never let this text reach the log, whatever a library may say."""
    _SECRETS.add(secret)


@contextmanager
def turn(number: int | None) -> Iterator[None]:
    """Whatever is logged inside belongs to this turn; None: to none."""
    before = _TURN.set(number)
    try:
        yield
    finally:
        _TURN.reset(before)


class _Libraries(logging.Handler):
    """What a library has to say: who and where, never its words, which may quote a person."""

    def __init__(self) -> None:
        super().__init__()
        self._said: Counter[tuple[str, str, int]] = Counter()  # in this minute, by the line that says it
        self._minute = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        if time.monotonic() - self._minute >= MINUTE:
            self._minute = time.monotonic()
            self._said.clear()
        place = (record.name, record.module, record.lineno)
        self._said[place] += 1
        if self._said[place] > OFTEN:  # whoever makes a library complain does not fill the log
            return
        told: dict[str, Any] = {"of": record.name, "at": f"{record.module}:{record.lineno}"}
        if record.exc_info and record.exc_info[1]:
            told["error"] = where(record.exc_info[1])
        log().log(record.levelno, "library", **told)


_LIBRARIES = _Libraries()


class _Lasting:
    """Standard error; where that takes nothing, as on a full disk, a line is lost, and no work stops for it."""

    def write(self, line: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(line)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.flush()


@cache
def log() -> Any:
    """The logger; its library is loaded with the first line."""
    import structlog

    def name_turn(_logger: object, _method: str, event: Any) -> Any:
        return event if _TURN.get() is None else {**event, "turn": _TURN.get()}

    def silence(_logger: object, _method: str, event: Any) -> Any:
        for key, value in event.items():
            for secret in _SECRETS:
                if isinstance(value, str) and secret in value:
                    event[key] = value.replace(secret, "***")
        return event

    for chatty in ("httpx", "httpcore", "telegram"):  # they log addresses, and ours hold the token
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
    logging.getLogger().addHandler(_LIBRARIES)
    structlog.configure(
        processors=[
            name_turn,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            silence,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", _Lasting())),
    )
    return structlog.get_logger()
