"""A connection to PostgreSQL that does not wait for ever. A module of its own: only PostgreSQL needs its driver."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.abc import PQGen
from psycopg.errors import _WaitTimeout

SILENCE = 5.0  # seconds that a server may leave one request without an answer


class Impatient(psycopg.Connection[Any]):
    """Closed when its server says nothing. silence: seconds; None for ever."""

    silence: float | None = SILENCE

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, timeout or self.silence)
        except _WaitTimeout:
            self.pgconn.finish()
            raise psycopg.OperationalError("the server says nothing") from None
