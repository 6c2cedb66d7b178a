"""The register of requests, and what follows from them: restriction, dispute, hold."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.domain.case import HIDDEN_STATES, CaseState
from intake_app.domain.data_rights import (
    DUE_SOON_DAYS,
    DataRequest,
    Hold,
    HoldId,
    HoldKind,
    IdentityCheck,
    Outcome,
    RequestId,
    RequestKind,
    due_for,
)
from intake_app.domain.roles import Right
from intake_app.errors import InputError, NotFoundError, NotPermittedError
from intake_app.services.permissions import needs

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.case import Case
    from intake_app.domain.codes import CaseId
    from intake_app.domain.data_rights import RestrictionGround
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCase:
    """A case that something holds, by its number; nothing else of it is shown."""

    case_id: CaseId
    number: str
    hold: Hold


class RequestService:
    """What an advisor can do with requests of persons about their data."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # The register.

    @needs(Right.REQUESTS)
    def all(self) -> list[DataRequest]:
        """Return all requests, open ones first."""
        with self._session.read() as store:
            return store.requests.all()

    @needs(Right.REQUESTS)
    def of_case(self, case_id: CaseId) -> list[DataRequest]:
        """Return the requests about a case, the latest first."""
        with self._session.read() as store:
            return store.requests.of_case(case_id)

    @needs(Right.REQUESTS)
    def case_of(self, case_number: str) -> CaseId:
        """Return the case with the number.

        Raises:
            NotFoundError: No case has it, or the case was erased ("case").
        """
        with self._session.read() as store:
            return _case(store, case_number).id

    @needs(Right.REQUESTS)
    def due_soon(self) -> list[DataRequest]:
        """Return the requests that must be answered within days, or are late."""
        with self._session.read() as store:
            return store.requests.due_until(self._session.today() + timedelta(days=DUE_SOON_DAYS))

    @needs(Right.REQUESTS)
    def register(
        self,
        kind: RequestKind,
        *,
        case_number: str = "",
        received_on: date | None = None,
        identity: IdentityCheck = IdentityCheck.PENDING,
    ) -> DataRequest:
        """Enter a request; the month for the answer runs from the day it was received.

        Args:
            kind: What is asked for.
            case_number: The case; empty when the office keeps nothing about the person.
            received_on: Day it came in, today when none is given.
            identity: How it was made sure who asks.

        Raises:
            InputError: The day lies in the future ("future_date").
            NotFoundError: No case has the number ("case").
        """
        session = self._session
        received_on = received_on or session.today()
        if received_on > session.today():
            raise InputError("future_date")
        with session.write() as store:
            case = _case(store, case_number) if case_number.strip() else None
            request = DataRequest(
                id=RequestId(uuid4()),
                case_id=case.id if case else None,
                case_number=case.number if case else "",
                kind=kind,
                received_on=received_on,
                due_on=due_for(received_on),
                identity=identity,
                by=session.by,
            )
            store.requests.add(request)
            session.note(store, "request.received", request.case_id, kind.value)
        return request

    @needs(Right.REQUESTS)
    def identify(self, request_id: RequestId, identity: IdentityCheck) -> DataRequest:
        """Record how it was made sure who asks."""
        with self._session.write() as store:
            request = replace(_running(store, request_id), identity=identity)
            store.requests.save(request)
            self._session.note(store, "request.identified", request.case_id, identity.value)
        return request

    @needs(Right.REQUESTS)
    def extend(self, request_id: RequestId, reason: str) -> DataRequest:
        """Take two further months, with the reason that the person is told (Art. 12 (3)).

        Raises:
            NotPermittedError: The reason is missing ("reason_needed"), the first month is over
                or it was extended before ("request_over").
        """
        if not reason.strip():
            raise NotPermittedError("reason_needed")
        with self._session.write() as store:
            request = _running(store, request_id)
            if request.extended or self._session.today() > request.due_on:
                raise NotPermittedError("request_over")
            request = replace(
                request,
                extended=True,
                reason=reason.strip(),
                due_on=due_for(request.received_on, extended=True),
            )
            store.requests.save(request)
            self._session.note(store, "request.extended", request.case_id, request.kind.value)
        return request

    @needs(Right.REQUESTS)
    def answer(self, request_id: RequestId, outcome: Outcome, reason: str = "") -> DataRequest:
        """Record that a request was answered.

        Raises:
            NotPermittedError: Nobody made sure who asks ("identity_open"), or a refusal has no
                reason ("reason_needed").
        """
        session = self._session
        with session.write() as store:
            request = _running(store, request_id)
            ended_by_person = outcome is Outcome.WITHDRAWN
            if request.identity is IdentityCheck.PENDING and not ended_by_person:
                raise NotPermittedError("identity_open")
            if outcome in {Outcome.REFUSED, Outcome.PARTLY} and not reason.strip():
                raise NotPermittedError("reason_needed")
            request = replace(
                request,
                outcome=outcome,
                reason=reason.strip() or request.reason,
                done_on=session.today(),
                done_by=session.by,
            )
            store.requests.save(request)
            session.note(store, "request.answered", request.case_id, outcome.value)
        return request

    # Restriction (Art. 18) and legal disputes.

    @needs(Right.REQUESTS)
    def restrict(self, case_id: CaseId, ground: RestrictionGround) -> None:
        """Hide and freeze a case from now on.

        Raises:
            NotPermittedError: It is restricted, discarded or erased.
        """
        session = self._session
        with session.write() as store:
            case = store.cases.get(case_id)
            if case.state in HIDDEN_STATES or case.state is CaseState.DISCARDED:
                raise NotPermittedError(f"case_{case.state.value}")
            self._hold(store, case_id, HoldKind.RESTRICTION, ground.value)
            store.cases.save(case._replace(state=CaseState.RESTRICTED))
            session.note(store, "case.restricted", case_id, ground.value)
        session.reread_closed()

    @needs(Right.RESTRICTED)
    def lift_restriction(self, case_id: CaseId) -> None:
        """Let a restricted case be found and changed again; tell the person before (Art. 18 (3)).

        Raises:
            NotPermittedError: It is not restricted ("case_open" and so on).
        """
        session = self._session
        with session.write() as store:
            case = store.cases.get(case_id)
            if case.state is not CaseState.RESTRICTED:
                raise NotPermittedError(f"case_{case.state.value}")
            self._lift(store, case_id, HoldKind.RESTRICTION)
            before = CaseState.CLOSED if case.closed_at else CaseState.OPEN
            store.cases.save(case._replace(state=before))
            session.note(store, "case.restriction_lifted", case_id)
        session.reread_closed()

    @needs(Right.RESTRICTED)
    def restricted(self) -> list[HeldCase]:
        """Return the restricted cases, the oldest restriction first."""
        return self._held(HoldKind.RESTRICTION)

    @needs(Right.REQUESTS)
    def hold_for_dispute(self, case_id: CaseId) -> None:
        """Keep a case from deletion while the office is in a legal dispute about it."""
        with self._session.write() as store:
            standing = {hold.kind for hold in store.holds.standing(case_id)}
            if HoldKind.LEGAL_DISPUTE not in standing:
                self._hold(store, case_id, HoldKind.LEGAL_DISPUTE)
                self._session.note(store, "case.held", case_id)

    @needs(Right.REQUESTS)
    def end_dispute(self, case_id: CaseId) -> None:
        """Let a case be deleted again after a legal dispute."""
        with self._session.write() as store:
            self._lift(store, case_id, HoldKind.LEGAL_DISPUTE)
            self._session.note(store, "case.released", case_id)

    @needs(Right.REQUESTS)
    def in_dispute(self) -> list[HeldCase]:
        """Return the cases kept from deletion for a legal dispute, the oldest first.

        Cases that are closed to whoever asks are left out.
        """
        return self._held(HoldKind.LEGAL_DISPUTE)

    def _held(self, kind: HoldKind) -> list[HeldCase]:
        found = []
        with self._session.read() as store:
            for hold in store.holds.standing():
                if hold.kind is not kind:
                    continue
                with suppress(NotPermittedError):
                    number = store.cases.get(hold.case_id).number
                    found.append(HeldCase(case_id=hold.case_id, number=number, hold=hold))
        return found

    def _hold(self, store: Store, case_id: CaseId, kind: HoldKind, ground: str = "") -> None:
        store.holds.add(
            Hold(
                id=HoldId(uuid4()),
                case_id=case_id,
                kind=kind,
                ground=ground,
                since=self._session.now(),
                by=self._session.by,
            )
        )

    def _lift(self, store: Store, case_id: CaseId, kind: HoldKind) -> None:
        for hold in store.holds.standing(case_id):
            if hold.kind is kind:
                store.holds.lift(hold.id, self._session.now(), self._session.by)


def holds_on(store: Store, case_id: CaseId) -> list[HoldKind]:
    """Return what keeps a case from being deleted, each kind once.

    A running request does, but for the one that asks for the deletion.
    """
    kinds = [hold.kind for hold in store.holds.standing(case_id)]
    running = (r for r in store.requests.of_case(case_id) if r.is_open)
    if any(request.kind is not RequestKind.ERASURE for request in running):
        kinds.append(HoldKind.REQUEST)
    return list(dict.fromkeys(kinds))


def _case(store: Store, case_number: str) -> Case:
    case = store.cases.by_number(case_number)
    if case is None or case.state is CaseState.ERASED:
        raise NotFoundError("case")
    return case


def _running(store: Store, request_id: RequestId) -> DataRequest:
    request = store.requests.get(request_id)
    if not request.is_open:
        raise NotPermittedError("request_over")
    return request
