"""Rows of the encrypted database: cases, talks, answers, journal, office.

Rows stay inside the store; repositories translate them to the frozen objects of
`intake_app.domain`.  Keys are UUIDs made by the program, moments are UTC, and whatever a
list or a search reads is a typed column, never a look into JSON.  The rows of waivers,
slips and papers are in `intake_app.store.paper_tables`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, cast
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from intake_app.store.types import TextList, UtcDateTime

WHOLE_CASE = UUID(int=0)
"""Stands in the column `talk` for "belongs to the case, not to one talk".

A NULL would not collide with another NULL in a unique key of SQLite.
"""


class Base(DeclarativeBase):
    """Base of all rows; names every constraint, so that migrations can name it too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        str: Text(),
        tuple[str, ...]: TextList(),
    }


def table_of(row: type[Base]) -> Table:
    """Return the table of a row class, for statements that make no objects of rows.

    They take a third of the time, which counts where somebody types.
    """
    return cast("Table", row.__table__)


class CaseRow(Base):
    """A case with the columns that lists and the search read.

    `row_no` is the key that the full-text index shares; `number_key` and `number_seq`
    are the number as people type it (HE26000123K, 123).
    """

    __tablename__ = "cases"

    row_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    number_key: Mapped[str] = mapped_column(index=True)
    number_seq: Mapped[int] = mapped_column(index=True)
    state: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    last_contact_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    state_reason: Mapped[str] = mapped_column(default="")

    display_name: Mapped[str] = mapped_column(default="")
    original_name: Mapped[str] = mapped_column(default="")
    other_names: Mapped[tuple[str, ...]] = mapped_column(default=())
    sort_name: Mapped[str] = mapped_column(default="")
    birth_first: Mapped[date | None]
    birth_last: Mapped[date | None]
    birth_official: Mapped[date | None]
    sex: Mapped[str] = mapped_column(default="")
    municipality: Mapped[str] = mapped_column(default="")
    languages: Mapped[tuple[str, ...]] = mapped_column(default=())
    document_language: Mapped[str] = mapped_column(default="")
    needs_interpreter: Mapped[bool] = mapped_column(default=False)
    address_protected: Mapped[bool] = mapped_column(default=False)
    age_uncertain: Mapped[bool] = mapped_column(default=False)
    phone_key: Mapped[str] = mapped_column(default="", index=True)
    open_steps: Mapped[int] = mapped_column(default=0)
    next_step_on: Mapped[date | None] = mapped_column(index=True)

    # State lies in the index so that skipping discarded cases reads no rows.
    __table_args__ = (
        Index("ix_cases_by_name", "sort_name", "number", "state"),
        Index("ix_cases_by_contact", "last_contact_at", "number", "state"),
    )


def _case_key() -> Mapped[UUID]:
    return mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))


class InterviewRow(Base):
    """A talk."""

    __tablename__ = "interviews"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = _case_key()
    form: Mapped[str]
    language: Mapped[str]
    state: Mapped[str]
    begun_at: Mapped[datetime]
    begun_by: Mapped[str]
    completed_at: Mapped[datetime | None]
    section: Mapped[str]

    __table_args__ = (
        Index("ix_interviews_of_case", "case_id", "begun_at"),
        Index("ix_interviews_by_state", "state", "begun_at"),
    )


class _AnswerColumns:
    """What an answer and its history have in common."""

    form: Mapped[str]
    value: Mapped[str | None]
    state: Mapped[str]
    evidence: Mapped[str | None]
    seen_on: Mapped[date | None]
    seen_by: Mapped[str] = mapped_column(default="")
    uncertain: Mapped[bool]
    told_by: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class AnswerRow(_AnswerColumns, Base):
    """The current answer to one question; stored in the order of its key, case by case."""

    __tablename__ = "answers"

    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
    )
    talk: Mapped[UUID] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)

    __table_args__ = ({"sqlite_with_rowid": False},)


class AnswerChangeRow(_AnswerColumns, Base):
    """An answer that was replaced or removed (Verlauf einer Antwort).

    Stored case by case like the answers, and counted within the case.
    """

    __tablename__ = "answer_changes"

    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    talk: Mapped[UUID]
    path: Mapped[str]
    replaced_by: Mapped[str]
    replaced_at: Mapped[datetime]
    reason: Mapped[str]

    __table_args__ = ({"sqlite_with_rowid": False},)


class RepeatRow(Base):
    """One row of a repeated group of questions, with its place among its neighbours."""

    __tablename__ = "repeat_rows"

    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
    )
    talk: Mapped[UUID] = mapped_column(primary_key=True)
    repeat_path: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]

    __table_args__ = ({"sqlite_with_rowid": False},)


class DraftRow(Base):
    """Half-typed input that is no answer yet (Entwurf einer Eingabe)."""

    __tablename__ = "drafts"

    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
    )
    talk: Mapped[UUID] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]

    __table_args__ = ({"sqlite_with_rowid": False},)


class JournalRow(Base):
    """One act.  No foreign key: the journal outlives what it tells of."""

    __tablename__ = "journal"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str]
    act: Mapped[str]
    case_id: Mapped[UUID | None]
    object_id: Mapped[str]
    chain: Mapped[str]

    __table_args__ = (
        Index("ix_journal_of_case", "case_id", "seq"),
        Index("ix_journal_by", "by", "seq"),
        Index("ix_journal_act", "act", "seq"),
    )


class JournalSealRow(Base):
    """The end of a day's entries, sealed (Tagessiegel)."""

    __tablename__ = "journal_seals"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    chain: Mapped[str]
    mac: Mapped[str]


class AdvisorRow(Base):
    """Somebody who works with the vault."""

    __tablename__ = "advisors"

    slot_id: Mapped[str] = mapped_column(primary_key=True)
    initials: Mapped[str]
    name: Mapped[str]
    roles: Mapped[tuple[str, ...]]
    state: Mapped[str]
    must_change: Mapped[bool]


class CaseBarRow(Base):
    """Somebody is kept from a case (Befangenheit)."""

    __tablename__ = "case_bars"

    slot_id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
    )
    set_at: Mapped[datetime]
    set_by: Mapped[str]

    __table_args__ = (Index("ix_case_bars_of_case", "case_id"),)


class RecordRow(Base):
    """Things of which the vault has one: office settings, own keys, flags (name → text)."""

    __tablename__ = "records"

    name: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]


class CounterRow(Base):
    """A number that only grows: case and waiver numbers of a year, entries of the journal."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class WordingRow(Base):
    """The wording of a form version that was used in this vault."""

    __tablename__ = "wordings"

    form: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]


class BlankNumberRow(Base):
    """A number printed on a blank waiver form, to be entered when the form comes back."""

    __tablename__ = "blank_numbers"

    number: Mapped[str] = mapped_column(primary_key=True)
    used: Mapped[bool]


class CopyRow(Base):
    """A safety copy that was made, and when it was last restored on trial."""

    __tablename__ = "copies"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
    made_by: Mapped[str]
    cause: Mapped[str]
    folder: Mapped[str]
    file_bytes: Mapped[int] = mapped_column(BigInteger)
    file_sha256: Mapped[str]
    counts: Mapped[str]
    proven_at: Mapped[datetime | None]
    proven_by: Mapped[str]
    proven_with: Mapped[str]
