"""The first schema.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def upgrade() -> None:
    _cases()
    _waivers()
    _slips()
    _papers()
    _office()
    _search()


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *_texts("number", "number_key"),
        sa.Column("number_seq", sa.Integer(), nullable=False),
        *_texts("state"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("created_by"),
        sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        *_texts("state_reason", "display_name", "original_name", "other_names", "sort_name"),
        sa.Column("birth_first", sa.Date(), nullable=True),
        sa.Column("birth_last", sa.Date(), nullable=True),
        sa.Column("birth_official", sa.Date(), nullable=True),
        *_texts("sex", "municipality", "languages", "document_language"),
        sa.Column("needs_interpreter", sa.Boolean(), nullable=False),
        sa.Column("address_protected", sa.Boolean(), nullable=False),
        sa.Column("age_uncertain", sa.Boolean(), nullable=False),
        *_texts("phone_key"),
        sa.Column("open_steps", sa.Integer(), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("row_no", name="pk_cases"),
        sa.UniqueConstraint("id", name="uq_cases_id"),
        sa.UniqueConstraint("number", name="uq_cases_number"),
    )
    op.create_index("ix_cases_by_contact", "cases", ["last_contact_at", "number", "state"])
    op.create_index("ix_cases_by_name", "cases", ["sort_name", "number", "state"])
    op.create_index("ix_cases_next_step_on", "cases", ["next_step_on"])
    op.create_index("ix_cases_number_key", "cases", ["number_key"])
    op.create_index("ix_cases_number_seq", "cases", ["number_seq"])
    op.create_index("ix_cases_phone_key", "cases", ["phone_key"])
    op.create_table(
        "interviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        *_texts("form", "language", "state"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("begun_by"),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        *_texts("section"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_interviews_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_interviews"),
    )
    op.create_index("ix_interviews_by_state", "interviews", ["state", "begun_at"])
    op.create_index("ix_interviews_of_case", "interviews", ["case_id", "begun_at"])
    op.create_table(
        "answers",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("talk", sa.Uuid(), nullable=False),
        *_texts("path", "form"),
        sa.Column("value", sa.Text(), nullable=True),
        *_texts("state"),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        *_texts("seen_by"),
        sa.Column("uncertain", sa.Boolean(), nullable=False),
        *_texts("told_by", "by"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_answers_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "talk", "path", name="pk_answers"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answer_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name="pk_answer_changes"),
    )
    op.create_index("ix_answer_changes_of_case", "answer_changes", ["case_id", "path"])
    op.create_table(
        "repeat_rows",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("talk", sa.Uuid(), nullable=False),
        *_texts("repeat_path", "row_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_repeat_rows_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "talk", "repeat_path", "row_id", name="pk_repeat_rows"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drafts",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("talk", sa.Uuid(), nullable=False),
        *_texts("path", "text"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_drafts_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "talk", "path", name="pk_drafts"),
        sqlite_with_rowid=False,
    )


def _waivers() -> None:
    op.create_table(
        "waivers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("number_key", sa.Text(), nullable=True),
        *_texts("language", "text_version"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("created_by"),
        sa.Column("is_minor", sa.Boolean(), nullable=False),
        *_texts("wording_sha256"),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("signature", sa.Text(), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("copy_handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_waivers_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_waivers"),
        sa.UniqueConstraint("number", name="uq_waivers_number"),
    )
    op.create_index("ix_waivers_case_id", "waivers", ["case_id"])
    op.create_index("ix_waivers_number_key", "waivers", ["number_key"])
    op.create_table(
        "waiver_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("waiver_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        *_texts("partner_kind", "partner_name", "partner_address"),
        sa.Column("decision", sa.Boolean(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        *_texts("categories", "purposes", "purpose_other"),
        sa.Column("valid_until", sa.Date(), nullable=True),
        *_texts("health_detail", "copies"),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["waiver_id"],
            ["waivers.id"],
            name="fk_waiver_lines_waiver_id_waivers",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_waiver_lines"),
    )
    op.create_index("ix_waiver_lines_of_waiver", "waiver_lines", ["waiver_id", "position"])
    op.create_index("ix_waiver_lines_partner_id", "waiver_lines", ["partner_id"])
    op.create_index("ix_waiver_lines_valid_until", "waiver_lines", ["valid_until"])


def _slips() -> None:
    op.create_table(
        "slips",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        *_texts("number", "language"),
        sa.Column("issued_on", sa.Date(), nullable=False),
        *_texts("issued_by"),
        sa.Column("valid_until", sa.Date(), nullable=False),
        *_texts("name_on_slip", "display_name", "state"),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_slips_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_slips"),
        sa.UniqueConstraint("number", name="uq_slips_number"),
    )
    op.create_index("ix_slips_by_state", "slips", ["state", "valid_until"])
    op.create_index("ix_slips_case_id", "slips", ["case_id"])
    op.create_table(
        "stations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slip_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        *_texts("code"),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        *_texts(
            "partner_name",
            "partner_address",
            "purposes",
            "bring",
            "contact",
            "appointment",
            "companion",
            "result_internal",
        ),
        sa.ForeignKeyConstraint(
            ["slip_id"], ["slips.id"], name="fk_stations_slip_id_slips", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_stations"),
    )
    op.create_index("ix_stations_of_slip", "stations", ["slip_id", "position"])
    op.create_table(
        "marks",
        sa.Column("station_id", sa.Uuid(), nullable=False),
        *_texts("kind"),
        sa.Column("marked_on", sa.Date(), nullable=False),
        sa.Column("stamped", sa.Boolean(), nullable=False),
        *_texts("missing"),
        sa.Column("forward_to", sa.Uuid(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("query", sa.Boolean(), nullable=False),
        sa.Column("text_blacked", sa.Boolean(), nullable=False),
        *_texts("entered_by"),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"],
            ["stations.id"],
            name="fk_marks_station_id_stations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("station_id", name="pk_marks"),
    )


def _papers() -> None:
    op.create_table(
        "partners",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_texts(
            "kind",
            "name",
            "unit",
            "street",
            "zip_code",
            "town",
            "phone",
            "email",
            "contact",
            "bus_stop",
            "opening_hours",
            "age_recipient",
            "signing_key",
        ),
        sa.Column("keys_verified_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("secrecy_bound", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_partners"),
    )
    op.create_table(
        "papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        *_texts("kind", "number", "language", "sha256", "state"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("made_by"),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_papers_case_id_cases", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
    )
    op.create_index("ix_papers_by_state", "papers", ["state", "made_at"])
    op.create_index("ix_papers_of_case", "papers", ["case_id", "made_at"])
    op.create_table(
        "disclosures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        *_texts("partner_name", "waiver_ids", "way", "categories", "paths", "state"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("by"),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        *_texts("file_sha256"),
        sa.Column("file_bytes", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_disclosures_case_id_cases"),
        sa.PrimaryKeyConstraint("id", name="pk_disclosures"),
    )
    op.create_index("ix_disclosures_by_state", "disclosures", ["state", "begun_at"])
    op.create_index("ix_disclosures_case_id", "disclosures", ["case_id"])


def _office() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_texts("by", "act"),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        *_texts("object_id", "chain"),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
    )
    op.create_index("ix_journal_at", "journal", ["at"])
    op.create_index("ix_journal_of_case", "journal", ["case_id", "seq"])
    op.create_table(
        "advisors",
        *_texts("slot_id", "initials", "name", "roles"),
        sa.PrimaryKeyConstraint("slot_id", name="pk_advisors"),
    )
    op.create_table(
        "records", *_texts("name", "content"), sa.PrimaryKeyConstraint("name", name="pk_records")
    )
    op.create_table(
        "counters",
        *_texts("name"),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.create_table(
        "wordings",
        *_texts("form", "version", "content"),
        sa.PrimaryKeyConstraint("form", "version", name="pk_wordings"),
    )
    op.create_table(
        "blank_numbers",
        *_texts("number"),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_blank_numbers"),
    )


def _search() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE case_search USING fts5(words, tokenize='ascii', prefix='1 2 3')"
    )
    # Deleted words leave the index at once instead of waiting for a merge.
    op.execute("INSERT INTO case_search(case_search, rank) VALUES ('secure-delete', 1)")
