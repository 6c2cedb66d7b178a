"""What all repositories share: the transaction they work in."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.orm import Session

from intake_app.errors import NotFoundError, NotPermittedError
from intake_app.store.engine import spare_of
from intake_app.store.tables import WHOLE_CASE, CounterRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from sqlalchemy import Engine

    from intake_app.domain.codes import CaseId, InterviewId


class _OfCase(Protocol):
    """Something that belongs to a case."""

    @property
    def case_id(self) -> CaseId: ...


_Row = TypeVar("_Row")
_Of = TypeVar("_Of", bound=_OfCase)
_COUNTERS = table_of(CounterRow)
_COUNTED = select(_COUNTERS.c.value).where(_COUNTERS.c.name == bindparam("counter"))
_COUNT = update(_COUNTERS).where(_COUNTERS.c.name == bindparam("counter"))


class Work:
    """One transaction, to be begun on a connection of the driver.

    SQLAlchemy's connection and session on it are made when they are first wanted: they take
    as long as a statement, and what runs with every answer or key needs neither.

    Args:
        engine: To which the connection belongs.
        closed: Cases that must be neither read nor changed, with the rule that says so.

    Attributes:
        driver: The driver's own connection, for prepared statements.
    """

    def __init__(self, engine: Engine, closed: Mapping[CaseId, str]) -> None:
        self._engine = engine
        self._spare = spare_of(engine)
        self._lent = self._spare.borrow(engine)
        self.driver = self._lent.driver
        self.closed = closed

    @property
    def closed_ids(self) -> str:
        """Return the closed cases as JSON, for statements that list."""
        return json.dumps([case_id.hex for case_id in self.closed]) if self.closed else "[]"

    @cached_property
    def connection(self) -> Connection:
        """Return SQLAlchemy's connection."""
        return Connection(self._engine, self._lent.pooled)

    @cached_property
    def session(self) -> Session:
        """Return the session on the connection."""
        return Session(self.connection)

    def close(self) -> None:
        """Give the connection back; what was not committed is undone."""
        self._spare.leave(self._lent)


class Repository:
    """Reads and writes one area inside one transaction; it never commits.

    What is written or listed all the time uses the driver and prepared statements, or the
    connection and plain ones; the rest uses the session, which flushes at the end of each
    method.

    Args:
        work: The transaction.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._driver = work.driver

    @property
    def _connection(self) -> Connection:
        return self._work.connection

    @property
    def _session(self) -> Session:
        return self._work.session

    def _enter(self, case_id: CaseId) -> None:
        """Refuse a case that is closed to whoever works here.

        Raises:
            NotPermittedError: It is, with the rule.
        """
        closed = self._work.closed
        if closed and case_id in closed:
            raise NotPermittedError(closed[case_id])

    def _open_ones(self, found: Iterable[_Of]) -> list[_Of]:
        """Leave out what belongs to a case that is closed to whoever works here."""
        return [one for one in found if one.case_id not in self._work.closed]

    def _found(self, row: _Row | None, what: str) -> _Row:
        if row is None:
            raise NotFoundError(what)
        return row

    def _counted(self, counter: str) -> int:
        """Return how far was counted, 0 before the first time."""
        return self._connection.execute(_COUNTED, {"counter": counter}).scalar() or 0

    def _next(self, counter: str) -> int:
        """Count one further; a number that was given is never given again."""
        value = self._counted(counter) + 1
        if value == 1:
            self._connection.execute(insert(_COUNTERS), {"name": counter, "value": value})
        else:
            self._connection.execute(_COUNT, {"counter": counter, "value": value})
        return value


def talk_of(interview_id: InterviewId | None) -> UUID:
    """Return what the column `talk` holds for an interview, or for the whole case."""
    return WHOLE_CASE if interview_id is None else interview_id
