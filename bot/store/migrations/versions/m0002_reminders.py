"""When to look at a chat that asked to be reminded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("known", sa.SmallInteger, nullable=False),
    )
    op.create_index("reminders_due", "reminders", ["due"])


def downgrade() -> None:
    op.drop_table("reminders")
