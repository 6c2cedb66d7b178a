"""The history of answers lies case by case, in the order in which answers were replaced.

A table with a number of its own and an index beside it is two pages to write with each answer;
now it is one.

Revision ID: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_KEPT = (
    "case_id, talk, path, replaced_by, replaced_at, reason, form, value, state, evidence, "
    "seen_on, seen_by, uncertain, told_by, by, at"
)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "answer_changes_in_order",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("talk", sa.Uuid(), nullable=False),
        *_texts("path", "replaced_by"),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("reason", "form"),
        sa.Column("value", sa.Text(), nullable=True),
        *_texts("state"),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        *_texts("seen_by"),
        sa.Column("uncertain", sa.Boolean(), nullable=False),
        *_texts("told_by", "by"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_answer_changes_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "seq", name="pk_answer_changes"),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO answer_changes_in_order (seq, {_KEPT}) "  # noqa: S608 - names from above
        f"SELECT row_number() OVER (PARTITION BY case_id ORDER BY id), {_KEPT} "
        "FROM answer_changes"
    )
    op.drop_table("answer_changes")
    op.rename_table("answer_changes_in_order", "answer_changes")
