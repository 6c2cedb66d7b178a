"""Which document somebody looks at, as ids alone, so that it can be opened again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from intake_app.domain.codes import Category, PartnerId, WaiverId
from intake_app.domain.office import PaperKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from intake_app.services.document import Document
    from intake_app.services.papers import PaperService


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWish:
    """A document to be rendered; holds no data of a person.

    Attributes:
        subject: Id of the case, waiver or slip; None for the sheet of the office.
        partner_id: For an extract or a sentence: whose line it is.
        large: In large print (Großdruck); for papers of `IN_LARGE_PRINT` only.
    """

    kind: PaperKind
    subject: UUID | None = None
    partner_id: PartnerId | None = None
    large: bool = False

    @property
    def can_be_large(self) -> bool:
        """Whether there is a large-print variant: of what a person reads or takes home."""
        return self.kind in IN_LARGE_PRINT and self.partner_id is None


IN_LARGE_PRINT = frozenset(
    {
        PaperKind.WAIVER,
        PaperKind.PRIVACY_NOTICE,
        PaperKind.SHORT_NOTICE,
        PaperKind.SLIP,
        PaperKind.SUMMARY,
        PaperKind.COMPETENCE,
        PaperKind.SCHOOL_CHECKLIST,
        PaperKind.PUPIL_SHEET,
        PaperKind.READ_ALOUD,
        PaperKind.WITHDRAWAL,
    }
)
"""Papers of a person; what goes to offices and into the file stays as it is."""


def render_wish(papers: PaperService, wish: PaperWish) -> Document:
    """Render what is wished for; the sentence about health stands on the waiver."""
    if wish.kind is PaperKind.OFFICE_SHEET:
        return papers.office_sheet()
    if wish.subject is None:
        raise ValueError("a paper about nothing")
    if wish.partner_id is not None:
        return _about_a_line(papers, wish.kind, WaiverId(wish.subject), wish.partner_id)
    by_kind: dict[PaperKind, Callable[..., Document]] = {
        PaperKind.PRIVACY_NOTICE: papers.notice,
        PaperKind.SHORT_NOTICE: partial(papers.notice, short=True),
        PaperKind.INTERPRETER: papers.interpreter,
        PaperKind.TIME_SHEET: papers.time_sheet,
        PaperKind.COMPETENCE: papers.competence,
        PaperKind.SUMMARY: papers.summary,
        PaperKind.SCHOOL_CHECKLIST: papers.school_checklist,
        PaperKind.PUPIL_SHEET: papers.pupil_sheet,
        PaperKind.SLIP: papers.slip,
        PaperKind.WAIVER: papers.waiver,
        PaperKind.READ_ALOUD: papers.read_aloud,
        PaperKind.WITHDRAWAL: papers.withdrawal_form,
    }
    render = by_kind[wish.kind]
    return render(wish.subject, large=True) if wish.large else render(wish.subject)


def rendering(
    papers: PaperService, make: Callable[[], Document] | PaperWish
) -> Callable[[], Document]:
    """Return what renders a document, however it was named."""
    return partial(render_wish, papers, make) if isinstance(make, PaperWish) else make


def _about_a_line(
    papers: PaperService, kind: PaperKind, waiver_id: WaiverId, partner_id: PartnerId
) -> Document:
    if kind is PaperKind.SENTENCE:
        return papers.sentence(waiver_id, partner_id, Category.HEALTH)
    return papers.waiver_extract(waiver_id, partner_id)
