"""Keeping somebody from a case (Befangenheit), and lifting that again.

Whoever is kept from a case finds it nowhere: `Session` closes it, and every repository and
list asks for that.  A case is named by its number, so that the head decides without reading it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.office import CaseBar
from intake_app.domain.roles import Right
from intake_app.errors import NotFoundError, NotPermittedError
from intake_app.services.permissions import needs

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId
    from intake_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """A bar, with the number of its case."""

    bar: CaseBar
    number: str


class BarService:
    """What head and administration decide about who works on which case."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.BAR)
    def of_advisor(self, slot_id: str) -> list[Barred]:
        """Return what somebody is kept from, the latest first."""
        with self._session.read() as store:
            bars = store.bars.of_advisor(slot_id)
            numbers = store.cases.numbers(bar.case_id for bar in bars)
        return [
            Barred(bar=bar, number=numbers[bar.case_id]) for bar in bars if bar.case_id in numbers
        ]

    @needs(Right.BAR)
    def set(self, slot_id: str, case_number: str) -> None:
        """Keep somebody from a case; it holds from their next step on.

        Raises:
            NotFoundError: There is no case with this number, or no such person.
        """
        session = self._session
        with session.write() as store:
            case = store.cases.by_number(case_number)
            if case is None:
                raise NotFoundError("case")
            advisor = store.office.advisor(slot_id)
            store.bars.set(
                CaseBar(slot_id=slot_id, case_id=case.id, set_at=session.now(), set_by=session.by)
            )
            session.note(store, "case.barred", case.id, advisor.initials)
        session.reread_closed()

    @needs(Right.BAR)
    def lift(self, slot_id: str, case_id: CaseId) -> None:
        """Let somebody work on the case again.

        Raises:
            NotPermittedError: Nobody lifts what he is kept from himself ("own_bar").
        """
        session = self._session
        if slot_id == session.advisor.slot_id:
            raise NotPermittedError("own_bar")
        with session.write() as store:
            advisor = store.office.advisor(slot_id)
            if store.bars.lift(slot_id, case_id):
                session.note(store, "case.bar_lifted", case_id, advisor.initials)
        session.reread_closed()
