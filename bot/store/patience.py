"""Time limits towards PostgreSQL: whatever hangs there, nobody waits for longer than ten seconds.

The server ends statements, waits for locks, and transactions of a process that was frozen in the middle of one.
A server that is itself silent is given up by us; TCP tells of a machine that is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event, text

CONNECT = 4  # seconds: to find a silent server out and to look for it anew takes less than ten
OF_THE_SERVER = {
    "statement_timeout": "4s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "8s",  # the steps of a group are done inside of one
    "tcp_user_timeout": "5s",
    "tcp_keepalives_idle": "5s",
    "tcp_keepalives_interval": "2s",
    "tcp_keepalives_count": "2",
}
OF_THE_CLIENT = {
    "connect_timeout": CONNECT,
    "tcp_user_timeout": 5_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}
_SET = text("SELECT set_config(name, :value, :here) FROM pg_settings WHERE name = :name")


def limit(engine: Engine) -> None:
    """Every connection of this engine has the limits above."""
    from bot.store.impatient import Impatient

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, given: list[Any], named: dict[str, Any]) -> Any:
        return Impatient.connect(*given, **named)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        for name, value in OF_THE_SERVER.items():
            connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        connection.commit()


def leave_when_idle(db: Connection, seconds: int) -> None:
    """Have the server end this session when nothing is asked for so long; servers before 14 cannot."""
    db.execute(_SET, {"name": "idle_session_timeout", "value": f"{seconds}s", "here": False})


@contextmanager
def unhurried(db: Connection) -> Iterator[None]:
    """The rest of this transaction may take its time: a migration, a copy."""
    if db.dialect.name != "postgresql":
        yield
        return
    raw: Any = db.connection.dbapi_connection
    for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        db.execute(_SET, {"name": name, "value": "0", "here": True})
    raw.silence = None
    try:
        yield
    finally:
        del raw.silence
