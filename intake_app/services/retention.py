"""What must go and when: proposals, the second person, the deletion and its protocol.

Deleting takes two steps and two people: somebody proposes, somebody else confirms with a
passphrase of their own.  Where nobody else could, the same person confirms after a night.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.domain.answers import AnswerState
from intake_app.domain.case import CaseState
from intake_app.domain.data_rights import (
    Archive,
    Erasure,
    ErasureId,
    ErasureReason,
    ErasureState,
    HoldKind,
    Outcome,
    RequestKind,
)
from intake_app.domain.retention import (
    WARN_DAYS,
    CaseAge,
    Due,
    RetentionClass,
    case_ends,
    proof_ends,
    sensitive_ends,
)
from intake_app.domain.roles import Right, rights_of
from intake_app.errors import NotPermittedError
from intake_app.services.consents import (
    CLASSES,
    CONSENTS,
    FIRST_SCHOOL_DAY,
    PLACEMENTS,
    erase_resting_on,
)
from intake_app.services.permissions import needs
from intake_app.services.remnants import leave_remnants, settle_remnants
from intake_app.services.requests import holds_on
from intake_app.services.session import OFFICE_ZONE, office_day

if TYPE_CHECKING:
    from intake_app.domain.case import Case
    from intake_app.domain.codes import CaseId
    from intake_app.domain.office import Advisor, Office
    from intake_app.domain.retention import RetentionSpans
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

NIGHT = timedelta(hours=20)
"""So long lies between proposal and confirmation where there is no second person."""

NOTICE = "meta.info_notice"
_RECORD = frozenset({RetentionClass.CASE, RetentionClass.DRAFT})


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePreview:
    """What goes and what stays, in numbers; the page words it.

    Attributes:
        answers: Current answers; `earlier` counts those in the history.
        proofs: Signed waivers that stay, reduced to lines and dates.
        hand_overs: Rows of the register of what left that stay, without the questions.
        proof_until: First day on which the proofs go too; None when nothing stays.
        holds: What forbids the deletion now.
    """

    case_number: str
    answers: int
    earlier: int
    talks: int
    papers: int
    slips: int
    attachments: int
    proofs: int
    hand_overs: int
    proof_until: date | None
    holds: tuple[HoldKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmer:
    """Somebody who may confirm a deletion."""

    slot_id: str
    initials: str


class RetentionService:
    """What an advisor can do about data that must go."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.REQUESTS)
    def due(self) -> list[Due]:
        """Return what is due or will be within the first warning, soonest first."""
        today = self._session.today()
        with self._session.read() as store:
            drafts = self._due_drafts(store, today + timedelta(days=WARN_DAYS[1]))
            known = {due.case_id for due in drafts}
            cases = self._due_cases(store, today + timedelta(days=WARN_DAYS[0]))
            found = [*drafts, *(due for due in cases if due.case_id not in known)]
            found += self._due_consents(store)
        return sorted(found, key=lambda due: (due.on, due.number))

    @needs(Right.REQUESTS)
    def due_count(self) -> int:
        """Return how many cases are due by their last contact, for the day's page."""
        with self._session.read() as store:
            proposed = {erasure.case_id for erasure in store.erasures.proposed()}
            due = self._due_cases(store, self._session.today())
        return sum(one.case_id not in proposed for one in due)

    @needs(Right.REQUESTS)
    def preview(self, case_id: CaseId) -> ErasurePreview:
        """Return what a deletion of the case would take and leave."""
        with self._session.read() as store:
            signed = [w for w in store.waivers.of_case(case_id) if w.signature]
            left = store.disclosures.of_case(case_id)
            return ErasurePreview(
                case_number=store.cases.get(case_id).number,
                answers=len(store.answers.of_case(case_id)),
                earlier=len(store.answers.history(case_id)),
                talks=len(store.interviews.of_case(case_id)),
                papers=len(store.papers.of_case(case_id)),
                slips=len(store.slips.of_case(case_id)),
                attachments=len(store.attachments.of_case(case_id)),
                proofs=len(signed),
                hand_overs=len(left),
                proof_until=_proof_ends(store, case_id, store.office.load()),
                holds=tuple(holds_on(store, case_id)),
            )

    @needs(Right.REQUESTS)
    def propose(
        self,
        case_id: CaseId,
        reason: ErasureReason,
        *,
        retention_class: RetentionClass = RetentionClass.CASE,
        archive: Archive = Archive.NOT_WORTHY,
        archive_on: date | None = None,
    ) -> Erasure:
        """Propose a deletion; nothing is deleted yet.

        Raises:
            NotPermittedError: Something keeps the case ("held_…"), it is proposed already
                ("proposed"), or it has to be offered to the archive first ("archive_open").
        """
        session = self._session
        with session.write() as store:
            case = store.cases.get(case_id)
            _refuse_held(store, case_id)
            if any(erasure.case_id == case_id for erasure in store.erasures.proposed()):
                raise NotPermittedError("proposed")
            decided = store.office.load().archive_decided or reason is not ErasureReason.DUE
            if archive is Archive.NOT_WORTHY and not decided and retention_class in _RECORD:
                raise NotPermittedError("archive_open")
            erasure = Erasure(
                id=ErasureId(uuid4()),
                case_id=case_id,
                case_number=case.number,
                reason=reason,
                classes=(retention_class.value,),
                archive=archive,
                archive_on=archive_on,
                proposed_at=session.now(),
                proposed_by=session.by,
                proposer_slot=session.advisor.slot_id,
            )
            store.erasures.add(erasure)
            session.note(store, "erasure.proposed", case_id, case.number)
        return erasure

    @needs(Right.REQUESTS)
    def proposed(self) -> list[Erasure]:
        """Return the proposals that wait for a second person."""
        with self._session.read() as store:
            return store.erasures.proposed()

    @needs(Right.REQUESTS)
    def reject(self, erasure_id: ErasureId) -> None:
        """Take a proposal back, or turn it down."""
        with self._session.write() as store:
            erasure = _open_proposal(store, erasure_id)
            store.erasures.save(replace(erasure, state=ErasureState.REJECTED))
            self._session.note(store, "erasure.rejected", erasure.case_id, erasure.case_number)

    @needs(Right.REQUESTS)
    def confirmers(self, erasure: Erasure) -> list[Confirmer]:
        """Return who may confirm; the proposer only where there is nobody else."""
        with self._session.read() as store:
            return [
                Confirmer(slot_id=advisor.slot_id, initials=advisor.initials)
                for advisor in _confirmers(store.office.advisors(), erasure)
            ]

    @needs(Right.REQUESTS)
    def confirm(self, erasure_id: ErasureId, slot_id: str, passphrase: str) -> Erasure:
        """Delete what was proposed, for good; takes most of a second and cannot be undone.

        Args:
            erasure_id: The proposal.
            slot_id: Who confirms.
            passphrase: The passphrase of that person.

        Raises:
            WrongPassphraseError: It does not open the slot.
            NotPermittedError: This person may not confirm ("second_person"), the night is not
                over ("one_night"), or something keeps the case meanwhile ("held_…").
        """
        session = self._session
        with session.read() as store:
            erasure = _open_proposal(store, erasure_id)
            people = {a.slot_id: a for a in _confirmers(store.office.advisors(), erasure)}
            _refuse_held(store, erasure.case_id)
        confirmer = people.get(slot_id)
        if confirmer is None:
            raise NotPermittedError("second_person")
        alone = slot_id == erasure.proposer_slot
        if alone and session.now() - erasure.proposed_at < NIGHT:
            raise NotPermittedError("one_night")
        session.folder.unlock(passphrase, slot_id).wipe()
        with session.write() as store:
            erasure = _open_proposal(store, erasure_id)
            _refuse_held(store, erasure.case_id)
            self._erase(store, erasure)
            leave_remnants(store)
            done = replace(
                erasure,
                state=ErasureState.DONE,
                done_at=session.now(),
                confirmed_by=confirmer.initials,
                alone=alone,
            )
            store.erasures.save(done)
            session.note(store, "erasure.done", None, erasure.case_number)
        settle_remnants(session)
        return done

    @needs(Right.REQUESTS)
    def protocol(self) -> list[Erasure]:
        """Return what was deleted, newest first; no entry names a person."""
        with self._session.read() as store:
            return store.erasures.protocol()

    @needs(Right.REQUESTS)
    def erase_due_proofs(self) -> int:
        """Delete the proofs of erased cases whose years are over; return of how many.

        None goes while the clock is in doubt.
        """
        session = self._session
        if not session.deletes_by_itself():
            return 0
        with session.write() as store:
            office = store.office.load()
            gone = 0
            for case_id in store.erasing.erased():
                ends = _proof_ends(store, case_id, office)
                if ends is None or ends <= session.today():
                    store.erasing.erase_proof(case_id)
                    gone += 1
            if gone:
                session.note(store, "erasure.proofs", None, gone)
                leave_remnants(store)
        if gone:
            settle_remnants(session)
        return gone

    # Inside.

    def _erase(self, store: Store, erasure: Erasure) -> None:
        session = self._session
        classes = {RetentionClass(code) for code in erasure.classes}
        if classes & _RECORD:
            store.erasing.erase_record(erasure.case_id, session.now())
            for request in store.requests.of_case(erasure.case_id):
                if request.is_open and request.kind is RequestKind.ERASURE:
                    store.requests.save(
                        replace(
                            request,
                            outcome=Outcome.GRANTED,
                            done_on=session.today(),
                            done_by=session.by,
                        )
                    )
            return
        form = session.content.form("competence")
        for consent, retention_class in CLASSES.items():
            if retention_class in classes:
                erase_resting_on(store, form, erasure.case_id, consent)
                # Nothing rests on it any more; whoever tells something new is asked anew.
                store.erasing.erase_answers(erasure.case_id, {consent})

    def _due_cases(self, store: Store, ahead: date) -> list[Due]:
        """Return the cases that are due by the day by their last contact or closing."""
        spans = store.office.load().spans
        before = _midnight(_months_before(ahead, spans.case_months))
        found = store.erasing.old_cases(before)
        return [due for one in found if (due := _due_case(store, *one, spans)).on <= ahead]

    def _due_drafts(self, store: Store, ahead: date) -> list[Due]:
        """Return the drafts that are due by the day; whole cases among them are left out."""
        spans = store.office.load().spans
        before = _midnight(ahead - timedelta(days=spans.draft_days - 1))
        found = (_due_case(store, *one, spans) for one in store.erasing.old_drafts(before))
        return [due for due in found if due.retention_class is RetentionClass.DRAFT]

    def _due_consents(self, store: Store) -> list[Due]:
        today, spans = self._session.today(), store.office.load().spans
        ahead = today + timedelta(days=WARN_DAYS[0])
        found = []
        for case, consent, at in store.erasing.consents_before(CONSENTS, self._session.now()):
            kind, since = CLASSES[consent], office_day(at)
            if kind is RetentionClass.LEVEL:
                placed_on = _placed_on(store, case)
                if placed_on is None:
                    continue  # still needed; it goes with the case
                since = max(since, placed_on)
            on = sensitive_ends(kind, since, spans)
            if on <= ahead:
                found.append(_due(case, kind, on))
        return found


def _due_case(store: Store, case: Case, talked: bool, spans: RetentionSpans) -> Due:  # noqa: FBT001
    age = CaseAge(
        created_on=office_day(case.created_at),
        last_contact_on=office_day(case.last_contact_at),
        closed_on=office_day(case.closed_at) if case.closed_at else None,
        is_draft=case.state is CaseState.OPEN and not talked and _is_draft(store, case),
    )
    return _due(case, *case_ends(age, spans))


def _placed_on(store: Store, case: Case) -> date | None:
    """Return the day on which a school place was entered, or the first day there if earlier."""
    days: list[date] = []
    for path in PLACEMENTS:
        for stored in store.answers.of_cases([case.id], path).get(case.id, ()):
            if stored.answer.state is AnswerState.ANSWERED:
                days.append(office_day(stored.at))
                if path == FIRST_SCHOOL_DAY and stored.answer.value:
                    days.append(date.fromisoformat(stored.answer.value))
    return min(days, default=None)


def _is_draft(store: Store, case: Case) -> bool:
    """Tell whether nobody was told of the record and nothing was signed."""
    noticed = store.answers.of_cases([case.id], NOTICE).get(case.id, ())
    told = any(stored.answer.value == "yes" for stored in noticed)
    return not told and not any(w.signature for w in store.waivers.of_case(case.id))


def _due(case: Case, retention_class: RetentionClass, on: date) -> Due:
    return Due(case_id=case.id, number=case.number, retention_class=retention_class, on=on)


def _confirmers(advisors: list[Advisor], erasure: Erasure) -> list[Advisor]:
    able = [advisor for advisor in advisors if Right.REQUESTS in rights_of(advisor)]
    others = [advisor for advisor in able if advisor.slot_id != erasure.proposer_slot]
    return others or able


def _open_proposal(store: Store, erasure_id: ErasureId) -> Erasure:
    erasure = store.erasures.get(erasure_id)
    if erasure.state is not ErasureState.PROPOSED:
        raise NotPermittedError("erasure_over")
    return erasure


def _refuse_held(store: Store, case_id: CaseId) -> None:
    for kind in holds_on(store, case_id):
        raise NotPermittedError(f"held_{kind.value}")


def _proof_ends(store: Store, case_id: CaseId, office: Office) -> date | None:
    ends = [w.ended_on() or office_day(w.created_at) for w in store.waivers.of_case(case_id)]
    ends += [office_day(row.done_at or row.begun_at) for row in store.disclosures.of_case(case_id)]
    return proof_ends(max(ends), office.spans) if ends else None


def _months_before(day: date, months: int) -> date:
    """Return a day that surely lies before the same day so many months ago, and a little more."""
    return day - timedelta(days=28 * months)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)
