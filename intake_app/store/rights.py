"""Requests of persons, holds, disputed answers and deletions."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from intake_app.domain.codes import CaseId, InterviewId
from intake_app.domain.data_rights import (
    Archive,
    DataRequest,
    Dispute,
    DisputeId,
    Erasure,
    ErasureId,
    ErasureReason,
    ErasureState,
    Hold,
    HoldId,
    HoldKind,
    IdentityCheck,
    Outcome,
    RequestId,
    RequestKind,
)
from intake_app.store.repository import Repository, talk_of
from intake_app.store.rights_tables import DataRequestRow, DisputeRow, ErasureRow, HoldRow
from intake_app.store.tables import WHOLE_CASE, table_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Row

_REQUESTS = table_of(DataRequestRow)
_HOLDS = table_of(HoldRow)
_DISPUTES = table_of(DisputeRow)
_ERASURES = table_of(ErasureRow)


class DataRequestRepository(Repository):
    """The register of requests (Auskunft, Berichtigung, Löschung …)."""

    def add(self, request: DataRequest) -> None:
        """Store a new request."""
        self._connection.execute(insert(_REQUESTS), _columns(request))

    def save(self, request: DataRequest) -> None:
        """Replace a stored request."""
        self._connection.execute(
            update(_REQUESTS).where(_REQUESTS.c.id == request.id), _columns(request)
        )

    def get(self, request_id: RequestId) -> DataRequest:
        """Return a request.

        Raises:
            NotFoundError: There is no such request.
        """
        query = select(_REQUESTS).where(_REQUESTS.c.id == request_id)
        return _to_request(self._found(self._connection.execute(query).first(), "request"))

    def all(self) -> list[DataRequest]:
        """Return all requests: open ones first, the most urgent at the top."""
        query = select(_REQUESTS).order_by(
            _REQUESTS.c.done_on.is_not(None), _REQUESTS.c.due_on, _REQUESTS.c.id
        )
        return [_to_request(row) for row in self._connection.execute(query)]

    def of_case(self, case_id: CaseId) -> list[DataRequest]:
        """Return the requests about a case, the latest first."""
        query = select(_REQUESTS).where(_REQUESTS.c.case_id == case_id)
        ordered = query.order_by(_REQUESTS.c.received_on.desc(), _REQUESTS.c.id)
        return [_to_request(row) for row in self._connection.execute(ordered)]

    def due_until(self, day: date) -> list[DataRequest]:
        """Return the open requests that must be answered until the day, soonest first."""
        query = select(_REQUESTS).where(_REQUESTS.c.done_on.is_(None), _REQUESTS.c.due_on <= day)
        return [_to_request(row) for row in self._connection.execute(query.order_by("due_on"))]


class HoldRepository(Repository):
    """What stops the deletion of cases; a restriction also hides and freezes them."""

    def add(self, hold: Hold) -> None:
        """Store a new hold."""
        self._connection.execute(insert(_HOLDS), _columns(hold))

    def lift(self, hold_id: HoldId, at: datetime, by: str) -> None:
        """Record that a hold has ended."""
        self._connection.execute(
            update(_HOLDS).where(_HOLDS.c.id == hold_id), {"lifted_at": at, "lifted_by": by}
        )

    def standing(self, case_id: CaseId | None = None) -> list[Hold]:
        """Return the holds that stand, of one case or of all, oldest first."""
        query = select(_HOLDS).where(_HOLDS.c.lifted_at.is_(None))
        if case_id is not None:
            query = query.where(_HOLDS.c.case_id == case_id)
        return [_to_hold(row) for row in self._connection.execute(query.order_by("since"))]


class DisputeRepository(Repository):
    """Answers whose correctness is disputed: what is stored and what the person says."""

    def add(self, dispute: Dispute) -> None:
        """Store a dispute; an earlier one about the same answer is replaced."""
        talk = talk_of(dispute.interview_id)
        self._connection.execute(
            delete(_DISPUTES).where(
                _DISPUTES.c.case_id == dispute.case_id,
                _DISPUTES.c.talk == talk,
                _DISPUTES.c.path == dispute.path,
            )
        )
        values = {**_columns(dispute), "talk": talk}
        del values["interview_id"]
        self._connection.execute(insert(_DISPUTES), values)

    def remove(self, dispute_id: DisputeId) -> None:
        """Take a dispute away that was settled."""
        self._connection.execute(delete(_DISPUTES).where(_DISPUTES.c.id == dispute_id))

    def of_case(self, case_id: CaseId) -> list[Dispute]:
        """Return the disputes of a case, oldest first."""
        query = select(_DISPUTES).where(_DISPUTES.c.case_id == case_id).order_by("at")
        return [
            Dispute(
                id=DisputeId(row.id),
                case_id=CaseId(row.case_id),
                interview_id=None if row.talk == WHOLE_CASE else InterviewId(row.talk),
                path=row.path,
                claimed=row.claimed,
                note=row.note,
                at=row.at,
                by=row.by,
            )
            for row in self._connection.execute(query)
        ]


class ErasureRepository(Repository):
    """Proposed and finished deletions; the finished ones are the protocol."""

    def add(self, erasure: Erasure) -> None:
        """Store a new proposal."""
        self._connection.execute(insert(_ERASURES), _columns(erasure))

    def save(self, erasure: Erasure) -> None:
        """Replace a stored proposal."""
        self._connection.execute(
            update(_ERASURES).where(_ERASURES.c.id == erasure.id), _columns(erasure)
        )

    def get(self, erasure_id: ErasureId) -> Erasure:
        """Return a proposal.

        Raises:
            NotFoundError: There is no such proposal.
        """
        found = self._matching(_ERASURES.c.id == erasure_id)
        return self._found(found[0] if found else None, "erasure")

    def proposed(self) -> list[Erasure]:
        """Return the proposals that wait for a second person, oldest first."""
        return self._matching(_ERASURES.c.state == ErasureState.PROPOSED)

    def protocol(self) -> list[Erasure]:
        """Return what was deleted, newest first."""
        return self._matching(_ERASURES.c.state == ErasureState.DONE)[::-1]

    def _matching(self, wanted: ColumnElement[bool]) -> list[Erasure]:
        query = select(_ERASURES).where(wanted).order_by(_ERASURES.c.proposed_at)
        return [_to_erasure(row) for row in self._connection.execute(query)]


def _columns(thing: DataRequest | Hold | Dispute | Erasure) -> dict[str, object]:
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def _to_request(row: Row[Any]) -> DataRequest:
    return DataRequest(
        id=RequestId(row.id),
        case_id=CaseId(row.case_id) if row.case_id else None,
        case_number=row.case_number,
        kind=RequestKind(row.kind),
        received_on=row.received_on,
        due_on=row.due_on,
        identity=IdentityCheck(row.identity),
        by=row.by,
        outcome=Outcome(row.outcome) if row.outcome else None,
        reason=row.reason,
        done_on=row.done_on,
        done_by=row.done_by,
        extended=row.extended,
    )


def _to_hold(row: Row[Any]) -> Hold:
    return Hold(
        id=HoldId(row.id),
        case_id=CaseId(row.case_id),
        kind=HoldKind(row.kind),
        ground=row.ground,
        since=row.since,
        by=row.by,
        lifted_at=row.lifted_at,
        lifted_by=row.lifted_by,
    )


def _to_erasure(row: Row[Any]) -> Erasure:
    return Erasure(
        id=ErasureId(row.id),
        case_id=CaseId(row.case_id),
        case_number=row.case_number,
        reason=ErasureReason(row.reason),
        classes=row.classes,
        archive=Archive(row.archive),
        archive_on=row.archive_on,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        proposer_slot=row.proposer_slot,
        state=ErasureState(row.state),
        done_at=row.done_at,
        confirmed_by=row.confirmed_by,
        alone=row.alone,
    )
