"""Printed documents, and the register of what left the house."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer

from intake_app.domain.codes import (
    CaseId,
    Category,
    DisclosureId,
    PaperId,
    PartnerId,
    WaiverId,
)
from intake_app.domain.office import (
    Disclosure,
    DisclosureState,
    Paper,
    PaperKind,
    PrintState,
)
from intake_app.store.paper_tables import DisclosureRow, PaperRow
from intake_app.store.repository import Repository

if TYPE_CHECKING:
    from sqlalchemy import Select


class PaperRepository(Repository):
    """Reads and writes papers; the bytes are kept only when they are given."""

    def add(self, paper: Paper) -> None:
        """Store a new paper."""
        self._enter_of(paper.case_id)
        self._session.add(_to_paper_row(paper))
        self._session.flush()

    def save(self, paper: Paper) -> None:
        """Replace a stored paper; bytes that are kept stay when the paper carries none.

        Raises:
            NotFoundError: There is no such paper.
        """
        self._found(self._session.get(PaperRow, paper.id), "paper")
        self._session.merge(_to_paper_row(paper))
        self._session.flush()

    def get(self, paper_id: PaperId) -> Paper:
        """Return the paper with its bytes, if they are kept.

        Raises:
            NotFoundError: There is no such paper.
        """
        query = select(PaperRow).where(PaperRow.id == paper_id).options(undefer(PaperRow.data))
        row = self._found(self._session.scalar(query), "paper")
        self._enter_of(row.case_id)
        return _to_paper(row, row.data)

    def of_case(self, case_id: CaseId) -> list[Paper]:
        """Return the papers of the case, oldest first and without their bytes."""
        self._enter(case_id)
        return self._papers(select(PaperRow).where(PaperRow.case_id == case_id))

    def pending(self) -> list[Paper]:
        """Return the papers of which nobody said yet whether they came out well."""
        return self._papers(select(PaperRow).where(PaperRow.state == PrintState.PENDING))

    def _enter_of(self, case_id: UUID | None) -> None:
        if case_id is not None:
            self._enter(CaseId(case_id))

    def _papers(self, query: Select[PaperRow]) -> list[Paper]:
        ordered = query.order_by(PaperRow.made_at, PaperRow.id)
        return [_to_paper(row, None) for row in self._session.scalars(ordered)]


class DisclosureRepository(Repository):
    """The register of what left the house (Übermittlungsregister)."""

    def add(self, disclosure: Disclosure) -> None:
        """Store a new row; commit it before the first byte leaves."""
        self._enter(disclosure.case_id)
        self._session.add(_to_disclosure_row(disclosure))
        self._session.flush()

    def save(self, disclosure: Disclosure) -> None:
        """Replace a stored row.

        Raises:
            NotFoundError: There is no such row.
        """
        self._enter(disclosure.case_id)
        self._found(self._session.get(DisclosureRow, disclosure.id), "disclosure")
        self._session.merge(_to_disclosure_row(disclosure))
        self._session.flush()

    def get(self, disclosure_id: DisclosureId) -> Disclosure:
        """Return the row.

        Raises:
            NotFoundError: There is no such row.
        """
        row = self._found(self._session.get(DisclosureRow, disclosure_id), "disclosure")
        self._enter(CaseId(row.case_id))
        return _to_disclosure(row)

    def of_case(self, case_id: CaseId) -> list[Disclosure]:
        """Return the rows of the case, oldest first."""
        self._enter(case_id)
        return self._rows(select(DisclosureRow).where(DisclosureRow.case_id == case_id))

    def begun(self) -> list[Disclosure]:
        """Return the rows that were begun and neither done nor cancelled."""
        return self._rows(
            select(DisclosureRow).where(DisclosureRow.state == DisclosureState.BEGUN)
        )

    def _rows(self, query: Select[DisclosureRow]) -> list[Disclosure]:
        ordered = query.order_by(DisclosureRow.begun_at, DisclosureRow.id)
        return [_to_disclosure(row) for row in self._session.scalars(ordered)]


def _to_paper_row(paper: Paper) -> PaperRow:
    row = PaperRow(
        id=paper.id,
        case_id=paper.case_id,
        kind=paper.kind,
        number=paper.number,
        language=paper.language,
        sha256=paper.sha256,
        state=paper.state,
        made_at=paper.made_at,
        made_by=paper.made_by,
    )
    if paper.data is not None:
        row.data = paper.data
    return row


def _to_paper(row: PaperRow, data: bytes | None) -> Paper:
    return Paper(
        id=PaperId(row.id),
        case_id=CaseId(row.case_id) if row.case_id else None,
        kind=PaperKind(row.kind),
        number=row.number,
        language=row.language,
        sha256=row.sha256,
        state=PrintState(row.state),
        made_at=row.made_at,
        made_by=row.made_by,
        data=data,
    )


def _to_disclosure_row(disclosure: Disclosure) -> DisclosureRow:
    return DisclosureRow(
        id=disclosure.id,
        case_id=disclosure.case_id,
        partner_id=disclosure.partner_id,
        partner_name=disclosure.partner_name,
        waiver_ids=tuple(str(waiver_id) for waiver_id in disclosure.waiver_ids),
        way=disclosure.way,
        categories=tuple(sorted(disclosure.categories)),
        paths=disclosure.paths,
        state=disclosure.state,
        begun_at=disclosure.begun_at,
        by=disclosure.by,
        done_at=disclosure.done_at,
        file_sha256=disclosure.file_sha256,
        file_bytes=disclosure.file_bytes,
    )


def _to_disclosure(row: DisclosureRow) -> Disclosure:
    return Disclosure(
        id=DisclosureId(row.id),
        case_id=CaseId(row.case_id),
        partner_id=PartnerId(row.partner_id),
        partner_name=row.partner_name,
        waiver_ids=tuple(WaiverId(UUID(text)) for text in row.waiver_ids),
        way=row.way,
        categories=frozenset(Category(code) for code in row.categories),
        paths=row.paths,
        state=DisclosureState(row.state),
        begun_at=row.begun_at,
        by=row.by,
        done_at=row.done_at,
        file_sha256=row.file_sha256,
        file_bytes=row.file_bytes,
    )
