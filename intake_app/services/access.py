"""The answer to a request for access (Auskunft, Art. 15 DSGVO): one step, a PDF and a file.

Everything stored about the person is in it: current and earlier answers, half-typed input,
talks, permissions, papers, slips, scans, and who received what.  Answers about somebody else
are blacked out in both (`third_person` in the forms).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from intake_app.domain.data_rights import IdentityCheck, RequestKind
from intake_app.domain.dates import german_date
from intake_app.domain.office import DisclosureState, PaperKind
from intake_app.domain.retention import CaseAge, case_ends
from intake_app.domain.roles import Right
from intake_app.errors import NotPermittedError
from intake_app.printing import access_copy, nothing_stored
from intake_app.printing.access_copy import AccessChapter, AccessRow, AccessTable
from intake_app.services.access_data import Stored, access_json, left_on
from intake_app.services.access_parts import Teller, Told
from intake_app.services.document import Document
from intake_app.services.permissions import needs
from intake_app.services.reading import read_case
from intake_app.services.rendering import GERMAN, imprint, second_wording
from intake_app.services.session import office_day
from intake_app.vault.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from intake_app.domain.codes import CaseId, Category
    from intake_app.domain.data_rights import DataRequest, RequestId
    from intake_app.domain.waiver import Waiver
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

_RECORD_HEADER = ("R-L.what", "R-L.state", "R-L.day")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessAnswer:
    """An access copy, ready to be printed and saved.

    Attributes:
        document: The PDF.
        data: The same as JSON, for the person to take elsewhere (Art. 20 too).
    """

    request: DataRequest
    document: Document
    data: bytes


class AccessService:
    """What an advisor can do to answer a request for access."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.REQUESTS)
    def prepare(self, request_id: RequestId) -> AccessAnswer:
        """Gather everything about the person of a request.

        Raises:
            NotPermittedError: It was not made sure who asks ("identity_open"), the request is
                about no case ("no_case"), or the office has no address ("office_incomplete").
        """
        session = self._session
        with session.read() as store:
            request = store.requests.get(request_id)
            if request.case_id is None:
                raise NotPermittedError("no_case")
            if request.identity is IdentityCheck.PENDING:
                raise NotPermittedError("identity_open")
            stored = self._stored(store, request.case_id)
            office = store.office.load()
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
        number = f"A-{request.received_on:%Y%m%d}-{request.id.hex[:4].upper()}"
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
    def save(self, answer: AccessAnswer, folder: Path) -> tuple[Path, Path]:
        """Write PDF and JSON into a folder, readable for everybody, for the person to take.

        Raises:
            StorageError: No room on the medium, or it does not take it.
            NotPermittedError: Nothing leaves a practice vault ("practice").
        """
        session = self._session
        session.refuse_in_practice()
        name = f"auskunft-{answer.document.number}-{session.today().isoformat()}"
        pdf, data = folder / f"{name}.pdf", folder / f"{name}.json"
        with session.write() as store:
            session.note(store, "access.saved", answer.request.case_id, answer.document.number)
        write_atomic(pdf, answer.document.data)
        write_atomic(data, answer.data)
        return pdf, data

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
            scans=store.attachments.of_case(case_id),
            left=[
                row
                for row in store.disclosures.of_case(case_id)
                if row.state is DisclosureState.DONE
            ],
        )

    # On paper.

    def _pdf(self, request: DataRequest, stored: Stored) -> bytes:
        session = self._session
        data = access_copy.AccessCopy(
            number=stored.number,
            asked_on=request.received_on,
            as_of=session.today(),
            identity=request.identity.value,
            delete_on=stored.delete_on,
            recipients=tuple(
                (left_on(row), row.partner_name, _in_order(row.categories)) for row in stored.left
            ),
            chapters=tuple(chapter for chapter in self._chapters(stored) if chapter.tables),
            has_blanked=any(told.is_blanked for told in (*stored.answers, *stored.earlier)),
        )
        german = session.content.wording(GERMAN)
        other = second_wording(session, stored.language, "waiver")
        return access_copy.render(data, german, other, imprint(session))

    def _chapters(self, stored: Stored) -> list[AccessChapter]:
        say = self._session.content.wording(GERMAN).block
        half = [AccessRow(label=label, value=text) for label, text in stored.half_typed]
        return [
            AccessChapter(
                title="R-A08.title",
                tables=(*_by_section(stored.answers), *_table(say("R-L.half"), half)),
            ),
            AccessChapter(
                title="R-A10.title",
                tables=_table(
                    "",
                    [
                        AccessRow(
                            label=label,
                            value=say("R-L.you_say", claimed=dispute.claimed),
                            source=dispute.note,
                        )
                        for label, dispute in stored.disputes
                    ],
                ),
            ),
            AccessChapter(
                title="R-A09.title",
                tables=_table(
                    "",
                    [
                        AccessRow(
                            label=told.label,
                            value=told.text,
                            source=", ".join(filter(None, (told.source, told.reason))),
                        )
                        for told in stored.earlier
                    ],
                ),
            ),
            AccessChapter(
                title="R-A11.title",
                header=("R-L.partner", "R-L.what", "R-L.state"),
                tables=_table("", [row for w in stored.waivers for row in self._lines(w)]),
            ),
            AccessChapter(
                title="R-A12.title",
                header=_RECORD_HEADER,
                tables=_table("", self._records(stored)),
            ),
        ]

    def _lines(self, waiver: Waiver) -> list[AccessRow]:
        german = self._session.content.wording(GERMAN)
        rows = []
        for line in waiver.lines:
            if line.withdrawn_at:
                day = german_date(office_day(line.withdrawn_at))
                state = german.block("R-L.withdrawn", date=day)
            elif line.decision and line.valid_until:
                state = german.block("R-L.until", date=german_date(line.valid_until))
            else:
                state = german.block("R-L.refused")
            kinds = _in_order(line.categories)
            rows.append(
                AccessRow(
                    label=line.partner_name,
                    value=", ".join(german.list_label("categories", kind) for kind in kinds),
                    source=f"{waiver.number}: {state}",
                )
            )
        return rows

    def _records(self, stored: Stored) -> list[AccessRow]:
        german = self._session.content.wording(GERMAN)
        rows = [
            AccessRow(
                label=german.block("R-L.talk", date=german_date(office_day(talk.begun_at))),
                value=german.list_label("document_languages", talk.language),
                source=german_date(office_day(talk.begun_at)),
            )
            for talk in stored.talks
        ]
        rows += [
            AccessRow(
                label=german.block(f"R-K.{paper.kind.value}"),
                value=paper.number,
                source=german_date(office_day(paper.made_at)),
            )
            for paper in stored.papers
        ]
        rows += [
            AccessRow(
                label=german.block(f"R-K.{PaperKind.SLIP.value}"),
                value=f"{slip.number}: {', '.join(s.partner_name for s in slip.stations)}",
                source=german_date(slip.issued_on),
            )
            for slip in stored.slips
        ]
        rows += [
            AccessRow(
                label=german.list_label("documents", scan.document),
                value=german.block("R-L.scan", date=german_date(scan.delete_on)),
                source=german_date(office_day(scan.added_at)),
            )
            for scan in stored.scans
        ]
        return rows


def _by_section(answers: Sequence[Told]) -> tuple[AccessTable, ...]:
    return tuple(
        AccessTable(
            caption=section,
            rows=tuple(
                AccessRow(label=told.label, value=told.text, source=told.source) for told in found
            ),
        )
        for section, found in groupby(answers, key=lambda told: told.section)
    )


def _table(caption: str, rows: Iterable[AccessRow]) -> tuple[AccessTable, ...]:
    listed = tuple(rows)
    return (AccessTable(caption=caption, rows=listed),) if listed else ()


def _in_order(categories: Iterable[Category]) -> tuple[Category, ...]:
    return tuple(sorted(categories, key=lambda code: int(code.value[1:])))
