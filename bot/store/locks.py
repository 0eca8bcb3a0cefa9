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
