"""Talks with the person, and what was half typed in them."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select

from intake_app.domain.case import Interview, InterviewState
from intake_app.domain.codes import CaseId, InterviewId
from intake_app.store.prepared import Prepared
from intake_app.store.repository import Repository, talk_of
from intake_app.store.tables import WHOLE_CASE, DraftRow, InterviewRow, table_of

_DRAFTS = table_of(DraftRow)
_FORGET_ALL = delete(_DRAFTS).where(
    _DRAFTS.c.case_id == bindparam("case"), _DRAFTS.c.talk == bindparam("in_talk")
)
_FORGET = Prepared(_FORGET_ALL.where(_DRAFTS.c.path == bindparam("at_path")))


class InterviewRepository(Repository):
    """Reads and writes interviews (Aufnahmegespräche)."""

    def add(self, interview: Interview) -> None:
        """Store a new interview."""
        self._enter(interview.case_id)
        self._session.add(_to_row(interview))
        self._session.flush()

    def save(self, interview: Interview) -> None:
        """Replace a stored interview.

        Raises:
            NotFoundError: There is no such interview.
        """
        self._enter(interview.case_id)
        self._found(self._session.get(InterviewRow, interview.id), "interview")
        self._session.merge(_to_row(interview))
        self._session.flush()

    def get(self, interview_id: InterviewId) -> Interview:
        """Return the interview.

        Raises:
            NotFoundError: There is no such interview.
        """
        row = self._found(self._session.get(InterviewRow, interview_id), "interview")
        self._enter(CaseId(row.case_id))
        return _to_domain(row)

    def of_case(self, case_id: CaseId) -> list[Interview]:
        """Return all interviews of the case, newest first."""
        self._enter(case_id)
        query = select(InterviewRow).where(InterviewRow.case_id == case_id)
        ordered = query.order_by(InterviewRow.begun_at.desc(), InterviewRow.id)
        return [_to_domain(row) for row in self._session.scalars(ordered)]

    def open_ones(self) -> list[Interview]:
        """Return the interviews that were not completed, newest first."""
        query = select(InterviewRow).where(InterviewRow.state == InterviewState.OPEN)
        ordered = query.order_by(InterviewRow.begun_at.desc(), InterviewRow.id)
        return self._open_ones(_to_domain(row) for row in self._session.scalars(ordered))


class DraftRepository(Repository):
    """Keeps input that was being typed, or that does not parse, until it is an answer."""

    def put(self, case_id: CaseId, interview_id: InterviewId | None, path: str, text: str) -> None:
        """Keep the typed text; an empty one clears the draft."""
        self._enter(case_id)
        self.clear(case_id, interview_id, path)
        if text:
            draft = {"case_id": case_id, "talk": talk_of(interview_id), "path": path, "text": text}
            self._connection.execute(insert(_DRAFTS), draft)

    def all(self, case_id: CaseId) -> dict[tuple[InterviewId | None, str], str]:
        """Return all drafts of the case by interview (None: whole case) and path."""
        self._enter(case_id)
        query = select(_DRAFTS).where(_DRAFTS.c.case_id == case_id)
        return {
            (None if row.talk == WHOLE_CASE else InterviewId(row.talk), row.path): row.text
            for row in self._connection.execute(query)
        }

    def clear(
        self, case_id: CaseId, interview_id: InterviewId | None, path: str | None = None
    ) -> None:
        """Forget one draft, or all drafts of the interview."""
        self._enter(case_id)
        key = {"case": case_id, "in_talk": talk_of(interview_id)}
        if path is None:
            self._connection.execute(_FORGET_ALL, key)
        else:
            _FORGET.run(self._driver, {**key, "at_path": path})


def _to_row(interview: Interview) -> InterviewRow:
    return InterviewRow(
        id=interview.id,
        case_id=interview.case_id,
        form=interview.form,
        language=interview.language,
        state=interview.state,
        begun_at=interview.begun_at,
        begun_by=interview.begun_by,
        completed_at=interview.completed_at,
        section=interview.section,
    )


def _to_domain(row: InterviewRow) -> Interview:
    return Interview(
        id=InterviewId(row.id),
        case_id=CaseId(row.case_id),
        form=row.form,
        language=row.language,
        state=InterviewState(row.state),
        begun_at=row.begun_at,
        begun_by=row.begun_by,
        completed_at=row.completed_at,
        section=row.section,
    )
