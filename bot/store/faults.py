"""From what a driver raises to the sentence a person can act on."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bot.faults import Fault

# SQLite tells its troubles apart by these words; the result codes behind them are not all reachable before 3.11.
_SQLITE = {
    "database is locked": "store.locked",
    "readonly": "store.read_only",
    "disk is full": "store.full",
    "malformed": "store.damaged",
    "not a database": "store.damaged",
    "unable to open": "store.cannot_open",
    "disk i/o error": "store.disk",
}


STILL_READS = {"store.full", "store.disk", "store.read_only"}  # only a write shows that these have passed


def fault_of(error: Exception, place: str) -> Fault:
    cause: BaseException | None = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        for words, reason in _SQLITE.items():
            if words in str(cause).lower():
                return Fault(reason, place=place)
    elif isinstance(error, OperationalError | InterfaceError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    ):
        return Fault("store.unreachable", place=place)
    return Fault("store.other", place=place, problem=type(cause).__name__)


def passing(fault: Fault) -> bool:
    """Whether the same may go well later: a database that is away, locked, or has no room."""
    return fault.reason in {"store.unreachable", "store.locked", *STILL_READS}
