"""What all repositories share: the session of the transaction they work in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from intake_app.errors import NotFoundError
from intake_app.store.tables import WHOLE_CASE, CounterRow

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from intake_app.domain.codes import InterviewId

_Row = TypeVar("_Row")


class Repository:
    """Reads and writes one area inside one transaction; it never commits.

    Args:
        session: The session of the transaction.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def _found(self, row: _Row | None, what: str) -> _Row:
        if row is None:
            raise NotFoundError(what)
        return row

    def _next(self, counter: str) -> int:
        """Count one further; a number that was given is never given again."""
        row = self._session.get(CounterRow, counter)
        if row is None:
            row = CounterRow(name=counter, value=0)
            self._session.add(row)
        row.value += 1
        self._session.flush()
        return row.value


def talk_of(interview_id: InterviewId | None) -> UUID:
    """Return what the column `talk` holds for an interview, or for the whole case."""
    return WHOLE_CASE if interview_id is None else interview_id
