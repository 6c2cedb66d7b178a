"""Requests of persons, holds, disputed answers, deletions, scans.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of_case(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=f"fk_{table}_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]


def upgrade() -> None:
    op.create_table(
        "data_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        *_texts("case_number", "kind"),
        _day("received_on"),
        _day("due_on"),
        *_texts("identity", "by"),
        sa.Column("outcome", sa.Text(), nullable=True),
        *_texts("reason"),
        _day("done_on", nullable=True),
        *_texts("done_by"),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_data_requests"),
    )
    op.create_index("ix_data_requests_case_id", "data_requests", ["case_id"])
    op.create_index("ix_data_requests_open", "data_requests", ["done_on", "due_on"])
    op.create_table(
        "holds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        *_texts("kind", "ground"),
        _moment("since"),
        *_texts("by"),
        _moment("lifted_at", nullable=True),
        *_texts("lifted_by"),
        *_of_case("holds"),
    )
    op.create_index("ix_holds_case_id", "holds", ["case_id"])
    op.create_table(
        "disputes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("talk", sa.Uuid(), nullable=False),
        *_texts("path", "claimed", "note"),
        _moment("at"),
        *_texts("by"),
        *_of_case("disputes"),
    )
    op.create_index("ix_disputes_case_id", "disputes", ["case_id"])
    _erasures()
    _attachments()


def _erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        *_texts("case_number", "reason", "classes", "archive"),
        _day("archive_on", nullable=True),
        _moment("proposed_at"),
        *_texts("proposed_by", "proposer_slot", "state"),
        _moment("done_at", nullable=True),
        *_texts("confirmed_by"),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
    )
    op.create_index("ix_erasures_by_state", "erasures", ["state", "proposed_at"])
    op.create_index("ix_erasures_case_id", "erasures", ["case_id"])


def _attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        *_texts("document", "reason"),
        _day("delete_on"),
        _moment("added_at"),
        *_texts("added_by", "media_type"),
        sa.Column("size", sa.Integer(), nullable=False),
        *_texts("sha256"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        *_of_case("attachments"),
    )
    op.create_index("ix_attachments_case_id", "attachments", ["case_id"])
    op.create_index("ix_attachments_delete_on", "attachments", ["delete_on"])
