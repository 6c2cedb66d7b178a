"""Takes a case out of the file for good, and says what may stay as proof.

`secure_delete` overwrites what rows and pages held; the full-text index has its own such
setting and is built anew where a word would stay as a signpost.  `engine.settle` then writes
the file anew, because copies stay between the rows of a page where rows once moved, and empties
the write-ahead log, which still holds the pages as they were.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import delete, func, select, update

from intake_app.domain.case import Case, CaseState
from intake_app.store import heads, search
from intake_app.store.cases import to_case
from intake_app.store.index import IndexRow
from intake_app.store.paper_tables import DisclosureRow, PaperRow, SlipRow, WaiverRow
from intake_app.store.repository import Repository
from intake_app.store.rights_tables import AttachmentRow, DataRequestRow, DisputeRow, HoldRow
from intake_app.store.tables import (
    WHOLE_CASE,
    AnswerChangeRow,
    AnswerRow,
    CaseBarRow,
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
    from collections.abc import Set as AbstractSet
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Select

    from intake_app.domain.codes import CaseId

Consented: TypeAlias = tuple[Case, str, "datetime"]
"""A case, the path of the consent, and when it was given."""

_CASES = table_of(CaseRow)
_ANSWERS = table_of(AnswerRow)
_TALKS = table_of(InterviewRow)
_ROWS = table_of(RepeatRow)
_TALKED = (
    # Not by the state: its index would be read from one end to the other for each case.
    select(_TALKS.c.id)
    .where(_TALKS.c.case_id == _CASES.c.id, _TALKS.c.completed_at.is_not(None))
    .exists()
)
_RECORDS = table_of(RecordRow)
_DISCLOSURES = table_of(DisclosureRow)
_REQUESTS = table_of(DataRequestRow)
_WAIVERS = table_of(WaiverRow)
RECORD_OF_A_PERSON = (
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
    CaseBarRow,
)
"""Rows that go with a case; a test knows every other table that names one."""


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
        for rows in RECORD_OF_A_PERSON:
            table = table_of(rows)
            connection.execute(delete(table).where(table.c.case_id == case_id))
        self._work.session.expunge_all()
        connection.execute(
            update(_DISCLOSURES).where(_DISCLOSURES.c.case_id == case_id), {"paths": ()}
        )
        connection.execute(update(_REQUESTS).where(_REQUESTS.c.case_id == case_id), {"reason": ""})
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

    def erase_answers(self, case_id: CaseId, question_ids: AbstractSet[str]) -> int:
        """Delete the answers to questions in all talks and rows, with everything beside them.

        Returns:
            How many answers went; their history, rows and half-typed input are not counted.
        """
        gone = 0
        for rows in (AnswerRow, AnswerChangeRow, DraftRow, DisputeRow):
            table = table_of(rows)
            mine = table.c.case_id == case_id
            stored = set(self._connection.scalars(select(table.c.path).where(mine)))
            paths = {path for path in stored if question_ids & set(path.split("/"))}
            for path in paths:
                wanted = delete(table).where(mine, table.c.path == path)
                done = self._connection.execute(wanted).rowcount
                gone += done if rows is AnswerRow else 0
        for question_id in question_ids:
            self._connection.execute(
                delete(_ROWS).where(_ROWS.c.case_id == case_id, _ROWS.c.repeat_path == question_id)
            )
        return gone

    def erased(self) -> list[CaseId]:
        """Return the cases of which only proofs are left."""
        query = select(_CASES.c.id).where(_CASES.c.state == CaseState.ERASED)
        return list(self._connection.scalars(query))

    def old_cases(self, contact_before: datetime) -> list[tuple[Case, bool]]:
        """Return the cases without contact since then, and whether a talk was completed."""
        query = select(_CASES, _TALKED.label("talked")).where(
            heads.LISTED, _CASES.c.last_contact_at < contact_before
        )
        return self._with_talks(query.order_by(_CASES.c.last_contact_at))

    def old_drafts(self, created_before: datetime) -> list[tuple[Case, bool]]:
        """Return the open cases made before then in which no talk was ever completed.

        Looks at every case, which takes a second for each 100,000.
        """
        query = select(_CASES, _TALKED.label("talked")).where(
            _CASES.c.state == CaseState.OPEN, _CASES.c.created_at < created_before, ~_TALKED
        )
        return self._with_talks(query.order_by(_CASES.c.created_at))

    def _with_talks(self, query: Select[Any]) -> list[tuple[Case, bool]]:
        return [(to_case(row), bool(row.talked)) for row in self._connection.execute(query)]

    def consents_before(self, paths: Iterable[str], moment: datetime) -> list[Consented]:
        """Return the cases with one of these consents given before the moment."""
        query = (
            select(_ANSWERS.c.path, _ANSWERS.c.at, _CASES)
            # The key of a case is no column here, so that SQLite goes from the cases to their
            # answers, one look each, and never through all answers of the vault.
            .join_from(
                _CASES, _ANSWERS, func.coalesce(_CASES.c.id, _CASES.c.id) == _ANSWERS.c.case_id
            )
            .where(_ANSWERS.c.talk == WHOLE_CASE)
            .where(_ANSWERS.c.path.in_(tuple(paths)), _ANSWERS.c.value == "yes")
            .where(_ANSWERS.c.at < moment, heads.LISTED)
        )
        return [(to_case(row), row.path, row.at) for row in self._connection.execute(query)]

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
