"""Rows of what is agreed, printed and sent: waivers, slips, partners, papers, disclosures."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from intake_app.store.tables import Base


class WaiverRow(Base):
    """A waiver; `number` is NULL until one is given, `number_key` as people type it."""

    __tablename__ = "waivers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    number_key: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str]
    text_version: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    is_minor: Mapped[bool]
    co_signing: Mapped[str]
    wording_sha256: Mapped[str]
    printed_at: Mapped[datetime | None]
    printed_on: Mapped[date | None]
    explanation: Mapped[str | None]
    signature: Mapped[str | None]
    withdrawals: Mapped[str]
    refused_at: Mapped[datetime | None]
    copy_handed_at: Mapped[datetime | None]
    void_at: Mapped[datetime | None]
    replaced_by: Mapped[UUID | None]


class WaiverLineRow(Base):
    """One partner and one decision on a waiver."""

    __tablename__ = "waiver_lines"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    waiver_id: Mapped[UUID] = mapped_column(ForeignKey("waivers.id", ondelete="CASCADE"))
    position: Mapped[int]
    partner_id: Mapped[UUID] = mapped_column(index=True)
    partner_kind: Mapped[str]
    partner_name: Mapped[str]
    partner_address: Mapped[str]
    decision: Mapped[bool | None]
    direction: Mapped[str | None]
    categories: Mapped[tuple[str, ...]]
    purposes: Mapped[tuple[str, ...]]
    purpose_other: Mapped[str]
    valid_until: Mapped[date | None] = mapped_column(index=True)
    health_detail: Mapped[str]
    copies: Mapped[tuple[str, ...]]
    withdrawn_categories: Mapped[str]
    withdrawn_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_waiver_lines_of_waiver", "waiver_id", "position"),)


class SlipRow(Base):
    """A routing slip."""

    __tablename__ = "slips"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    number: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str]
    issued_on: Mapped[date]
    issued_by: Mapped[str]
    valid_until: Mapped[date]
    name_on_slip: Mapped[str]
    display_name: Mapped[str]
    state: Mapped[str]
    printed_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    replaced_by: Mapped[UUID | None]

    __table_args__ = (Index("ix_slips_by_state", "state", "valid_until"),)


class StationRow(Base):
    """One office on the way of a slip."""

    __tablename__ = "stations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slip_id: Mapped[UUID] = mapped_column(ForeignKey("slips.id", ondelete="CASCADE"))
    position: Mapped[int]
    seq: Mapped[int]
    code: Mapped[str]
    partner_id: Mapped[UUID | None]
    partner_name: Mapped[str]
    partner_address: Mapped[str]
    purposes: Mapped[tuple[str, ...]]
    bring: Mapped[tuple[str, ...]]
    contact: Mapped[str]
    appointment: Mapped[str]
    companion: Mapped[str]
    result_internal: Mapped[str]

    __table_args__ = (Index("ix_stations_of_slip", "slip_id", "position"),)


class MarkRow(Base):
    """What a station ticked on its strip."""

    __tablename__ = "marks"

    station_id: Mapped[UUID] = mapped_column(
        ForeignKey("stations.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str]
    marked_on: Mapped[date]
    stamped: Mapped[bool]
    missing: Mapped[tuple[str, ...]]
    forward_to: Mapped[UUID | None]
    next_on: Mapped[date | None]
    query: Mapped[bool]
    text_blacked: Mapped[bool]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]


class PartnerRow(Base):
    """A body that data may go to or come from."""

    __tablename__ = "partners"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    unit: Mapped[str]
    street: Mapped[str]
    zip_code: Mapped[str]
    town: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    contact: Mapped[str]
    bus_stop: Mapped[str]
    opening_hours: Mapped[str]
    age_recipient: Mapped[str]
    signing_key: Mapped[str]
    keys_verified_on: Mapped[date | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    is_example: Mapped[bool]
    secrecy_bound: Mapped[bool]


class PartnerSketchRow(Base):
    """A sketch of the way to a partner; apart from it, because partners are listed often."""

    __tablename__ = "partner_sketches"

    partner_id: Mapped[UUID] = mapped_column(
        ForeignKey("partners.id", ondelete="CASCADE"), primary_key=True
    )
    picture: Mapped[bytes] = mapped_column(LargeBinary)


class PaperRow(Base):
    """A rendered document; a sheet without a case has no `case_id`."""

    __tablename__ = "papers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    kind: Mapped[str]
    number: Mapped[str]
    language: Mapped[str]
    sha256: Mapped[str]
    state: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    # Last, so that reading the other columns never touches the pages of the PDF.
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)

    __table_args__ = (
        Index("ix_papers_of_case", "case_id", "made_at"),
        Index("ix_papers_by_state", "state", "made_at"),
    )


class DisclosureRow(Base):
    """A row of the register of what left the house."""

    __tablename__ = "disclosures"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    partner_id: Mapped[UUID]
    partner_name: Mapped[str]
    waiver_ids: Mapped[tuple[str, ...]]
    way: Mapped[str]
    categories: Mapped[tuple[str, ...]]
    paths: Mapped[tuple[str, ...]]
    state: Mapped[str]
    begun_at: Mapped[datetime]
    by: Mapped[str]
    done_at: Mapped[datetime | None]
    file_sha256: Mapped[str]
    file_bytes: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (Index("ix_disclosures_by_state", "state", "begun_at"),)
