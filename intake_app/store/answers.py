"""Answers, their history, the rows of repeated groups, and half-typed input.

One row per answered question; an answer that is replaced or removed moves to the history
with the reason and the one who did it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import (
    Integer,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from intake_app.domain.answers import (
    AnswerChange,
    AnswerState,
    StoredAnswer,
)
from intake_app.domain.codes import CaseId, InterviewId
from intake_app.store.answer_rows import (
    ANSWER_COLUMNS,
    answer_of,
    columns_of,
    interview_of,
    stored_from,
    stored_of,
)
from intake_app.store.prepared import Prepared
from intake_app.store.repository import Repository, talk_of
from intake_app.store.tables import AnswerChangeRow, AnswerRow, DraftRow, RepeatRow, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter, ColumnElement, Insert, Table
    from sqlalchemy.orm import InstrumentedAttribute

AnswerKey: TypeAlias = tuple[InterviewId | None, str]
"""Interview (None for the whole case) and path."""

_AFTER_SLASH = chr(ord("/") + 1)
_ANSWERS = table_of(AnswerRow)
_CHANGES = table_of(AnswerChangeRow)
_DRAFTS = table_of(DraftRow)


def _at_key(table: Table) -> ColumnElement[bool]:
    return and_(
        table.c.case_id == bindparam("of_case"),
        table.c.talk == bindparam("in_talk"),
        table.c.path == bindparam("at_path"),
    )


_ONE = _at_key(_ANSWERS)
_KEY: dict[str, BindParameter[Any]] = {
    "case_id": bindparam("of_case"),
    "talk": bindparam("in_talk"),
    "path": bindparam("at_path"),
}
_SAID = ("value", "state", "evidence", "seen_on", "seen_by", "uncertain", "told_by")
"""The columns of an `Answer`."""
_VALUES = (*_SAID, "form", "by", "at")
"""The columns besides the key; the last three tell where, by whom and when it was given."""
_REASONS = ("replaced_by", "replaced_at", "reason")


def _newest(of_case: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the number of the last entry in the history of a case, 0 without one."""
    newest = func.coalesce(func.max(_CHANGES.c.seq), literal_column("0", Integer()))
    return (
        select(newest).where(_CHANGES.c.case_id == of_case).correlate(_ANSWERS).scalar_subquery()
    )


def _keep_all(*wanted: ColumnElement[bool]) -> Insert:
    """Return the statement that copies many answers to the history."""
    seq = _newest(_ANSWERS.c.case_id) + func.row_number().over(order_by=_ANSWERS.c.path)
    why = [bindparam(name, type_=_CHANGES.c[name].type) for name in _REASONS]
    names = ["seq", *(column.name for column in _ANSWERS.c), *_REASONS]
    return insert(_CHANGES).from_select(names, select(seq, *_ANSWERS.c, *why).where(*wanted))


_OF_CASE = Prepared(
    select(*(_ANSWERS.c[name] for name in ANSWER_COLUMNS)).where(
        _ANSWERS.c.case_id == bindparam("of_case")
    )
)
_CURRENT = Prepared(select(_ANSWERS).where(_ONE))
_CURRENT_VALUES = Prepared(
    select(
        *(_ANSWERS.c[name] for name in _VALUES), exists().where(_at_key(_DRAFTS)).label("draft")
    ).where(_ONE)
)
_ADD = Prepared(insert(_ANSWERS).values(_KEY), _VALUES)
_REPLACE = Prepared(update(_ANSWERS).where(_ONE), _VALUES)
_REMOVE = Prepared(delete(_ANSWERS).where(_ONE))
_FORGET_DRAFT = Prepared(delete(_DRAFTS).where(_at_key(_DRAFTS)))
# With the values of a row just read: copied from row to row it takes SQLite twice as long.
_KEEP = Prepared(
    insert(_CHANGES)
    .inline()
    .values(seq=_newest(bindparam("of_case")) + literal_column("1", Integer()), **_KEY),
    (*_VALUES, *_REASONS),
)


class AnswerRepository(Repository):
    """Reads and writes answers (Antworten)."""

    def of_case(self, case_id: CaseId) -> dict[AnswerKey, StoredAnswer]:
        """Return all current answers of the case, of all its talks."""
        self._enter(case_id)
        rows = _OF_CASE.plain(self._driver, {"of_case": case_id})
        answers = (stored_from(*row) for row in rows)
        return {(answer.interview_id, answer.path): answer for answer in answers}

    def get(
        self, case_id: CaseId, interview_id: InterviewId | None, path: str
    ) -> StoredAnswer | None:
        """Return one current answer, None when it was not given."""
        self._enter(case_id)
        row = _CURRENT.first(self._driver, _key(case_id, interview_id, path))
        return None if row is None else stored_of(row)

    def of_cases(
        self, case_ids: Sequence[CaseId], path_prefix: str
    ) -> dict[CaseId, list[StoredAnswer]]:
        """Return the current answers at a path and all below it, of many cases at once."""
        found: dict[CaseId, list[StoredAnswer]] = {}
        open_ones = [case_id for case_id in case_ids if case_id not in self._work.closed]
        query = select(_ANSWERS).where(
            _ANSWERS.c.case_id.in_(open_ones), _at_or_below(_ANSWERS.c.path, path_prefix)
        )
        for row in self._connection.execute(query):
            found.setdefault(CaseId(row.case_id), []).append(stored_of(row))
        return found

    def put(
        self, case_id: CaseId, stored: StoredAnswer, reason: str = "", *, is_typed: bool = False
    ) -> bool:
        """Store an answer; the one that it replaces moves to the history.

        The same answer again changes nothing, and "not asked" removes the answer.

        Args:
            case_id: Whose answer it is.
            stored: The answer with its place.
            reason: Why it replaces another one.
            is_typed: It was typed in its place, so what was half typed there is forgotten.

        Returns:
            Whether another answer is there now.
        """
        self._enter(case_id)
        new = _REPLACE.bound(
            {**_key(case_id, stored.interview_id, stored.path), **columns_of(stored)}
        )
        found = _CURRENT_VALUES.run_bound(self._driver, new).fetchone()
        has_draft = found is None or found[-1]
        if is_typed and has_draft:
            _FORGET_DRAFT.run_bound(self._driver, new)
        is_removed = stored.answer.state is AnswerState.NOT_ASKED
        if found is None:
            if not is_removed:
                _ADD.run_bound(self._driver, new)
            return not is_removed
        if found[: len(_SAID)] == tuple(new[name] for name in _SAID):
            return False
        why = {"replaced_by": new["by"], "replaced_at": new["at"], "reason": reason}
        old = dict(zip(_VALUES, found[:-1], strict=True))
        _KEEP.run_bound(self._driver, {**new, **old, **why})
        (_REMOVE if is_removed else _REPLACE).run_bound(self._driver, new)
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
        self._enter(case_id)
        wanted = (
            _ANSWERS.c.case_id == case_id,
            _ANSWERS.c.talk == talk_of(interview_id),
            _at_or_below(_ANSWERS.c.path, path_prefix),
        )
        why = {"replaced_by": by, "replaced_at": at, "reason": reason}
        self._connection.execute(_keep_all(*wanted), why)
        return self._connection.execute(delete(_ANSWERS).where(*wanted)).rowcount

    def history(self, case_id: CaseId, path: str | None = None) -> list[AnswerChange]:
        """Return what was replaced or removed, oldest first; of one path when given."""
        self._enter(case_id)
        query = select(_CHANGES).where(_CHANGES.c.case_id == case_id)
        if path is not None:
            query = query.where(_CHANGES.c.path == path)
        return [
            AnswerChange(
                path=row.path,
                old=answer_of(row),
                replaced_by=row.replaced_by,
                replaced_at=row.replaced_at,
                reason=row.reason,
            )
            for row in self._connection.execute(query.order_by(_CHANGES.c.seq))
        ]

    def rows(
        self, case_id: CaseId, repeat_path: str, interview_id: InterviewId | None = None
    ) -> list[str]:
        """Return the ids of the rows of a repeated group in their order."""
        self._enter(case_id)
        return [row.row_id for row in self._rows(case_id, repeat_path, interview_id)]

    def all_rows(self, case_id: CaseId) -> dict[AnswerKey, list[str]]:
        """Return the rows of all repeated groups of the case, by talk and repeat path."""
        self._enter(case_id)
        query = select(RepeatRow).where(RepeatRow.case_id == case_id)
        found: dict[AnswerKey, list[str]] = {}
        for row in self._session.scalars(query.order_by(RepeatRow.position)):
            found.setdefault((interview_of(row.talk), row.repeat_path), []).append(row.row_id)
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
        self._enter(case_id)
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
        self._enter(case_id)
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
        self._enter(case_id)
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


def _key(case_id: CaseId, interview_id: InterviewId | None, path: str) -> dict[str, object]:
    # Not the columns' own names: an update would take them for values to set.
    return {"of_case": case_id, "in_talk": talk_of(interview_id), "at_path": path}


def _at_or_below(
    column: ColumnElement[str] | InstrumentedAttribute[str], prefix: str
) -> ColumnElement[bool]:
    # A range instead of LIKE: it uses the key, and no sign in a path is a wildcard.
    below = and_(column >= f"{prefix}/", column < f"{prefix}{_AFTER_SLASH}")
    return or_(column == prefix, below)
