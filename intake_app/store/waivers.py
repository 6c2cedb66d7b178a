"""Waivers of confidentiality with their lines."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from intake_app.domain.codes import CaseId, Category, LineId, PartnerId, Purpose, WaiverId
from intake_app.domain.signing import CoSigning
from intake_app.domain.waiver import Direction, Waiver, WaiverLine
from intake_app.store.paper_tables import WaiverLineRow, WaiverRow
from intake_app.store.repository import Repository
from intake_app.store.search_key import compact
from intake_app.store.waiver_codec import (
    read_explanation,
    read_signature,
    read_taken,
    read_withdrawals,
    write_explanation,
    write_signature,
    write_taken,
    write_withdrawals,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID


class WaiverRepository(Repository):
    """Reads and writes waivers (Schweigepflichtentbindungen)."""

    def add(self, waiver: Waiver) -> None:
        """Store a new waiver."""
        self._enter(waiver.case_id)
        self._session.add(_to_row(waiver))
        self._session.flush()
        self._save_lines(waiver)

    def save(self, waiver: Waiver) -> None:
        """Replace a stored waiver and its lines.

        Raises:
            NotFoundError: There is no such waiver.
        """
        self._enter(waiver.case_id)
        self._found(self._session.get(WaiverRow, waiver.id), "waiver")
        self._session.merge(_to_row(waiver))
        self._session.flush()
        self._save_lines(waiver)

    def get(self, waiver_id: WaiverId) -> Waiver:
        """Return the waiver.

        Raises:
            NotFoundError: There is no such waiver.
        """
        row = self._found(self._session.get(WaiverRow, waiver_id), "waiver")
        self._enter(CaseId(row.case_id))
        return self._with_lines([row])[0]

    def by_number(self, number: str) -> Waiver | None:
        """Return the waiver with the number, with or without hyphens; None if there is none."""
        query = select(WaiverRow).where(WaiverRow.number_key == compact(number))
        waiver = next(iter(self._with_lines(self._session.scalars(query).all())), None)
        if waiver is not None:
            self._enter(waiver.case_id)
        return waiver

    def of_case(self, case_id: CaseId) -> list[Waiver]:
        """Return all waivers of the case, oldest first."""
        self._enter(case_id)
        query = select(WaiverRow).where(WaiverRow.case_id == case_id)
        ordered = query.order_by(WaiverRow.created_at, WaiverRow.id)
        return self._with_lines(self._session.scalars(ordered).all())

    def ending(self, first: date, last: date) -> list[Waiver]:
        """Return the waivers with a granted line whose last day lies between the two days."""
        lines = select(WaiverLineRow.waiver_id).where(
            WaiverLineRow.valid_until.between(first, last),
            WaiverLineRow.decision.is_(True),
            WaiverLineRow.withdrawn_at.is_(None),
        )
        query = select(WaiverRow).where(WaiverRow.id.in_(lines), WaiverRow.void_at.is_(None))
        ordered = query.order_by(WaiverRow.created_at, WaiverRow.id)
        return self._open_ones(self._with_lines(self._session.scalars(ordered).all()))

    def of_minors(self, since: date) -> list[Waiver]:
        """Return waivers printed for minors with a granted line that lasts until the day at least.

        Drafts and void papers are left out, and so are lines that were taken back.
        """
        lines = select(WaiverLineRow.waiver_id).where(
            WaiverLineRow.valid_until >= since,
            WaiverLineRow.decision.is_(True),
            WaiverLineRow.withdrawn_at.is_(None),
        )
        query = select(WaiverRow).where(
            WaiverRow.is_minor.is_(True),
            WaiverRow.copy_handed_at.is_not(None),
            WaiverRow.void_at.is_(None),
            WaiverRow.id.in_(lines),
        )
        ordered = query.order_by(WaiverRow.created_at, WaiverRow.id)
        return self._with_lines(self._session.scalars(ordered).all())

    def next_waiver_seq(self, year: int) -> int:
        """Return the next running number for waivers of the year; this call uses it up.

        A number is spent even when the paper is never printed, so no number stands on two
        papers.
        """
        return self._next(f"waiver {year}")

    def _save_lines(self, waiver: Waiver) -> None:
        kept = [line.id for line in waiver.lines]
        self._session.execute(
            delete(WaiverLineRow).where(
                WaiverLineRow.waiver_id == waiver.id, WaiverLineRow.id.not_in(kept)
            )
        )
        for position, line in enumerate(waiver.lines):
            self._session.merge(_to_line_row(waiver.id, position, line))
        self._session.flush()

    def _with_lines(self, rows: Sequence[WaiverRow]) -> list[Waiver]:
        query = select(WaiverLineRow).where(WaiverLineRow.waiver_id.in_([row.id for row in rows]))
        lines: defaultdict[UUID, list[WaiverLine]] = defaultdict(list)
        for line in self._session.scalars(query.order_by(WaiverLineRow.position)):
            lines[line.waiver_id].append(_to_line(line))
        return [_to_domain(row, lines[row.id]) for row in rows]


def _to_row(waiver: Waiver) -> WaiverRow:
    return WaiverRow(
        id=waiver.id,
        case_id=waiver.case_id,
        number=waiver.number or None,
        number_key=compact(waiver.number) or None,
        language=waiver.language,
        text_version=waiver.text_version,
        created_at=waiver.created_at,
        created_by=waiver.created_by,
        is_minor=waiver.is_minor,
        co_signing=waiver.co_signing.value,
        wording_sha256=waiver.wording_sha256,
        printed_at=waiver.printed_at,
        printed_on=waiver.printed_on,
        explanation=write_explanation(waiver.explanation),
        signature=write_signature(waiver.signature),
        withdrawals=write_withdrawals(waiver.withdrawals),
        refused_at=waiver.refused_at,
        copy_handed_at=waiver.copy_handed_at,
        void_at=waiver.void_at,
        replaced_by=waiver.replaced_by,
    )


def _to_domain(row: WaiverRow, lines: Iterable[WaiverLine]) -> Waiver:
    return Waiver(
        id=WaiverId(row.id),
        case_id=CaseId(row.case_id),
        number=row.number or "",
        language=row.language,
        text_version=row.text_version,
        lines=tuple(lines),
        created_at=row.created_at,
        created_by=row.created_by,
        is_minor=row.is_minor,
        co_signing=CoSigning(row.co_signing),
        wording_sha256=row.wording_sha256,
        printed_at=row.printed_at,
        printed_on=row.printed_on,
        explanation=read_explanation(row.explanation),
        signature=read_signature(row.signature),
        withdrawals=read_withdrawals(row.withdrawals),
        refused_at=row.refused_at,
        copy_handed_at=row.copy_handed_at,
        void_at=row.void_at,
        replaced_by=WaiverId(row.replaced_by) if row.replaced_by else None,
    )


def _to_line_row(waiver_id: WaiverId, position: int, line: WaiverLine) -> WaiverLineRow:
    return WaiverLineRow(
        id=line.id,
        waiver_id=waiver_id,
        position=position,
        partner_id=line.partner_id,
        partner_kind=line.partner_kind,
        partner_name=line.partner_name,
        partner_address=line.partner_address,
        decision=line.decision,
        direction=line.direction,
        categories=tuple(sorted(line.categories)),
        purposes=tuple(sorted(line.purposes)),
        purpose_other=line.purpose_other,
        valid_until=line.valid_until,
        health_detail=line.health_detail,
        copies=line.copies,
        withdrawn_categories=write_taken(line.withdrawn_categories),
        withdrawn_at=line.withdrawn_at,
    )


def _to_line(row: WaiverLineRow) -> WaiverLine:
    return WaiverLine(
        id=LineId(row.id),
        partner_id=PartnerId(row.partner_id),
        partner_kind=row.partner_kind,
        partner_name=row.partner_name,
        partner_address=row.partner_address,
        decision=row.decision,
        direction=Direction(row.direction) if row.direction else None,
        categories=frozenset(Category(code) for code in row.categories),
        purposes=frozenset(Purpose(code) for code in row.purposes),
        purpose_other=row.purpose_other,
        valid_until=row.valid_until,
        health_detail=row.health_detail,
        copies=row.copies,
        withdrawn_categories=read_taken(row.withdrawn_categories),
        withdrawn_at=row.withdrawn_at,
    )
