"""Each talk is sealed under a key of its own, in a ring apart; a chat is found there and no longer here.

Versions side by side: as with 0004. A process of an earlier version that still runs looks for a column that is gone,
so it takes nothing in, and Telegram brings all of it to those of this version. It still notes what it has sent.

What was written before was sealed under the master key; in logs, old pages and old backups it still is.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from bot.faults import Fault
from bot.store.keyring import Keyring
from bot.store.vault import Vault, new_key

revision = "0006"
down_revision = "0005"

_TABLES = {  # the columns a row is known by, and the sealed ones with what they are sealed as
    "chats": (("talk",), {"address": "chat"}),
    "talks": (("talk",), {"session": "session", "shown": "shown", "aside": "session"}),
    "outbox": (("id",), {"body": "message"}),
    "inbox": (("channel", "number"), {"raw": "update"}),
    "messages": (("talk", "number"), {"about": "question", "live": "message"}),
}
_BATCH = 500

Seal = Callable[[str, int, bytes], bytes]


def upgrade() -> None:
    db, vault, ring = op.get_bind(), context.config.attributes["vault"], context.config.attributes["ring"]
    if db.scalar(sa.text("SELECT 1 FROM chats LIMIT 1")):
        _give_keys(db, vault, ring)
    with op.batch_alter_table("chats") as chats:
        chats.drop_constraint("chats_found")
        chats.drop_column("found")
    op.create_table("forgotten", sa.Column("talk", sa.BigInteger, primary_key=True, autoincrement=False))
    op.execute("DELETE FROM keycheck WHERE id = 2")


def downgrade() -> None:
    db, vault, ring = op.get_bind(), context.config.attributes["vault"], context.config.attributes["ring"]
    named = db.execute(sa.text("SELECT talk, channel, address FROM chats")).all()
    op.execute("DELETE FROM keycheck WHERE id = 3")
    with op.batch_alter_table("chats") as chats:
        chats.add_column(sa.Column("found", sa.LargeBinary))
    if named:
        found = _named(ring.unseal, named)
        drawn = new_key()
        db.execute(
            sa.text("INSERT INTO keycheck (id, sealed) VALUES (2, :sealed)"),
            {"sealed": vault.seal("marking", 0, drawn)},
        )
        for talk, (channel, chat) in found.items():
            mark = hmac.digest(base64.b64decode(drawn), f"{channel}:{chat}".encode(), "sha256")
            db.execute(sa.text("UPDATE chats SET found = :mark WHERE talk = :talk"), {"mark": mark, "talk": talk})
        op.execute("DELETE FROM chats WHERE found IS NULL")
        _seal_anew(db, ring, lambda what, talk, sealed: vault.seal(what, talk, ring.unseal(what, talk, sealed)))
    with op.batch_alter_table("chats") as chats:
        chats.alter_column("found", nullable=False, existing_type=sa.LargeBinary)
        chats.create_unique_constraint("chats_found", ["channel", "found"])
    op.drop_table("forgotten")


def _give_keys(db: sa.Connection, vault: Vault, ring: Keyring) -> None:
    """A key for each talk, in the ring before anything is under it; one that a try before has made is taken."""
    rows = db.execute(sa.text("SELECT talk, channel, address FROM chats")).all()
    for start in range(0, len(rows), _BATCH):
        named = _named(vault.unseal, rows[start : start + _BATCH])
        for talk in named.keys() - ring.known(named.keys()):
            ring.add(talk, ring.mark(*named[talk]))
        ring.flush()
    _seal_anew(db, ring, lambda what, talk, sealed: ring.seal(what, talk, vault.unseal(what, talk, sealed)))


def _named(unseal: Callable[[str, int, bytes], str], rows: Sequence[sa.Row[Any]]) -> dict[int, tuple[str, str]]:
    """Channel and chat of each talk whose address opens."""
    named: dict[int, tuple[str, str]] = {}
    for row in rows:
        with suppress(Fault):
            named[row.talk] = row.channel, unseal("chat", row.talk, bytes(row.address))
    return named


def _seal_anew(db: sa.Connection, ring: Keyring, anew: Seal) -> None:
    """What does not open stays as it is."""
    for name, (key, sealed) in _TABLES.items():
        table, after = sa.table(name, *map(sa.column, {"talk", *key, *sealed})), None
        columns = [table.c[part] for part in key]
        while True:
            rows = sa.select(table).order_by(*columns).limit(_BATCH)
            batch = db.execute(rows if after is None else rows.where(sa.tuple_(*columns) > after)).mappings().all()
            ring.begin()
            ring.prepare({row["talk"] for row in batch})
            for row in batch:
                changed: dict[str, bytes] = {}
                for part, what in sealed.items():
                    try:
                        changed |= {} if row[part] is None else {part: anew(what, row["talk"], bytes(row[part]))}
                    except Fault:
                        continue
                if changed:
                    this = sa.and_(*(table.c[part] == row[part] for part in key))
                    db.execute(table.update().where(this).values(changed))
            if len(batch) < _BATCH:
                break
            after = tuple(batch[-1][part] for part in key)
