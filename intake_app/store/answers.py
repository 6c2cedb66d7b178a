"""Answers, their history, the rows of repeated groups, and half-typed input.

One row per answered question; an answer that is replaced or removed moves to the history
with the reason and the one who did it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, or_, select

from intake_app.domain.answers import (
    Answer,
    AnswerChange,
    AnswerState,
    Evidence,
    EvidenceKind,
    StoredAnswer,
    ToldBy,
)
from intake_app.domain.codes import InterviewId
from intake_app.store.repository import Repository, talk_of
from intake_app.store.tables import WHOLE_CASE, AnswerChangeRow, AnswerRow, RepeatRow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from intake_app.domain.codes import CaseId

AnswerKey = tuple[InterviewId | None, str]
"""Interview (None for the whole case) and path."""

_AFTER_SLASH = chr(ord("/") + 1)


class AnswerRepository(Repository):
    """Reads and writes answers (Antworten)."""

    def of_case(self, case_id: CaseId) -> dict[AnswerKey, StoredAnswer]:
        """Return all current answers of the case, of all its talks."""
        query = select(AnswerRow).where(AnswerRow.case_id == case_id)
        answers = (_to_stored(row) for row in self._session.scalars(query))
        return {(answer.interview_id, answer.path): answer for answer in answers}

    def get(
        self, case_id: CaseId, interview_id: InterviewId | None, path: str
    ) -> StoredAnswer | None:
        """Return one current answer, None when it was not given."""
        row = self._session.get(AnswerRow, (case_id, talk_of(interview_id), path))
        return None if row is None else _to_stored(row)

    def put(self, case_id: CaseId, stored: StoredAnswer, reason: str = "") -> bool:
        """Store an answer; the one that it replaces moves to the history.

        The same answer again changes nothing, and "not asked" removes the answer.

        Returns:
            Whether anything changed.
        """
        row = self._session.get(AnswerRow, (case_id, talk_of(stored.interview_id), stored.path))
        not_asked = stored.answer.state is AnswerState.NOT_ASKED
        if row is None:
            if not_asked:
                return False
            row = AnswerRow(case_id=case_id, talk=talk_of(stored.interview_id), path=stored.path)
            self._session.add(row)
        elif _to_answer(row) == stored.answer:
            return False
        else:
            self._keep(row, by=stored.by, at=stored.at, reason=reason)
            if not_asked:
                self._session.delete(row)
                self._session.flush()
                return True
        _write(row, stored)
        self._session.flush()
        return True

    def remove(
        self,
        case_id: CaseId,
        interview_id: InterviewId | None,
        path_prefix: str,
        *,
        by: str,
        at: datetime,
        reason: str = "",
    ) -> int:
        """Move the answer at a path and all below it to the history.

        Returns:
            How many answers were removed.
        """
        query = select(AnswerRow).where(
            AnswerRow.case_id == case_id,
            AnswerRow.talk == talk_of(interview_id),
            _at_or_below(AnswerRow.path, path_prefix),
        )
        rows = self._session.scalars(query).all()
        for row in rows:
            self._keep(row, by=by, at=at, reason=reason)
            self._session.delete(row)
        self._session.flush()
        return len(rows)

    def history(self, case_id: CaseId, path: str | None = None) -> list[AnswerChange]:
        """Return what was replaced or removed, oldest first; of one path when given."""
        query = select(AnswerChangeRow).where(AnswerChangeRow.case_id == case_id)
        if path is not None:
            query = query.where(AnswerChangeRow.path == path)
        return [
            AnswerChange(
                path=row.path,
                old=_to_answer(row),
                replaced_by=row.replaced_by,
                replaced_at=row.replaced_at,
                reason=row.reason,
            )
            for row in self._session.scalars(query.order_by(AnswerChangeRow.id))
        ]

    def rows(
        self, case_id: CaseId, repeat_path: str, interview_id: InterviewId | None = None
    ) -> list[str]:
        """Return the ids of the rows of a repeated group in their order."""
        return [row.row_id for row in self._rows(case_id, repeat_path, interview_id)]

    def all_rows(self, case_id: CaseId) -> dict[AnswerKey, list[str]]:
        """Return the rows of all repeated groups of the case, by talk and repeat path."""
        query = select(RepeatRow).where(RepeatRow.case_id == case_id)
        found: dict[AnswerKey, list[str]] = {}
        for row in self._session.scalars(query.order_by(RepeatRow.position)):
            found.setdefault((_interview(row.talk), row.repeat_path), []).append(row.row_id)
        return found

    def add_row(
        self,
        case_id: CaseId,
        repeat_path: str,
        row_id: str,
        interview_id: InterviewId | None = None,
        position: int | None = None,
    ) -> None:
        """Add a row at a position, or at the end; a row that is there stays where it is."""
        rows = self._rows(case_id, repeat_path, interview_id)
        if any(row.row_id == row_id for row in rows):
            return
        row = RepeatRow(
            case_id=case_id,
            talk=talk_of(interview_id),
            repeat_path=repeat_path,
            row_id=row_id,
            position=len(rows),
        )
        self._session.add(row)
        rows.insert(len(rows) if position is None else position, row)
        self._number(rows)

    def move_row(
        self,
        case_id: CaseId,
        repeat_path: str,
        row_id: str,
        position: int,
        interview_id: InterviewId | None = None,
    ) -> None:
        """Move a row to a position among its neighbours.

        Raises:
            NotFoundError: There is no such row.
        """
        rows = self._rows(case_id, repeat_path, interview_id)
        row = self._found(next((row for row in rows if row.row_id == row_id), None), "row")
        rows.remove(row)
        rows.insert(position, row)
        self._number(rows)

    def remove_row(
        self,
        case_id: CaseId,
        repeat_path: str,
        row_id: str,
        interview_id: InterviewId | None = None,
        *,
        by: str,
        at: datetime,
        reason: str = "",
    ) -> None:
        """Remove a row; its answers and those of rows within it move to the history.

        Raises:
            NotFoundError: There is no such row.
        """
        rows = self._rows(case_id, repeat_path, interview_id)
        row = self._found(next((row for row in rows if row.row_id == row_id), None), "row")
        below = f"{repeat_path}/{row_id}"
        self.remove(case_id, interview_id, below, by=by, at=at, reason=reason)
        self._session.execute(
            delete(RepeatRow).where(
                RepeatRow.case_id == case_id,
                RepeatRow.talk == talk_of(interview_id),
                _at_or_below(RepeatRow.repeat_path, below),
            )
        )
        self._session.delete(row)
        rows.remove(row)
        self._number(rows)

    def _rows(
        self, case_id: CaseId, repeat_path: str, interview_id: InterviewId | None
    ) -> list[RepeatRow]:
        query = select(RepeatRow).where(
            RepeatRow.case_id == case_id,
            RepeatRow.talk == talk_of(interview_id),
            RepeatRow.repeat_path == repeat_path,
        )
        return list(self._session.scalars(query.order_by(RepeatRow.position, RepeatRow.row_id)))

    def _number(self, rows: list[RepeatRow]) -> None:
        for position, row in enumerate(rows):
            row.position = position
        self._session.flush()

    def _keep(self, row: AnswerRow, *, by: str, at: datetime, reason: str) -> None:
        change = AnswerChangeRow(
            case_id=row.case_id,
            talk=row.talk,
            path=row.path,
            replaced_by=by,
            replaced_at=at,
            reason=reason,
        )
        _write(change, _to_stored(row))
        self._session.add(change)
        self._session.flush()


def _at_or_below(column: InstrumentedAttribute[str], prefix: str) -> ColumnElement[bool]:
    # A range instead of LIKE: it uses the key, and no sign in a path is a wildcard.
    below = and_(column >= f"{prefix}/", column < f"{prefix}{_AFTER_SLASH}")
    return or_(column == prefix, below)


def _interview(talk: UUID) -> InterviewId | None:
    return None if talk == WHOLE_CASE else InterviewId(talk)


def _write(row: AnswerRow | AnswerChangeRow, stored: StoredAnswer) -> None:
    answer = stored.answer
    evidence = answer.evidence
    row.form = stored.form
    row.value = answer.value
    row.state = answer.state
    row.evidence = evidence.kind if evidence else None
    row.seen_on = evidence.seen_on if evidence else None
    row.seen_by = evidence.seen_by if evidence else ""
    row.uncertain = answer.uncertain
    row.told_by = answer.told_by
    row.by = stored.by
    row.at = stored.at


def _to_answer(row: AnswerRow | AnswerChangeRow) -> Answer:
    evidence = None
    if row.evidence is not None:
        evidence = Evidence(
            kind=EvidenceKind(row.evidence), seen_on=row.seen_on, seen_by=row.seen_by
        )
    return Answer(
        value=row.value,
        state=AnswerState(row.state),
        evidence=evidence,
        uncertain=row.uncertain,
        told_by=ToldBy(row.told_by),
    )


def _to_stored(row: AnswerRow | AnswerChangeRow) -> StoredAnswer:
    return StoredAnswer(
        path=row.path,
        answer=_to_answer(row),
        interview_id=_interview(row.talk),
        form=row.form,
        by=row.by,
        at=row.at,
    )
