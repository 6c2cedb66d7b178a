"""Which papers a case can have printed now, and how far each of them is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from intake_app.domain.numbers import format_slip_number
from intake_app.domain.office import PaperKind, PrintState
from intake_app.domain.waiver import WaiverState
from intake_app.services.paper_wishes import PaperWish
from intake_app.ui.pages.paper.words import kind_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake_app.domain.codes import CaseId
    from intake_app.domain.office import Paper
    from intake_app.domain.waiver import Waiver
    from intake_app.services.document import Document
    from intake_app.services.services import Services

_SIGNED = frozenset(
    {
        WaiverState.IN_FORCE,
        WaiverState.PARTLY_WITHDRAWN,
        WaiverState.SIGNED,
        WaiverState.EXPIRED,
        WaiverState.WITHDRAWN,
    }
)
_IN_FORCE = frozenset({WaiverState.IN_FORCE, WaiverState.PARTLY_WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """One document that can be looked at and printed.

    Attributes:
        detail: What tells it apart from others of its kind: its number, the partner.
        language: Language beside German, "de" for none.
        paper: The last time it went to a printer, None when it never did.
        make: Renders it on another thread, or names it by ids, to be opened again.
    """

    kind: PaperKind
    detail: str
    language: str
    paper: Paper | None
    make: Callable[[], Document] | PaperWish

    @property
    def title(self) -> str:
        """What the document is called."""
        return kind_name(self.kind)

    @property
    def key(self) -> str:
        """Tells the same document again after reading anew."""
        return f"{self.kind.value} {self.detail}"

    @property
    def waits(self) -> bool:
        """Whether nobody said yet if it came out well."""
        return self.paper is not None and self.paper.state is PrintState.PENDING


def printables(services: Services, case_id: CaseId) -> list[Printable]:
    """Return the documents of a case, those of the person first."""
    return list(_all(services, case_id))


def _all(services: Services, case_id: CaseId) -> Iterator[Printable]:
    papers = services.papers
    head = services.cases.head(case_id)
    number, language = head.case.number, head.document_language or "de"
    printed = papers.of_case(case_id)

    def last(kind: PaperKind, of: str) -> Paper | None:
        return next((p for p in printed if p.kind is kind and p.number == of), None)

    def of_person(kind: PaperKind) -> Printable:
        return Printable(
            kind=kind,
            detail=number,
            language=language,
            paper=last(kind, number),
            make=PaperWish(kind=kind, subject=case_id),
        )

    yield of_person(PaperKind.SHORT_NOTICE)
    yield of_person(PaperKind.PRIVACY_NOTICE)
    if services.interviews.of_case(case_id):
        if head.needs_interpreter:
            yield of_person(PaperKind.INTERPRETER)
            yield replace(of_person(PaperKind.TIME_SHEET), language="de")
        yield of_person(PaperKind.COMPETENCE)
        yield of_person(PaperKind.SUMMARY)
        if papers.looks_for_school(case_id):
            yield of_person(PaperKind.SCHOOL_CHECKLIST)
            yield of_person(PaperKind.PUPIL_SHEET)
    for waiver in services.waivers.of_case(case_id):
        # A draft is printed where it is filled: a misprint makes its number void.
        if waiver.printed_at is not None and waiver.void_at is None:
            yield from _of_waiver(services, waiver, last)
    for old in services.corrections.to_inform(case_id):
        yield Printable(
            kind=PaperKind.CORRECTION,
            detail=f"{number} · {old.partner_name}",
            language="de",
            paper=last(PaperKind.CORRECTION, number),
            make=partial(services.corrections.notice, case_id, old.partner_id),
        )
    for slip in services.routing.of_case(case_id):
        yield Printable(
            kind=PaperKind.SLIP,
            detail=format_slip_number(slip.number),
            language=slip.language,
            paper=last(PaperKind.SLIP, slip.number),
            make=PaperWish(kind=PaperKind.SLIP, subject=slip.id),
        )


def _of_waiver(
    services: Services, waiver: Waiver, last: Callable[[PaperKind, str], Paper | None]
) -> Iterator[Printable]:
    state = services.waivers.state(waiver)
    yield Printable(
        kind=PaperKind.WAIVER,
        detail=waiver.number,
        language=waiver.language,
        paper=last(PaperKind.WAIVER, waiver.number),
        make=PaperWish(kind=PaperKind.WAIVER, subject=waiver.id),
    )
    yield Printable(
        kind=PaperKind.READ_ALOUD,
        detail=waiver.number,
        language=waiver.language,
        paper=last(PaperKind.READ_ALOUD, waiver.number),
        make=PaperWish(kind=PaperKind.READ_ALOUD, subject=waiver.id),
    )
    if state in _IN_FORCE:
        for line in services.waivers.in_force(waiver):
            yield Printable(
                kind=PaperKind.WAIVER_EXTRACT,
                detail=f"{waiver.number} · {line.partner_name}",
                language="de",
                paper=last(PaperKind.WAIVER_EXTRACT, waiver.line_number(line.id)),
                make=PaperWish(
                    kind=PaperKind.WAIVER_EXTRACT,
                    subject=waiver.id,
                    partner_id=line.partner_id,
                ),
            )
    if state in _SIGNED:
        yield Printable(
            kind=PaperKind.WITHDRAWAL,
            detail=waiver.number,
            language=waiver.language,
            paper=last(PaperKind.WITHDRAWAL, waiver.number),
            make=PaperWish(kind=PaperKind.WITHDRAWAL, subject=waiver.id),
        )
