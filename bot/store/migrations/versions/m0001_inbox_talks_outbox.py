"""The first schema: inbox, talks, outbox, and the word that tells a wrong key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("state", sa.SmallInteger, nullable=False),
        sa.Column("tries", sa.SmallInteger, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("raw", sa.LargeBinary),
    )
    still_open = sa.text("state <> 1")
    op.create_index(
        "inbox_open", "inbox", ["chat_id", "update_id"], sqlite_where=still_open, postgresql_where=still_open
    )
    op.create_index("inbox_received", "inbox", ["received"])
    op.create_table(
        "talks",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("session", sa.LargeBinary, nullable=False),
        sa.Column("shown", sa.LargeBinary),
        sa.Column("heard", sa.BigInteger, nullable=False),
    )
    op.create_index("talks_heard", "talks", ["heard"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("tries", sa.SmallInteger, nullable=False),
        sa.Column("holder", sa.BigInteger, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_chat", "outbox", ["chat_id", "id"])
    op.create_table(
        "keycheck",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    for table in ("keycheck", "outbox", "talks", "inbox"):
        op.drop_table(table)
