"""Who is kept from which case (Befangenheit)."""

from __future__ import annotations

from sqlalchemy import delete, select

from intake_app.domain.codes import CaseId
from intake_app.domain.office import CaseBar
from intake_app.store.repository import Repository
from intake_app.store.tables import CaseBarRow


class BarRepository(Repository):
    """Reads and writes bars; asks nobody whether a case is closed to him."""

    def of_advisor(self, slot_id: str) -> list[CaseBar]:
        """Return what somebody is kept from, the latest first."""
        query = select(CaseBarRow).where(CaseBarRow.slot_id == slot_id)
        return [
            CaseBar(
                slot_id=row.slot_id,
                case_id=CaseId(row.case_id),
                set_at=row.set_at,
                set_by=row.set_by,
            )
            for row in self._session.scalars(query.order_by(CaseBarRow.set_at.desc()))
        ]

    def set(self, bar: CaseBar) -> None:
        """Keep somebody from a case; a bar that is there stays as it is."""
        if self._session.get(CaseBarRow, (bar.slot_id, bar.case_id)) is None:
            self._session.add(
                CaseBarRow(
                    slot_id=bar.slot_id,
                    case_id=bar.case_id,
                    set_at=bar.set_at,
                    set_by=bar.set_by,
                )
            )
            self._session.flush()

    def lift(self, slot_id: str, case_id: CaseId) -> bool:
        """Let somebody in again; tell whether there was a bar."""
        there = self._session.get(CaseBarRow, (slot_id, case_id)) is not None
        self._session.execute(
            delete(CaseBarRow).where(CaseBarRow.slot_id == slot_id, CaseBarRow.case_id == case_id)
        )
        return there
