"""People come and go: state of an advisor, first passphrases, and who is kept from a case.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column(
        "advisors", sa.Column("state", sa.Text(), nullable=False, server_default="active")
    )
    op.add_column(
        "advisors", sa.Column("must_change", sa.Boolean(), nullable=False, server_default="0")
    )
    op.create_table(
        "case_bars",
        sa.Column("slot_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slot_id", "case_id", name="pk_case_bars"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_case_bars_case_id_cases", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_case_bars_of_case", "case_bars", ["case_id"])
