"""Corrections (Berichtigung, Art. 16 and 19 DSGVO): who has the old answer, and disputes.

The register of what left knows the questions of each hand-over.  Whoever received an answer
that was corrected since gets a notice; the new answer stands on it only where a line of a
waiver still lets that partner know it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.domain.data_rights import Dispute, DisputeId
from intake_app.domain.disclosure import decide
from intake_app.domain.office import DisclosureState, PaperKind
from intake_app.domain.roles import Right
from intake_app.errors import NotFoundError, NotPermittedError
from intake_app.printing import correction
from intake_app.services.access_parts import Teller
from intake_app.services.document import Document
from intake_app.services.facts import facts_of
from intake_app.services.permissions import needs
from intake_app.services.rendering import GERMAN, imprint
from intake_app.services.session import office_day
from intake_app.services.sheet_loading import latest_sheet
from intake_app.services.steps import INFORM_CORRECTION, add_inform_step, steps_of

if TYPE_CHECKING:
    from intake_app.domain.answers import AnswerChange
    from intake_app.domain.codes import CaseId, InterviewId, PartnerId
    from intake_app.domain.office import Disclosure
    from intake_app.services.session import Session
    from intake_app.services.sheet import Sheet
    from intake_app.store.transaction import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class OldAnswers:
    """A partner that has answers which were corrected since."""

    partner_id: PartnerId
    partner_name: str
    changes: tuple[AnswerChange, ...]


class CorrectionService:
    """What an advisor can do about answers that were wrong."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.COUNSEL)
    def to_inform(self, case_id: CaseId) -> list[OldAnswers]:
        """Return the partners that have an old answer, by name."""
        with self._session.read() as store:
            return _with_old_answers(store, case_id)

    @needs(Right.COUNSEL)
    def notice(self, case_id: CaseId, partner_id: PartnerId) -> Document:
        """Return the notice for one partner.

        Raises:
            NotFoundError: It has no old answer ("correction").
        """
        session = self._session
        with session.read() as store:
            found = [o for o in _with_old_answers(store, case_id) if o.partner_id == partner_id]
            if not found:
                raise NotFoundError("correction")
            sheet = latest_sheet(session, store, case_id)
            data = self._notice(store, case_id, found[0], sheet)
        german = session.content.wording(GERMAN)
        return Document(
            kind=PaperKind.CORRECTION,
            case_id=case_id,
            number=data.number,
            language=GERMAN,
            data=correction.render(data, german, imprint(session)),
        )

    @needs(Right.COUNSEL)
    def disputes(self, case_id: CaseId) -> list[Dispute]:
        """Return the answers of which the person says that they are wrong."""
        with self._session.read() as store:
            return store.disputes.of_case(case_id)

    @needs(Right.COUNSEL)
    def dispute(
        self,
        case_id: CaseId,
        interview_id: InterviewId | None,
        path: str,
        *,
        claimed: str,
        note: str = "",
    ) -> Dispute:
        """Keep what the person says beside the answer that the office holds to be right.

        Args:
            case_id: The case.
            interview_id: The talk, for an answer that belongs to one.
            path: Path of the answer.
            claimed: What the person says is right.
            note: The person's own words about it.

        Raises:
            NotPermittedError: What the person says is missing ("reason_needed").
        """
        if not claimed.strip():
            raise NotPermittedError("reason_needed")
        dispute = Dispute(
            id=DisputeId(uuid4()),
            case_id=case_id,
            interview_id=interview_id,
            path=path,
            claimed=claimed.strip(),
            note=note.strip(),
            at=self._session.now(),
            by=self._session.by,
        )
        with self._session.write() as store:
            store.cases.get(case_id)
            store.disputes.add(dispute)
            self._session.note(store, "dispute.noted", case_id, dispute.id)
        return dispute

    @needs(Right.COUNSEL)
    def settle(self, case_id: CaseId, dispute_id: DisputeId) -> None:
        """Record that both agree again."""
        with self._session.write() as store:
            store.cases.get(case_id)
            store.disputes.remove(dispute_id)
            self._session.note(store, "dispute.settled", case_id, dispute_id)

    def _notice(
        self, store: Store, case_id: CaseId, found: OldAnswers, sheet: Sheet
    ) -> correction.CorrectionNotice:
        session = self._session
        german = session.content.wording(GERMAN)
        partner = store.partners.get(found.partner_id)
        released = decide(
            facts_of(sheet, german),
            store.waivers.of_case(case_id),
            found.partner_id,
            session.today(),
            # The free texts went before, so somebody confirmed them one by one.
            confirmed=frozenset(change.path for change in found.changes),
            address_protected=sheet.reading.address_protected,
            majority_on=sheet.reading.majority_on,
        ).released
        now_right = {fact.path: fact.text for fact in released}
        teller = Teller(sheet.form, german, sheet.partner_names)
        days = {
            office_day(row.done_at or row.begun_at)
            for row in _done(store, case_id)
            if row.partner_id == found.partner_id
        }
        return correction.CorrectionNotice(
            number=sheet.case_number,
            name=sheet.reading.display_name,
            partner=partner.full_name,
            partner_address=partner.address,
            handed_on=tuple(sorted(days)),
            corrected=tuple(
                correction.Corrected(
                    label=teller.label(change.path),
                    old=teller.answer(change.path, change.old),
                    new=now_right.get(change.path),
                )
                for change in found.changes
            ),
        )


def open_correction_steps(store: Store, session: Session, case_id: CaseId, path: str) -> None:
    """Open a step for each partner that received the answer which was corrected just now."""
    steps = steps_of(latest_sheet(session, store, case_id).reading)
    waiting = {s.partner_id for s in steps if s.is_open and s.kind == INFORM_CORRECTION}
    told = {row.partner_id for row in _done(store, case_id) if path in row.paths}
    for partner_id in sorted(told - waiting, key=str):
        add_inform_step(store, session, case_id, partner_id, INFORM_CORRECTION)


def _with_old_answers(store: Store, case_id: CaseId) -> list[OldAnswers]:
    corrected = [change for change in store.answers.history(case_id) if change.reason]
    found: dict[PartnerId, dict[str, AnswerChange]] = {}
    names: dict[PartnerId, str] = {}
    for row in _done(store, case_id):
        handed_at = row.done_at or row.begun_at
        for change in corrected:
            if change.path in row.paths and change.replaced_at > handed_at:
                # The first change after the hand-over holds the answer that went.
                found.setdefault(row.partner_id, {}).setdefault(change.path, change)
                names[row.partner_id] = row.partner_name
    return sorted(
        (
            OldAnswers(
                partner_id=partner_id,
                partner_name=names[partner_id],
                changes=tuple(changes.values()),
            )
            for partner_id, changes in found.items()
        ),
        key=lambda old: old.partner_name,
    )


def _done(store: Store, case_id: CaseId) -> list[Disclosure]:
    rows = store.disclosures.of_case(case_id)
    return [row for row in rows if row.state is DisclosureState.DONE]
