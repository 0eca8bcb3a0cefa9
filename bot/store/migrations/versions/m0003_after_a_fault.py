"""What a fault must not cost: by an update that ends a process, a clock that jumps, a talk that does not open.

Versions side by side: an earlier one does not look at what is new here, and goes on as before.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("talks", sa.Column("aside", sa.LargeBinary))
    op.add_column("inbox", sa.Column("falls", sa.SmallInteger, nullable=False, server_default="0"))
    op.create_table(
        "sightings",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("sightings")
    with op.batch_alter_table("inbox") as inbox:
        inbox.drop_column("falls")
    with op.batch_alter_table("talks") as talks:
        talks.drop_column("aside")
