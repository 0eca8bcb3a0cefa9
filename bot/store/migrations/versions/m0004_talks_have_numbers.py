"""A talk has a number of its own, drawn by lot, and is found by (channel, chat); chats stand in one table, sealed.

Versions side by side: a process of an earlier version that still runs takes nothing in from here on, for what it
looks for has other names now. It answers Telegram's calls with 503, or acknowledges nothing, and Telegram brings all
of it to those of this version: nothing is lost and nothing done twice. It still notes what it has sent.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import context, op

from bot.faults import Fault
from bot.store.vault import Vault, new_key

revision = "0004"
down_revision = "0003"

_TABLES = {  # the column a row is known by, and the sealed ones
    "talks": ("talk", "session", "shown", "aside"),
    "outbox": ("id", "body"),
    "inbox": ("number", "raw"),
    "reminders": ("talk",),
}
_WHAT = {"session": "session", "shown": "shown", "aside": "session", "body": "message", "raw": "update"}
_BATCH = 500


def upgrade() -> None:
    db, vault = op.get_bind(), context.config.attributes["vault"]
    op.create_table(
        "chats",
        sa.Column("talk", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("found", sa.LargeBinary, nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("channel", "found", name="chats_found"),
    )
    for table in ("talks", "outbox", "reminders"):
        op.execute(f"ALTER TABLE {table} RENAME COLUMN chat_id TO talk")
    op.drop_index("outbox_chat", "outbox")
    op.create_index("outbox_talk", "outbox", ["talk", "id"])
    _inbox("channel", "number", "talk", "'telegram', update_id, chat_id")
    if not (found := dict(_chats(db))):
        return
    marking = _marking(db, vault)
    numbers = {chat: secrets.randbits(62) + 1 for chat in found}
    chats = sa.table("chats", *map(sa.column, ("talk", "channel", "found", "address")))
    rows = [
        {
            "talk": talk,
            "channel": found[chat],
            "found": hmac.digest(marking, f"{found[chat]}:{chat}".encode(), "sha256"),
            "address": vault.seal("chat", talk, str(chat)),
        }
        for chat, talk in numbers.items()
    ]
    db.execute(chats.insert(), rows)
    _renumber(db, vault, numbers)


def downgrade() -> None:
    db, vault = op.get_bind(), context.config.attributes["vault"]
    numbers: dict[int, int] = {}
    # A number that both channels know is the messenger's: an earlier version knew one kind only.
    named = sa.text("SELECT talk, channel, address FROM chats ORDER BY channel = 'telegram'")
    for talk, channel, address in db.execute(named).all():
        chat = vault.unseal("chat", talk, bytes(address))
        if channel in {"telegram", "terminal"} and chat.lstrip("-").isdecimal():
            numbers = {old: new for old, new in numbers.items() if new != int(chat)} | {talk: int(chat)}
    _renumber(db, vault, numbers)
    for table in ("talks", "outbox", "reminders"):
        op.execute(f"ALTER TABLE {table} RENAME COLUMN talk TO chat_id")
    op.drop_index("outbox_talk", "outbox")
    op.create_index("outbox_chat", "outbox", ["chat_id", "id"])
    op.execute("DELETE FROM inbox WHERE channel <> 'telegram'")
    _inbox("update_id", "chat_id", None, "number, talk")
    op.drop_table("chats")
    op.execute("DELETE FROM keycheck WHERE id = 2")


def _inbox(first: str, second: str, third: str | None, keys: str) -> None:
    """The table made anew, because its key is another; it holds the numbers of a day."""
    names = [name for name in (first, second, third) if name]
    channel = [sa.Column(first, sa.Text, nullable=False)] if third else []
    numbers = names[len(channel) :]
    op.create_table(
        "inbox_new",
        *channel,
        *(sa.Column(name, sa.BigInteger, nullable=False, autoincrement=False) for name in numbers),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("state", sa.SmallInteger, nullable=False),
        sa.Column("tries", sa.SmallInteger, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("raw", sa.LargeBinary),
        sa.Column("falls", sa.SmallInteger, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint(*names[:-1], name=f"inbox_{first}"),
    )
    rest = "received, state, tries, due, raw, falls"
    op.execute(f"INSERT INTO inbox_new ({', '.join(names)}, {rest}) SELECT {keys}, {rest} FROM inbox")  # noqa: S608
    op.drop_table("inbox")
    op.rename_table("inbox_new", "inbox")
    still_open = sa.text("state <> 1")
    op.create_index(
        "inbox_open", "inbox", [names[-1], names[-2]], sqlite_where=still_open, postgresql_where=still_open
    )
    op.create_index("inbox_received", "inbox", ["received"])


def _chats(db: sa.Connection) -> Iterator[tuple[int, str]]:
    """Every chat that anything is kept of, and its channel: only the terminal noted what it showed, or had chat 0."""
    terminal = set(db.scalars(sa.text("SELECT talk FROM talks WHERE shown IS NOT NULL OR talk = 0")))
    used = sa.text(
        "SELECT talk FROM talks UNION SELECT talk FROM outbox UNION SELECT talk FROM reminders "
        "UNION SELECT talk FROM inbox WHERE state <> 1 AND talk <> 0"
    )
    for chat in db.scalars(used).all():
        yield chat, "terminal" if chat in terminal else "telegram"


def _marking(db: sa.Connection, vault: Vault) -> bytes:
    """What chats are found by, from now on."""
    drawn = new_key()
    keycheck = sa.table("keycheck", sa.column("id"), sa.column("sealed"))
    db.execute(keycheck.insert(), {"id": 2, "sealed": vault.seal("marking", 0, drawn)})
    return base64.b64decode(drawn)


def _renumber(db: sa.Connection, vault: Vault, numbers: dict[int, int]) -> None:
    """What is kept under one number, under another: sealed for it anew. What does not open stays as it is."""
    for name, (key, *sealed) in _TABLES.items():
        table = sa.table(name, *map(sa.column, {"talk", key, *sealed}))
        where, after = table.c.talk != 0 if name == "inbox" else sa.true(), None
        while True:
            rows = sa.select(table).where(where).order_by(table.c[key]).limit(_BATCH)
            batch = db.execute(rows if after is None else rows.where(table.c[key] > after)).mappings().all()
            changed = [
                {"was": row[key], "talk": numbers[row["talk"]]}
                | {part: _anew(vault, _WHAT[part], row["talk"], numbers[row["talk"]], row[part]) for part in sealed}
                for row in batch
                if row["talk"] in numbers
            ]
            if changed:
                db.execute(table.update().where(table.c[key] == sa.bindparam("was")), changed)
            if len(batch) < _BATCH:
                break
            after = batch[-1][key]


def _anew(vault: Vault, what: str, old: int, new: int, sealed: bytes | None) -> bytes | None:
    try:
        return None if sealed is None else vault.seal(what, new, vault.unseal(what, old, bytes(sealed)))
    except Fault:
        return sealed
