"""The answer to a request for access (Auskunft, Art. 15 DSGVO): one step, a PDF and a file.

Everything stored about the person is in it: current and earlier answers, half-typed input,
talks, permissions and how they were signed, slips with what came back, papers, scans, requests,
restrictions, and who received what.  Answers about somebody else are blacked out in both
(`third_person` in the forms); who signed or interpreted beside the person is told by role, never
by name.  Which language a parent speaks with a child is about how the child grows up
(`pu.family_langs`), so it stays open.  The journal is about those who work here; it is no part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.data_rights import IdentityCheck, RequestKind
from intake_app.domain.office import DisclosureState, PaperKind
from intake_app.domain.retention import CaseAge, case_ends
from intake_app.domain.roles import Right
from intake_app.errors import NotPermittedError
from intake_app.printing import access_copy, nothing_stored
from intake_app.services.access_data import Stored, access_json, left_on
from intake_app.services.access_parts import Teller
from intake_app.services.access_rows import AccessRows, in_order
from intake_app.services.document import Document
from intake_app.services.permissions import needs
from intake_app.services.reading import read_case
from intake_app.services.rendering import GERMAN, imprint, second_wording
from intake_app.services.session import office_day
from intake_app.vault.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.codes import CaseId
    from intake_app.domain.data_rights import Attachment, DataRequest, RequestId
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

_ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessAnswer:
    """An access copy, ready to be printed and saved.

    Attributes:
        document: The PDF.
        data: The same as JSON, for the person to take elsewhere (Art. 20 too).
        scans: The scans that both name, with their bytes (Art. 15 (3)).
    """

    request: DataRequest
    document: Document
    data: bytes
    scans: tuple[Attachment, ...]


class AccessService:
    """What an advisor can do to answer a request for access."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.REQUESTS)
    def prepare(self, request_id: RequestId) -> AccessAnswer:
        """Gather everything about the person of a request; the journal tells of it.

        Head and data protection see no cases, but all of this one here.

        Raises:
            NotPermittedError: It was not made sure who asks ("identity_open"), the request is
                about no case ("no_case"), or the office has no address ("office_incomplete").
        """
        session = self._session
        with session.looking() as store:
            request = store.requests.get(request_id)
            if request.case_id is None:
                raise NotPermittedError("no_case")
            if request.identity is IdentityCheck.PENDING:
                raise NotPermittedError("identity_open")
            stored = self._stored(store, request.case_id)
            office = store.office.load()
            session.note_once(store, "access.prepared", request.case_id, stored.number)
        return AccessAnswer(
            request=request,
            document=Document(
                kind=PaperKind.ACCESS_COPY,
                case_id=request.case_id,
                number=stored.number,
                language=stored.language,
                data=self._pdf(request, stored),
            ),
            data=access_json(request, stored, office, session.today()),
            scans=tuple(stored.scans),
        )

    @needs(Right.REQUESTS)
    def nothing_stored(self, request_id: RequestId, recipient: str = "") -> Document:
        """Return the letter to somebody of whom nothing is stored, in German.

        Args:
            request_id: A request for access that is about no case.
            recipient: Name and address, line by line; it stands on the letter and nowhere
                else. Empty leaves lines to write on.

        Raises:
            NotPermittedError: It was not made sure who asks ("identity_open"), something is
                stored after all ("has_case"), or the office has no address
                ("office_incomplete").
        """
        session = self._session
        with session.read() as store:
            request = store.requests.get(request_id)
        if request.kind is not RequestKind.ACCESS or request.case_id is not None:
            raise NotPermittedError("has_case")
        if request.identity is IdentityCheck.PENDING:
            raise NotPermittedError("identity_open")
        number = request.letter_number
        letter = nothing_stored.NothingStored(
            number=number,
            recipient=tuple(line.strip() for line in recipient.splitlines() if line.strip()),
            asked_on=request.received_on,
            searched_on=session.today(),
        )
        german = session.content.wording(GERMAN)
        return Document(
            kind=PaperKind.NOTHING_STORED,
            case_id=None,
            number=number,
            language=GERMAN,
            data=nothing_stored.render(letter, german, imprint(session)),
        )

    @needs(Right.REQUESTS)
    def save(self, answer: AccessAnswer, folder: Path) -> tuple[Path, ...]:
        """Write PDF, JSON and the scans into a folder, readable for everybody, for the person.

        Returns:
            The files, in this order; their names hold the number of the case, no name.

        Raises:
            StorageError: No room on the medium, or it does not take it.
            NotPermittedError: Nothing leaves a practice vault ("practice").
        """
        session = self._session
        session.refuse_in_practice()
        name = f"auskunft-{answer.document.number}-{session.today().isoformat()}"
        files = {
            folder / f"{name}.pdf": answer.document.data,
            folder / f"{name}.json": answer.data,
            **{
                folder / f"{name}-kopie-{place}.{_ENDINGS[scan.media_type]}": scan.data or b""
                for place, scan in enumerate(answer.scans, start=1)
            },
        }
        with session.write() as store:
            session.note(store, "access.saved", answer.request.case_id, answer.document.number)
        for path, data in files.items():
            write_atomic(path, data)
        return tuple(files)

    def _stored(self, store: Store, case_id: CaseId) -> Stored:
        session = self._session
        case = store.cases.get(case_id)
        partners = {str(partner.id): partner.full_name for partner in store.partners.all()}
        teller = Teller(
            session.content.form("competence"), session.content.wording(GERMAN), partners
        )
        age = CaseAge(
            created_on=office_day(case.created_at),
            last_contact_on=office_day(case.last_contact_at),
            closed_on=office_day(case.closed_at) if case.closed_at else None,
            is_draft=False,
        )
        return Stored(
            number=case.number,
            language=read_case(store, case_id).document_language,
            partner_names=partners,
            delete_on=case_ends(age, store.office.load().spans)[1],
            talks=store.interviews.of_case(case_id)[::-1],
            answers=teller.current(store.answers.of_case(case_id).values()),
            earlier=teller.earlier(store.answers.history(case_id)),
            half_typed=list(teller.half_typed(store.drafts.all(case_id))),
            disputes=[
                (teller.label(dispute.path), dispute)
                for dispute in store.disputes.of_case(case_id)
            ],
            waivers=store.waivers.of_case(case_id),
            papers=store.papers.of_case(case_id),
            slips=store.slips.of_case(case_id),
            scans=[store.attachments.get(scan.id) for scan in store.attachments.of_case(case_id)],
            requests=store.requests.of_case(case_id),
            holds=store.holds.standing(case_id),
            left=[
                row
                for row in store.disclosures.of_case(case_id)
                if row.state is DisclosureState.DONE
            ],
        )

    # On paper.

    def _pdf(self, request: DataRequest, stored: Stored) -> bytes:
        session = self._session
        german = session.content.wording(GERMAN)
        rows = AccessRows(german, stored.partner_names)
        data = access_copy.AccessCopy(
            number=stored.number,
            asked_on=request.received_on,
            as_of=session.today(),
            identity=request.identity.value,
            delete_on=stored.delete_on,
            recipients=tuple(
                (left_on(row), row.partner_name, in_order(row.categories)) for row in stored.left
            ),
            chapters=tuple(chapter for chapter in rows.chapters(stored) if chapter.tables),
            has_blanked=any(told.is_blanked for told in (*stored.answers, *stored.earlier)),
        )
        other = second_wording(session, stored.language, "waiver")
        return access_copy.render(data, german, other, imprint(session))
