"""Takes a case out of the file for good, and says what may stay as proof.

`secure_delete` overwrites what rows and pages held; the full-text index has its own such
setting and is built anew where a word would stay as a signpost; `engine.settle` then empties
the write-ahead log, which still holds the pages as they were.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from intake_app.domain.case import CaseState
from intake_app.store import search
from intake_app.store.index import IndexRow
from intake_app.store.paper_tables import DisclosureRow, PaperRow, SlipRow, WaiverRow
from intake_app.store.repository import Repository
from intake_app.store.rights_tables import AttachmentRow, DataRequestRow, DisputeRow, HoldRow
from intake_app.store.tables import (
    AnswerChangeRow,
    AnswerRow,
    CaseRow,
    DraftRow,
    InterviewRow,
    RecordRow,
    RepeatRow,
    table_of,
)
from intake_app.store.waivers import WaiverRepository

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from intake_app.domain.codes import CaseId

_CASES = table_of(CaseRow)
_RECORDS = table_of(RecordRow)
_DISCLOSURES = table_of(DisclosureRow)
_REQUESTS = table_of(DataRequestRow)
_WAIVERS = table_of(WaiverRow)
_RECORD_OF_A_PERSON = (
    AnswerRow,
    AnswerChangeRow,
    RepeatRow,
    DraftRow,
    InterviewRow,
    SlipRow,
    PaperRow,
    DisputeRow,
    HoldRow,
    AttachmentRow,
)


class ErasingRepository(Repository):
    """Deletes what is stored about a person."""

    def erase_record(self, case_id: CaseId, at: datetime) -> None:
        """Delete everything about the person; number, dates and proofs stay.

        Waivers that were signed are reduced to lines and dates, rows of the register of what
        left to partner, kind of data, moment and hash; both name no person.

        Raises:
            NotFoundError: There is no such case.
        """
        connection = self._connection
        row = connection.execute(select(_CASES).where(_CASES.c.id == case_id)).first()
        row = self._found(row, "case")
        self._forget_half_typed(self._ids_in(case_id))
        self._reduce_waivers(case_id)
        for rows in _RECORD_OF_A_PERSON:
            table = table_of(rows)
            connection.execute(delete(table).where(table.c.case_id == case_id))
        self._work.session.expunge_all()
        connection.execute(
            update(_DISCLOSURES).where(_DISCLOSURES.c.case_id == case_id), {"paths": ()}
        )
        connection.execute(
            update(_REQUESTS).where(_REQUESTS.c.case_id == case_id), {"reason": ""}
        )
        blank = {column.name: column.default for column in fields(IndexRow)}
        connection.execute(
            update(_CASES).where(_CASES.c.id == case_id),
            {
                **blank,
                "state": CaseState.ERASED,
                "state_reason": "",
                "created_by": "",
                "last_contact_at": at,
                "closed_at": at,
            },
        )
        search.purge(connection, row.row_no)

    def erase_proof(self, case_id: CaseId) -> None:
        """Delete the proofs of an erased case, and the case itself; its number goes too."""
        for table in (_DISCLOSURES, _CASES):
            key = table.c.id if table is _CASES else table.c.case_id
            self._connection.execute(delete(table).where(key == case_id))

    def erase_answers(self, case_id: CaseId, paths: Iterable[str]) -> int:
        """Delete answers with their history and half-typed input; return how many went."""
        gone = 0
        for path in paths:
            for rows in (AnswerRow, AnswerChangeRow, DraftRow, DisputeRow):
                table = table_of(rows)
                wanted = delete(table).where(table.c.case_id == case_id, table.c.path == path)
                done = self._connection.execute(wanted).rowcount
                gone += done if rows is AnswerRow else 0
        return gone

    def erased(self) -> list[CaseId]:
        """Return the cases of which only proofs are left."""
        query = select(_CASES.c.id).where(_CASES.c.state == CaseState.ERASED)
        return list(self._connection.scalars(query))

    def _reduce_waivers(self, case_id: CaseId) -> None:
        waivers = WaiverRepository(self._work)
        for waiver in waivers.of_case(case_id):
            if waiver.signature is None:
                self._connection.execute(delete(_WAIVERS).where(_WAIVERS.c.id == waiver.id))
            else:
                waivers.save(waiver.as_proof())

    def _ids_in(self, case_id: CaseId) -> set[UUID]:
        """Return the ids under which pages keep what is half typed about the case."""
        found: set[UUID] = {case_id}
        for rows in (InterviewRow, WaiverRow, SlipRow, DisclosureRow):
            table = table_of(rows)
            query = select(table.c.id).where(table.c.case_id == case_id)
            found.update(self._connection.scalars(query))
        return found

    def _forget_half_typed(self, ids: set[UUID]) -> None:
        """Forget drafts of pages about the case, and of pages that are about no one case."""
        for name in list(self._connection.scalars(select(_RECORDS.c.name))):
            _, is_draft, where = name.partition("draft.")
            _, is_about, subject = where.partition("/")
            if is_draft and (not is_about or any(subject == str(known) for known in ids)):
                self._connection.execute(delete(_RECORDS).where(_RECORDS.c.name == name))
