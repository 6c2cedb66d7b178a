"""Rows of the rights of the persons: requests, holds, disputes, erasures, attachments.

Requests and erasures have no foreign key to the case: they prove what was done with it after
it is gone, and name a number, never a person.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from intake_app.store.tables import Base


class DataRequestRow(Base):
    """A request of a person."""

    __tablename__ = "data_requests"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    case_number: Mapped[str]
    kind: Mapped[str]
    received_on: Mapped[date]
    due_on: Mapped[date]
    identity: Mapped[str]
    by: Mapped[str]
    outcome: Mapped[str | None]
    reason: Mapped[str]
    done_on: Mapped[date | None]
    done_by: Mapped[str]
    extended: Mapped[bool]

    __table_args__ = (Index("ix_data_requests_open", "done_on", "due_on"),)


class HoldRow(Base):
    """What stops the deletion of a case."""

    __tablename__ = "holds"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    ground: Mapped[str]
    since: Mapped[datetime]
    by: Mapped[str]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str]


class DisputeRow(Base):
    """An answer that the person says is wrong."""

    __tablename__ = "disputes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    talk: Mapped[UUID]
    path: Mapped[str]
    claimed: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class ErasureRow(Base):
    """A proposed or finished deletion."""

    __tablename__ = "erasures"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    case_number: Mapped[str]
    reason: Mapped[str]
    classes: Mapped[tuple[str, ...]]
    archive: Mapped[str]
    archive_on: Mapped[date | None]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[str]
    proposer_slot: Mapped[str]
    state: Mapped[str]
    done_at: Mapped[datetime | None]
    confirmed_by: Mapped[str]
    alone: Mapped[bool]

    __table_args__ = (Index("ix_erasures_by_state", "state", "proposed_at"),)


class AttachmentRow(Base):
    """A scan."""

    __tablename__ = "attachments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    document: Mapped[str]
    reason: Mapped[str]
    delete_on: Mapped[date] = mapped_column(index=True)
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    # Last, so that lists never touch the pages of the scan.
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
