"""Fills the checklist for registering at a school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.form_engine.values import grid
from intake_app.printing import school_checklist
from intake_app.printing.school_checklist import ListedPaper
from intake_app.services.rendering import GERMAN, imprint, second_wording

if TYPE_CHECKING:
    from intake_app.services.session import Session
    from intake_app.services.sheet import Sheet

WANTED = "reg.wanted"
_PAPERS = "reg.papers"


def is_about_school(sheet: Sheet) -> bool:
    """Tell whether the talk is about a place at a school."""
    return sheet.is_shown(WANTED) and sheet.reading.value(WANTED) == "yes"


def render_school_checklist(session: Session, sheet: Sheet, *, large: bool = False) -> bytes:
    """Return the checklist in German and the family's language, with what is known already."""
    known = sheet.reading.value(_PAPERS)
    states = grid(known) if known else {}
    data = school_checklist.SchoolChecklist(
        number=sheet.case_number,
        papers=tuple(
            ListedPaper(code=row.code, state=states.get(row.code, ""))
            for row in sheet.form.question(_PAPERS).rows
        ),
    )
    german = session.content.wording(GERMAN)
    other = second_wording(session, sheet.reading.document_language, "competence")
    return school_checklist.render(data, german, other, imprint(session), large=large)
