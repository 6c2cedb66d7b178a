"""Tables of what an office adds to the shipped content."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from intake_app.store.tables import Base


class ListEntryRow(Base):
    """An entry of the office's own in a list, or the end that it set for a shipped one."""

    __tablename__ = "list_entries"

    list_id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    hint: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    as_of: Mapped[date | None]


class LocalHintRow(Base):
    """What the office tells its advisors below a question."""

    __tablename__ = "local_hints"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[str]
    text: Mapped[str]
    as_of: Mapped[date]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class TranslationRow(Base):
    """A catalogue that came back from a translator; `content` is JSON."""

    __tablename__ = "translations"

    language: Mapped[str] = mapped_column(primary_key=True)
    catalogue: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]
    imported_at: Mapped[datetime]
    imported_by: Mapped[str]


class TranslationReleaseRow(Base):
    """A release; the last one of a catalogue holds.  `digests` is JSON by key."""

    __tablename__ = "translation_releases"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    language: Mapped[str]
    catalogue: Mapped[str]
    trust: Mapped[str]
    name: Mapped[str]
    qualification: Mapped[str]
    released_on: Mapped[date]
    entered_at: Mapped[datetime]
    entered_by: Mapped[str]
    digests: Mapped[str]
