"""Printed documents: render from memory, print, and say whether the paper came out well."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.domain.codes import PaperId
from intake_app.domain.numbers import waiver_number
from intake_app.domain.office import Paper, PaperKind, PrintState
from intake_app.domain.roles import Right
from intake_app.errors import NotPermittedError
from intake_app.printing.slip_strip import STRIPS_PER_PAGE
from intake_app.printing.stamps import stamped
from intake_app.services import sentences, slip_rendering, waiver_rendering
from intake_app.services.document import Document
from intake_app.services.kept_papers import kept_waiver
from intake_app.services.office_rendering import render_office_sheet
from intake_app.services.permissions import needs
from intake_app.services.reading import read_case
from intake_app.services.reading_aloud import read_aloud
from intake_app.services.talk_papers import TalkPapers
from intake_app.services.waiver_reading import line_in_force
from intake_app.services.waivers import printed

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId, Category, PartnerId, SlipId, WaiverId
    from intake_app.domain.waiver import Waiver
    from intake_app.services.reading import Reading
    from intake_app.services.withdrawals import Withdrawal
    from intake_app.store.transaction import Store

MOST_BLANKS = 50
KEPT = frozenset({PaperKind.WAIVER})
"""Kinds whose bytes are kept, because they are signed; all others are rendered again."""

MAY_PRINT = (
    *(Right.COUNSEL, Right.DIRECTORY, Right.OFFICE, Right.REQUESTS, Right.JOURNAL),
    Right.STATISTICS,
)
"""Whoever can have a document can print it; what renders it has asked for its own right."""


class PaperService(TalkPapers):
    """What an advisor can print."""

    # Rendering.

    @needs(Right.COUNSEL)
    def waiver(self, waiver_id: WaiverId, *, large: bool = False) -> Document:
        """Return the waiver as it is printed; later as it was printed, stamped as a copy.

        Once it is printed, large print is a copy to read: one paper counts, the first one.
        """
        with self._session.read() as store:
            waiver = store.waivers.get(waiver_id)
            kept = kept_waiver(store, waiver)
            data = None if large else kept
            if data is None:
                reading = _reading(store, waiver)
                data = waiver_rendering.render_waiver(self._session, waiver, reading, large=large)
        again = large and kept is not None
        stamps = waiver_rendering.stamps_of(self._session, waiver, again=again)
        document = self._document(PaperKind.WAIVER, waiver, stamped(data, stamps))
        return replace(document, is_copy=bool(stamps))

    @needs(Right.COUNSEL)
    def waiver_extract(self, waiver_id: WaiverId, partner_id: PartnerId) -> Document:
        """Return the extract with one partner's line only, as it stands today.

        Raises:
            DisclosureRefusedError: The line is not in force; with reason and date.
        """
        session = self._session
        with session.read() as store:
            waiver = store.waivers.get(waiver_id)
            reading = _reading(store, waiver)
            line = line_in_force(waiver, partner_id, session.today(), reading.majority_on)
            data = waiver_rendering.render_waiver_extract(session, waiver, line, reading)
        document = self._document(PaperKind.WAIVER_EXTRACT, waiver, data)
        return replace(document, number=waiver.line_number(line.id), language="de")

    @needs(Right.COUNSEL)
    def sentence(
        self, waiver_id: WaiverId, partner_id: PartnerId, category: Category, words: str = ""
    ) -> Document:
        """Return the one sentence that a line about health or the child's level permits.

        Args:
            waiver_id: The waiver.
            partner_id: Who may read it.
            category: K9 or K12.
            words: For K12 the sentence; for K9 it stands on the waiver.

        Raises:
            DisclosureRefusedError: The line is not in force, or only allows asking.
            WaiverIncompleteError: There are no words, or too many ("sentence").
        """
        with self._session.read() as store:
            waiver = store.waivers.get(waiver_id)
            line, told, data = sentences.prepare(
                store, self._session, waiver, partner_id, category, words
            )
        document = self._document(PaperKind.SENTENCE, waiver, data)
        return replace(document, number=waiver.line_number(line.id), told=told)

    @needs(Right.COUNSEL)
    def read_aloud(self, waiver_id: WaiverId, *, large: bool = False) -> Document:
        """Return the sheet from which the waiver is read out, with the check questions."""
        with self._session.read() as store:
            waiver = store.waivers.get(waiver_id)
        read = read_aloud(self._session, waiver_id)
        data = waiver_rendering.render_read_aloud(self._session, waiver, read, large=large)
        return self._document(PaperKind.READ_ALOUD, waiver, data)

    @needs(Right.COUNSEL)
    def withdrawal_form(self, waiver_id: WaiverId, *, large: bool = False) -> Document:
        """Return the form with which the person can take the permission back."""
        with self._session.read() as store:
            waiver = store.waivers.get(waiver_id)
            reading = _reading(store, waiver)
        data = waiver_rendering.render_withdrawal_form(self._session, waiver, reading, large=large)
        return self._document(PaperKind.WITHDRAWAL, waiver, data)

    @needs(Right.COUNSEL)
    def withdrawal_confirmation(self, withdrawal: Withdrawal, *, large: bool = False) -> Document:
        """Return the confirmation of a withdrawal, for the person."""
        with self._session.read() as store:
            rows = store.disclosures.of_case(withdrawal.waiver.case_id)
            reading = _reading(store, withdrawal.waiver)
        data = waiver_rendering.render_withdrawal_confirmation(
            self._session, withdrawal, rows, reading, large=large
        )
        return self._document(PaperKind.WITHDRAWAL_CONFIRMED, withdrawal.waiver, data)

    @needs(Right.COUNSEL)
    def partner_notice(self, withdrawal: Withdrawal, partner_id: PartnerId) -> Document:
        """Return the notice to one partner that its permission has ended."""
        with self._session.read() as store:
            rows = store.disclosures.of_case(withdrawal.waiver.case_id)
            reading = _reading(store, withdrawal.waiver)
        data = waiver_rendering.render_partner_notice(
            self._session, withdrawal, partner_id, rows, reading
        )
        line = next(line for line in withdrawal.lines if line.partner_id == partner_id)
        document = self._document(PaperKind.WITHDRAWAL, withdrawal.waiver, data)
        return replace(document, number=withdrawal.waiver.line_number(line.id), language="de")

    @needs(Right.COUNSEL)
    def notice(self, case_id: CaseId, *, short: bool = False, large: bool = False) -> Document:
        """Return the privacy notice in the person's language, in full or the one page in short."""
        with self._session.read() as store:
            case = store.cases.get(case_id)
            language = read_case(store, case_id).document_language
        size = {"short": short, "large": large}
        data = waiver_rendering.render_notice(self._session, case.number, language, **size)
        return Document(
            kind=PaperKind.SHORT_NOTICE if short else PaperKind.PRIVACY_NOTICE,
            case_id=case_id,
            number=case.number,
            language=language,
            data=data,
        )

    @needs(Right.COUNSEL)
    def interpreter(self, case_id: CaseId) -> Document:
        """Return the interpreter's undertaking for the latest talk."""
        with self._session.read() as store:
            case = store.cases.get(case_id)
            reading = read_case(store, case_id)
        data = waiver_rendering.render_interpreter(self._session, case.number, reading)
        return Document(
            kind=PaperKind.INTERPRETER,
            case_id=case_id,
            number=case.number,
            language=reading.document_language,
            data=data,
        )

    @needs(Right.COUNSEL)
    def slip(self, slip_id: SlipId, *, large: bool = False) -> Document:
        """Return the routing slip with cover page and strips."""
        with self._session.read() as store:
            slip = store.slips.get(slip_id)
            data = slip_rendering.render_slip(self._session, store, slip, large=large)
        stamps = slip_rendering.stamps_of(self._session, slip)
        return Document(
            kind=PaperKind.SLIP,
            case_id=slip.case_id,
            number=slip.number,
            language=slip.language,
            data=stamped(data, stamps, times=STRIPS_PER_PAGE),
            subject=slip.id,
            is_copy=bool(stamps),
        )

    @needs(Right.COUNSEL)
    def blank_waivers(self, count: int, language: str) -> list[Document]:
        """Return blank waiver forms with numbers of their own, for emergencies.

        The numbers are used up; a signed form is entered later under its number.
        """
        if not 0 < count <= MOST_BLANKS:
            raise NotPermittedError("too_many_blanks")
        session = self._session
        year = session.today().year
        with session.write() as store:
            numbers = [
                waiver_number(year, store.waivers.next_waiver_seq(year)) for _ in range(count)
            ]
            store.office.add_blank_numbers(numbers)
            session.note(store, "waiver.blanks_made", of=f"{numbers[0]} +{count - 1}")
        return [
            Document(
                kind=PaperKind.BLANK_WAIVER,
                case_id=None,
                number=number,
                language=language,
                data=waiver_rendering.render_blank_waiver(session, number, language),
            )
            for number in numbers
        ]

    @needs(Right.COUNSEL, Right.DIRECTORY, Right.OFFICE)
    def office_sheet(self) -> Document:
        """Return "Unser Stellenblatt": our public keys with their words, for other offices.

        Raises:
            NotPermittedError: The keys of a practice vault are nobody's ("practice"), or the
                office has not filled in its address yet ("office_incomplete").
        """
        self._session.refuse_in_practice()
        return Document(
            kind=PaperKind.OFFICE_SHEET,
            case_id=None,
            number="",
            language="de",
            data=render_office_sheet(self._session),
        )

    # Printing.

    @needs(*MAY_PRINT)
    def send(self, document: Document) -> Paper:
        """Record that a document goes to the printer; it stays pending until confirmed.

        In a vault that is open for reading only, what is there can be printed without a record;
        what comes into being by its first printing, or tells a partner something, cannot.

        Raises:
            DisclosureRefusedError: It tells a partner what was taken back meanwhile.
            NotPermittedError: It needs a record, and the vault is open for reading only
                ("read_only").
        """
        session = self._session
        if document.told is not None or (document.kind in KEPT and not document.is_copy):
            session.refuse_read_only()
        paper = Paper(
            id=PaperId(uuid4()),
            case_id=document.case_id,
            kind=document.kind,
            number=document.number,
            language=document.language,
            sha256=hashlib.sha256(document.data).hexdigest(),
            state=PrintState.PENDING,
            made_at=session.now(),
            made_by=session.by,
            data=document.data if document.kind in KEPT and not document.is_copy else None,
        )
        if session.is_read_only:
            return paper
        with session.write() as store:
            self._register(store, document)
            store.papers.add(paper)
            session.note(
                store, "paper.sent", document.case_id, f"{document.kind} {document.number}"
            )
        return paper

    @needs(*MAY_PRINT)
    def came_out(self, paper_id: PaperId, document: Document) -> Paper:
        """Record that the paper came out well; a waiver's wording is fixed from now on."""
        session = self._session
        with session.write() as store:
            paper = replace(store.papers.get(paper_id), state=PrintState.PRINTED)
            store.papers.save(paper)
            if document.kind is PaperKind.WAIVER:
                waiver = store.waivers.by_number(document.number)
                if waiver is not None and waiver.printed_at is None:
                    store.waivers.save(printed(waiver, session))
            if document.kind is PaperKind.SLIP:
                slip = store.slips.by_number(document.number)
                if slip is not None:
                    store.slips.save(replace(slip, printed_at=session.now()))
            session.note(store, "paper.printed", paper.case_id, f"{paper.kind} {paper.number}")
        return paper

    @needs(*MAY_PRINT)
    def misprinted(self, paper_id: PaperId) -> Paper:
        """Record that the paper did not come out well; it can be printed again."""
        session = self._session
        with session.write() as store:
            paper = replace(store.papers.get(paper_id), state=PrintState.MISPRINT)
            store.papers.save(paper)
            if paper.kind is PaperKind.SENTENCE and paper.case_id:
                sentences.take_back(store, session, paper.case_id, paper.sha256)
            session.note(store, "paper.misprint", paper.case_id, f"{paper.kind} {paper.number}")
        return paper

    @needs(*MAY_PRINT)
    def saved(self, document: Document) -> None:
        """Record that a readable file was saved on purpose."""
        with self._session.write() as store:
            self._register(store, document)
            self._session.note(
                store, "paper.saved", document.case_id, f"{document.kind} {document.number}"
            )

    @needs(Right.COUNSEL)
    def of_case(self, case_id: CaseId) -> list[Paper]:
        """Return the papers of the case, newest first."""
        with self._session.read() as store:
            return store.papers.of_case(case_id)[::-1]

    def _register(self, store: Store, document: Document) -> None:
        if document.told is not None:
            sentences.require_permission(store, self._session, document.told)
            sentences.register(store, self._session, document.told, document.data)

    def _document(self, kind: PaperKind, waiver: Waiver, data: bytes) -> Document:
        return Document(
            kind=kind,
            case_id=waiver.case_id,
            number=waiver.number,
            language=waiver.language,
            data=data,
            subject=waiver.id,
        )


def _reading(store: Store, waiver: Waiver) -> Reading:
    return read_case(store, waiver.case_id)
