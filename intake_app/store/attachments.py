"""Scans: rows of the vault, so that they are encrypted, copied and deleted with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from intake_app.domain.codes import CaseId
from intake_app.domain.data_rights import Attachment, AttachmentId
from intake_app.store.repository import Repository
from intake_app.store.rights_tables import AttachmentRow
from intake_app.store.tables import table_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Row

_ATTACHMENTS = table_of(AttachmentRow)
_LISTED = tuple(column for column in _ATTACHMENTS.c if column.name != "data")


class AttachmentRepository(Repository):
    """Reads and writes attachments (Anlagen)."""

    def add(self, attachment: Attachment) -> None:
        """Store a scan with its bytes."""
        self._enter(attachment.case_id)
        values = {c.name: getattr(attachment, c.name) for c in _ATTACHMENTS.c}
        self._connection.execute(insert(_ATTACHMENTS), values)

    def get(self, attachment_id: AttachmentId) -> Attachment:
        """Return a scan with its bytes.

        Raises:
            NotFoundError: There is no such scan (any more).
        """
        query = select(_ATTACHMENTS).where(_ATTACHMENTS.c.id == attachment_id)
        row = self._found(self._connection.execute(query).first(), "attachment")
        self._enter(CaseId(row.case_id))
        return _to_attachment(row, row.data)

    def of_case(self, case_id: CaseId) -> list[Attachment]:
        """Return the scans of a case without their bytes, oldest first."""
        self._enter(case_id)
        query = select(*_LISTED).where(_ATTACHMENTS.c.case_id == case_id).order_by("added_at")
        return [_to_attachment(row) for row in self._connection.execute(query)]

    def due(self, day: date) -> list[Attachment]:
        """Return the scans whose day has come, without their bytes."""
        query = select(*_LISTED).where(_ATTACHMENTS.c.delete_on <= day).order_by("delete_on")
        return [_to_attachment(row) for row in self._connection.execute(query)]

    def remove(self, attachment_id: AttachmentId) -> None:
        """Delete a scan for good."""
        self._connection.execute(delete(_ATTACHMENTS).where(_ATTACHMENTS.c.id == attachment_id))


def _to_attachment(row: Row[Any], data: bytes | None = None) -> Attachment:
    return Attachment(
        id=AttachmentId(row.id),
        case_id=CaseId(row.case_id),
        document=row.document,
        reason=row.reason,
        delete_on=row.delete_on,
        added_at=row.added_at,
        added_by=row.added_by,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        data=data,
    )
