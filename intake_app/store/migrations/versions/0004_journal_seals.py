"""Daily seals of the journal, and indexes to look through it.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "journal_seals",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("mac", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_journal_seals"),
    )
    op.create_index("ix_journal_seals_day", "journal_seals", ["day"])
    op.create_index("ix_journal_by", "journal", ["by", "seq"])
    op.create_index("ix_journal_act", "journal", ["act", "seq"])
