"""A waiver knows before it is printed who signs beside the person.

Revision ID: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column(
        "waivers",
        sa.Column("co_signing", sa.Text(), nullable=False, server_default="by_age"),
    )
