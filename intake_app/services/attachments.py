"""Scans (Anlagen): they live in the vault alone and go on their day.

Nothing here writes a file: a scan is shown from memory and never exported.  Where a line of a
waiver permits a copy for a partner (K11), the copy is made on paper from the original.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import uuid4

import pikepdf

from intake_app.domain.data_rights import Attachment, AttachmentId
from intake_app.domain.roles import Right
from intake_app.domain.scans import LARGEST, PDF, recognise, refuse_unfit
from intake_app.errors import InputError
from intake_app.services.permissions import needs, open_to_all
from intake_app.services.remnants import WHILE_WAITING, leave_remnants, settle_remnants
from intake_app.services.requests import holds_on

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from intake_app.domain.codes import CaseId
    from intake_app.services.session import Session

MOST_PAGES = 30


class AttachmentService:
    """What an advisor can do with scans."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.COUNSEL)
    def of_case(self, case_id: CaseId) -> list[Attachment]:
        """Return the scans of a case without their bytes, oldest first."""
        with self._session.read() as store:
            return store.attachments.of_case(case_id)

    @needs(Right.COUNSEL)
    def open(self, attachment_id: AttachmentId) -> Attachment:
        """Return a scan with its bytes, to be shown from memory."""
        with self._session.looking() as store:
            attachment = store.attachments.get(attachment_id)
            self._session.note(store, "attachment.opened", attachment.case_id, attachment_id)
        return attachment

    @open_to_all
    def read_file(self, path: Path) -> bytes:
        """Return the bytes of a chosen file, as far as it can be a scan.

        Raises:
            InputError: It cannot be read ("scan_unread") or is larger than a scan
                ("scan_large").
        """
        return read_chosen(path, too_large="scan_large")

    @needs(Right.COUNSEL)
    def add(
        self,
        case_id: CaseId,
        data: bytes,
        *,
        document: str,
        reason: str,
        delete_on: date,
        consented: bool,
    ) -> Attachment:
        """Keep a scan in the vault; the file that it came from stays where it is.

        Args:
            case_id: The case.
            data: The file: PDF, PNG or JPEG.
            document: What it is, a code of the list "documents".
            reason: Why a copy is needed; seen would be enough otherwise.
            delete_on: Day on which it goes by itself, within six months.
            consented: The person agreed that a copy is kept.

        Raises:
            InputError: The file is no scan ("scan_…"), or the day is wrong ("scan_day").
            NotPermittedError: Such a paper is never copied ("scan_never"), or reason or
                consent are missing ("reason_needed", "scan_consent").
        """
        session = self._session
        refuse_unfit(
            document, reason, consented=consented, delete_on=delete_on, today=session.today()
        )
        media_type = recognise(data)
        if media_type == PDF:
            _check_pdf(data)
        attachment = Attachment(
            id=AttachmentId(uuid4()),
            case_id=case_id,
            document=document,
            reason=reason.strip(),
            delete_on=delete_on,
            added_at=session.now(),
            added_by=session.by,
            media_type=media_type,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            data=data,
        )
        with session.write() as store:
            store.cases.get(case_id)
            store.attachments.add(attachment)
            session.note(store, "attachment.added", case_id, attachment.id)
        return attachment

    @needs(Right.COUNSEL)
    def remove(self, attachment_id: AttachmentId) -> None:
        """Delete a scan for good: nobody needs it any more, or the consent was taken back."""
        with self._session.write() as store:
            attachment = store.attachments.get(attachment_id)
            store.attachments.remove(attachment_id)
            leave_remnants(store)
            self._session.note(store, "attachment.removed", attachment.case_id, attachment_id)
        settle_remnants(self._session, largest=WHILE_WAITING)

    @needs(Right.COUNSEL, Right.REQUESTS)
    def delete_due(self) -> int:
        """Delete the scans whose day has come, and return how many went.

        A case keeps its scans while it is restricted (Art. 18 DSGVO), in a legal dispute or asked
        about by the person, who would else be told of what is gone; every case does while the
        clock is in doubt.
        """
        session = self._session
        if not session.deletes_by_itself():
            return 0
        gone = 0
        with session.write() as store:
            for attachment in store.attachments.due(session.today()):
                if not holds_on(store, attachment.case_id):
                    store.attachments.remove(attachment.id)
                    session.note(store, "attachment.expired", attachment.case_id, attachment.id)
                    gone += 1
            if gone:
                leave_remnants(store)
        if gone:
            settle_remnants(session, largest=WHILE_WAITING)
        return gone


def read_chosen(path: Path, *, too_large: str) -> bytes:
    """Return the bytes of a chosen file of no more than `LARGEST`.

    Raises:
        InputError: It cannot be read ("scan_unread"), or is larger (the code `too_large`).
    """
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(too_large)
        return path.read_bytes()
    except OSError:
        raise InputError("scan_unread") from None


def _check_pdf(data: bytes) -> None:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            pages = len(pdf.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        raise InputError("scan_damaged") from None
    if not 1 <= pages <= MOST_PAGES:
        raise InputError("scan_large")
