"""Cases: their life, their index columns, and the lists made of them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from intake_app.domain.case import HIDDEN_STATES, Case, CaseState
from intake_app.domain.codes import CaseId
from intake_app.errors import NotFoundError
from intake_app.store import heads, search
from intake_app.store.index import IndexRow
from intake_app.store.paper_tables import PaperRow, SlipRow, WaiverRow
from intake_app.store.repository import Repository
from intake_app.store.search_key import compact
from intake_app.store.tables import (
    AnswerChangeRow,
    AnswerRow,
    CaseRow,
    DraftRow,
    InterviewRow,
    RepeatRow,
    table_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from sqlalchemy import Row

    from intake_app.domain.case import CaseHead
    from intake_app.store.index import CaseOrder

_CASES = table_of(CaseRow)
_MOST_IDS = 500
_ONE = select(_CASES).where(_CASES.c.id == bindparam("case_id"))
_SAVE = update(_CASES).where(_CASES.c.id == bindparam("case_id"))
_INDEX_COLUMNS = tuple(field.name for field in fields(IndexRow))
_CONTENT = (
    AnswerRow,
    AnswerChangeRow,
    RepeatRow,
    DraftRow,
    InterviewRow,
    WaiverRow,
    SlipRow,
    PaperRow,
)


class CaseRepository(Repository):
    """Reads and writes cases (Fälle)."""

    def add(self, case: Case) -> None:
        """Store a new case."""
        self._connection.execute(insert(_CASES), {"id": case.id, **_lifecycle(case)})

    def save(self, case: Case) -> None:
        """Replace the state and dates of a stored case.

        Raises:
            NotFoundError: There is no such case.
        """
        self._enter(case.id)
        self._save(case.id, _lifecycle(case))

    def get(self, case_id: CaseId) -> Case:
        """Return the case.

        Raises:
            NotFoundError: There is no such case.
        """
        self._enter(case_id)
        return to_case(self._row(case_id))

    def by_number(self, number: str) -> Case | None:
        """Return the case with the number, with or without hyphens; None if there is none."""
        query = select(_CASES).where(_CASES.c.number_key == compact(number))
        row = self._connection.execute(query).first()
        return to_case(row) if row else None

    def count(self) -> int:
        """Return how many cases there are, hidden ones left out."""
        return self._connection.scalar(select(func.count()).where(heads.LISTED)) or 0

    def next_number_seq(self, year: int) -> int:
        """Return the next running number for cases of the year; it is used up by this call."""
        return self._next(f"case {year}")

    def save_index(self, case_id: CaseId, index: IndexRow) -> None:
        """Store the index columns; call `SearchRepository.index` after it.

        Raises:
            NotFoundError: There is no such case.
        """
        self._enter(case_id)
        self._save(case_id, {name: getattr(index, name) for name in _INDEX_COLUMNS})

    def index_row(self, case_id: CaseId) -> IndexRow:
        """Return the index columns as they are stored.

        Raises:
            NotFoundError: There is no such case.
        """
        self._enter(case_id)
        row = self._row(case_id)
        return IndexRow(**{name: getattr(row, name) for name in _INDEX_COLUMNS})

    def head(self, case_id: CaseId) -> CaseHead:
        """Return what the head of the case page shows.

        Raises:
            NotFoundError: There is no such case.
        """
        self._enter(case_id)
        found = heads.by_ids(self._work, [case_id])
        return self._found(next(iter(found), None), "case")

    def heads(self, case_ids: Sequence[CaseId]) -> list[CaseHead]:
        """Return the heads in the order of the ids; hidden cases are left out."""
        found = heads.by_ids(self._work, case_ids)
        return [head for head in found if head.case.state not in HIDDEN_STATES]

    def numbers(self, case_ids: Iterable[CaseId]) -> dict[CaseId, str]:
        """Return the numbers of cases; ids without a case are left out."""
        wanted, found = list(case_ids), {}
        for start in range(0, len(wanted), _MOST_IDS):
            some = wanted[start : start + _MOST_IDS]
            query = select(_CASES.c.id, _CASES.c.number).where(_CASES.c.id.in_(some))
            found.update({CaseId(row.id): row.number for row in self._connection.execute(query)})
        return found

    def heads_page(
        self, order: CaseOrder = "name", limit: int = 50, offset: int = 0
    ) -> list[CaseHead]:
        """Return one page of the list of all cases, hidden ones left out."""
        return heads.page(self._work, order, limit, offset)

    def restricted(self) -> list[CaseId]:
        """Return the cases whose processing is restricted (Art. 18 DSGVO)."""
        query = select(_CASES.c.id).where(_CASES.c.state == CaseState.RESTRICTED)
        return [CaseId(case_id) for case_id in self._connection.scalars(query)]

    def with_step_due(self, until: date, limit: int | None = None) -> list[CaseHead]:
        """Return the open cases with a step or appointment until the day, soonest first."""
        return heads.with_step_due(self._work, until, limit)

    def without_contact_since(self, moment: datetime) -> list[CaseHead]:
        """Return the cases whose last contact lies before the moment, oldest first."""
        return heads.without_contact_since(self._work, moment)

    def delete_content(self, case_id: CaseId) -> None:
        """Remove everything about the person; number, state, reason and dates stay.

        Rows of the disclosure register stay too: they name partners and kinds of data,
        never the data, and prove what left the house.

        Raises:
            NotFoundError: There is no such case.
        """
        row_no = self._row(case_id).row_no
        for row in _CONTENT:
            table = table_of(row)
            self._connection.execute(delete(table).where(table.c.case_id == case_id))
        self._session.expunge_all()
        self.save_index(case_id, IndexRow())
        search.purge(self._connection, row_no)

    def _row(self, case_id: CaseId) -> Row[Any]:
        row = self._connection.execute(_ONE, {"case_id": case_id}).first()
        return self._found(row, "case")

    def _save(self, case_id: CaseId, values: dict[str, object]) -> None:
        saved = self._connection.execute(_SAVE, {"case_id": case_id, **values})
        if not saved.rowcount:
            raise NotFoundError("case")


def _lifecycle(case: Case) -> dict[str, object]:
    return {
        "number": case.number,
        "number_key": compact(case.number),
        "number_seq": _running_number(case.number),
        "state": case.state,
        "created_at": case.created_at,
        "created_by": case.created_by,
        "last_contact_at": case.last_contact_at,
        "closed_at": case.closed_at,
        "state_reason": case.state_reason,
    }


def _running_number(number: str) -> int:
    # HE-26-000123-K: prefix, year, running number, check character.
    parts = number.split("-")
    return int(parts[2]) if len(parts) == 4 and parts[2].isdecimal() else 0  # noqa: PLR2004


def to_case(row: Row[Any]) -> Case:
    """Return the case that a row of the table holds."""
    return Case(
        id=CaseId(row.id),
        number=row.number,
        state=CaseState(row.state),
        created_at=row.created_at,
        created_by=row.created_by,
        last_contact_at=row.last_contact_at,
        closed_at=row.closed_at,
        state_reason=row.state_reason,
    )
