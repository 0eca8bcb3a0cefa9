"""The messages of the last days by their channel's numbers.

Versions side by side: an earlier one notes none, and their buttons stay until the next message of a later one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "messages",
        sa.Column("talk", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("about", sa.LargeBinary),
        sa.Column("live", sa.LargeBinary),
    )
    op.create_index("messages_at", "messages", ["at"])


def downgrade() -> None:
    op.drop_table("messages")
