"""The names of the ways to pages about one thing, and which page is reached by which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.ui.pages.case_page import CasePage
from intake_app.ui.pages.handover.handover_page import HandoverPage
from intake_app.ui.pages.interview_page import InterviewPage
from intake_app.ui.pages.paper.print_page import PrintPage
from intake_app.ui.pages.slip.family_page import FamilyPage
from intake_app.ui.pages.waiver.entry_page import PaperEntryPage
from intake_app.ui.pages.waiver.waiver_page import WaiverPage
from intake_app.ui.pages.waiver.withdrawal_page import WithdrawalPage
from intake_app.ui.shell.navigation import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.codes import CaseId
    from intake_app.ui.pages.page import Page

CASE, TALK, SLIP, HANDOVER = "case", "talk", "slip", "handover"
FAMILY = "family slips"
PRINT, TO_OFFICE = "print", "to office"
WAIVER, PAPER, WITHDRAWAL = "waiver", "signed paper", "withdrawal"


def stop_of(page: Page) -> Stop | None:
    """Return how a page above a case is opened again; None when that is not possible."""
    subject: object
    match page:
        case WaiverPage():
            way, subject = WAIVER, page.waiver_id
        case PaperEntryPage():
            way, subject = PAPER, page.case_id
        case WithdrawalPage():
            way, subject = WITHDRAWAL, page.waiver_id
        case HandoverPage():
            way, subject = TO_OFFICE, page.case_id
        case FamilyPage():
            way, subject = FAMILY, page.slip_id
        case PrintPage() if page.wish is not None:
            way, subject = PRINT, page.wish
        case _:
            return None
    return Stop(way=way, subject=subject)


def case_at_hand(pages: Sequence[Page]) -> CaseId | None:
    """Return the case that the uppermost of these pages is about; None without one."""
    for page in reversed(pages):
        if isinstance(page, CasePage):
            return page.case_id
        if isinstance(page, InterviewPage):
            return page.sheet.interview.case_id
    return None
