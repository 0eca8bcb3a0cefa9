"""Who works on a talk: one transaction at a time, over any number of processes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, text

_FREE = text(
    "SELECT talk FROM (SELECT unnest(CAST(:talks AS bigint[])) AS talk) AS t WHERE pg_try_advisory_xact_lock(talk)"
)


def lock(db: Connection, talks: Collection[int]) -> set[int]:
    """Those of these talks that are ours until the transaction ends; nobody waits for one that another process holds.

    SQLite has one writer, and we are it since BEGIN IMMEDIATE.
    """
    if db.dialect.name != "postgresql" or not talks:
        return set(talks)
    return set(db.scalars(_FREE, {"talks": sorted(talks)}))


def number_of(mark: bytes) -> int:
    """What the chat that is hashed to this is locked by, while its talk begins; never the number of a talk."""
    return -1 - int.from_bytes(mark[:7], "big")


def wait_for(db: Connection, number: int) -> None:
    """Hold it until the transaction ends; one that another process holds is waited for, within the limits."""
    if db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
