"""Cases: their life, their index columns, and the lists made of them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select

from intake_app.domain.case import Case, CaseHead, CaseState
from intake_app.domain.codes import CaseId
from intake_app.store import search
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
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Select

    from intake_app.store.index import CaseOrder

_LAST_TALK = (
    select(func.max(InterviewRow.begun_at))
    .where(InterviewRow.case_id == CaseRow.id)
    .correlate(CaseRow)
    .scalar_subquery()
)
_INDEX_COLUMNS = tuple(field.name for field in fields(IndexRow))
_ORDERS: dict[CaseOrder, tuple[ColumnElement[Any], ...]] = {
    "name": (CaseRow.sort_name.asc(), CaseRow.number.asc()),
    "number": (CaseRow.number.desc(),),
    "last_contact": (CaseRow.last_contact_at.desc(), CaseRow.number.desc()),
}
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
        row = CaseRow(id=case.id, **_lifecycle(case))
        self._session.add(row)
        self._session.flush()

    def save(self, case: Case) -> None:
        """Replace the state and dates of a stored case.

        Raises:
            NotFoundError: There is no such case.
        """
        row = self._row(case.id)
        for name, value in _lifecycle(case).items():
            setattr(row, name, value)
        self._session.flush()

    def get(self, case_id: CaseId) -> Case:
        """Return the case.

        Raises:
            NotFoundError: There is no such case.
        """
        return _to_case(self._row(case_id))

    def by_number(self, number: str) -> Case | None:
        """Return the case with the number, with or without hyphens; None if there is none."""
        query = select(CaseRow).where(CaseRow.number_key == compact(number))
        row = self._session.scalar(query)
        return _to_case(row) if row else None

    def count(self) -> int:
        """Return how many cases there are, discarded ones left out."""
        query = select(func.count()).where(CaseRow.state != CaseState.DISCARDED)
        return self._session.scalar(query) or 0

    def next_number_seq(self, year: int) -> int:
        """Return the next running number for cases of the year; it is used up by this call."""
        return self._next(f"case {year}")

    def save_index(self, case_id: CaseId, index: IndexRow) -> None:
        """Store the index columns; call `SearchRepository.index` after it.

        Raises:
            NotFoundError: There is no such case.
        """
        row = self._row(case_id)
        for name in _INDEX_COLUMNS:
            setattr(row, name, getattr(index, name))
        self._session.flush()

    def index_row(self, case_id: CaseId) -> IndexRow:
        """Return the index columns as they are stored.

        Raises:
            NotFoundError: There is no such case.
        """
        row = self._row(case_id)
        return IndexRow(**{name: getattr(row, name) for name in _INDEX_COLUMNS})

    def head(self, case_id: CaseId) -> CaseHead:
        """Return what the head of the case page shows.

        Raises:
            NotFoundError: There is no such case.
        """
        return self._found(next(iter(self.heads([case_id])), None), "case")

    def heads(self, case_ids: Sequence[CaseId]) -> list[CaseHead]:
        """Return the heads in the order of the ids; ids without a case are left out."""
        found = {
            head.case.id: head for head in self._heads(_head().where(CaseRow.id.in_(case_ids)))
        }
        return [found[case_id] for case_id in case_ids if case_id in found]

    def heads_page(
        self, order: CaseOrder = "name", limit: int = 50, offset: int = 0
    ) -> list[CaseHead]:
        """Return one page of the list of all cases, discarded ones left out."""
        query = _head().where(CaseRow.state != CaseState.DISCARDED)
        return self._heads(query.order_by(*_ORDERS[order]).limit(limit).offset(offset))

    def with_step_due(self, until: date) -> list[CaseHead]:
        """Return the open cases that have a step due on or before the day, soonest first."""
        query = _head().where(CaseRow.next_step_on <= until, CaseRow.state == CaseState.OPEN)
        return self._heads(query.order_by(CaseRow.next_step_on, CaseRow.number))

    def without_contact_since(self, moment: datetime) -> list[CaseHead]:
        """Return the cases whose last contact lies before the moment, oldest first."""
        query = _head().where(
            CaseRow.last_contact_at < moment, CaseRow.state != CaseState.DISCARDED
        )
        return self._heads(query.order_by(CaseRow.last_contact_at, CaseRow.number))

    def delete_content(self, case_id: CaseId) -> None:
        """Remove everything about the person; number, state, reason and dates stay.

        Rows of the disclosure register stay too: they name partners and kinds of data,
        never the data, and prove what left the house.

        Raises:
            NotFoundError: There is no such case.
        """
        row_no = self._row(case_id).row_no
        for table in _CONTENT:
            self._session.execute(delete(table).where(table.case_id == case_id))
        self.save_index(case_id, IndexRow())
        search.forget(self._session, row_no)

    def _row(self, case_id: CaseId) -> CaseRow:
        query = select(CaseRow).where(CaseRow.id == case_id)
        return self._found(self._session.scalar(query), "case")

    def _heads(self, query: Select[CaseRow, datetime]) -> list[CaseHead]:
        return [_to_head(row, last_talk_at) for row, last_talk_at in self._session.execute(query)]


def _head() -> Select[CaseRow, datetime]:
    return select(CaseRow, _LAST_TALK)


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


def _to_case(row: CaseRow) -> Case:
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


def _to_head(row: CaseRow, last_talk_at: datetime | None) -> CaseHead:
    years = None
    if row.birth_first and row.birth_last:
        years = (row.birth_first.year, row.birth_last.year)
    return CaseHead(
        case=_to_case(row),
        display_name=row.display_name,
        original_name=row.original_name,
        other_names=row.other_names,
        birth_years=years,
        sex=row.sex,
        municipality=row.municipality,
        languages=row.languages,
        document_language=row.document_language,
        needs_interpreter=row.needs_interpreter,
        address_protected=row.address_protected,
        age_uncertain=row.age_uncertain,
        last_talk_at=last_talk_at,
        open_steps=row.open_steps,
    )
