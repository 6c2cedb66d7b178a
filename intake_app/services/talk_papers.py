"""Papers about the latest talk: profile, summary, papers for a school, time sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.office import PaperKind
from intake_app.domain.roles import Right
from intake_app.errors import NotPermittedError
from intake_app.services.document import Document
from intake_app.services.permissions import needs
from intake_app.services.profile_rendering import render_competence
from intake_app.services.school_rendering import (
    render_pupil_sheet,
    render_school_checklist,
)
from intake_app.services.sheet_loading import latest_sheet
from intake_app.services.summary_rendering import render_summary
from intake_app.services.time_rendering import render_time_sheet

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId
    from intake_app.services.session import Session
    from intake_app.services.sheet import Sheet


class TalkPapers:
    """What can be printed of the answers of a case."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.COUNSEL)
    def time_sheet(self, case_id: CaseId) -> Document:
        """Return the hours of the latest talk for the interpreter's bill, without a name."""
        sheet = self._sheet(case_id)
        return self._of_talk(
            PaperKind.TIME_SHEET, sheet, render_time_sheet(self._session, sheet), "de"
        )

    @needs(Right.COUNSEL)
    def competence(self, case_id: CaseId, *, large: bool = False) -> Document:
        """Return the competence profile for person and file."""
        sheet = self._sheet(case_id)
        data = render_competence(self._session, sheet, large=large)
        return self._of_talk(PaperKind.COMPETENCE, sheet, data)

    @needs(Right.COUNSEL)
    def summary(self, case_id: CaseId, *, large: bool = False) -> Document:
        """Return the one-page summary for the person."""
        with self._session.read() as store:
            sheet = latest_sheet(self._session, store, case_id)
            data = render_summary(self._session, store, sheet, large=large)
        return self._of_talk(PaperKind.SUMMARY, sheet, data)

    @needs(Right.COUNSEL)
    def school_checklist(self, case_id: CaseId, *, large: bool = False) -> Document:
        """Return the checklist for registering at a school, for the family.

        Raises:
            NotPermittedError: The talk is not about a school place ("no_school_place").
        """
        sheet = self._about_school(case_id)
        data = render_school_checklist(self._session, sheet, large=large)
        return self._of_talk(PaperKind.SCHOOL_CHECKLIST, sheet, data)

    @needs(Right.COUNSEL)
    def pupil_sheet(self, case_id: CaseId, *, large: bool = False) -> Document:
        """Return the pupil sheet for the family, which shows it to the school it likes.

        Raises:
            NotPermittedError: The talk is not about a school place ("no_school_place").
        """
        sheet = self._about_school(case_id)
        data = render_pupil_sheet(self._session, sheet, large=large)
        return self._of_talk(PaperKind.PUPIL_SHEET, sheet, data)

    @needs(Right.COUNSEL)
    def looks_for_school(self, case_id: CaseId) -> bool:
        """Tell whether the latest talk is about a school place, so that its papers fit."""
        return self._sheet(case_id).is_about_school

    def _sheet(self, case_id: CaseId) -> Sheet:
        with self._session.read() as store:
            return latest_sheet(self._session, store, case_id)

    def _about_school(self, case_id: CaseId) -> Sheet:
        sheet = self._sheet(case_id)
        if not sheet.is_about_school:
            raise NotPermittedError("no_school_place")
        return sheet

    def _of_talk(self, kind: PaperKind, sheet: Sheet, data: bytes, language: str = "") -> Document:
        return Document(
            kind=kind,
            case_id=sheet.interview.case_id,
            number=sheet.case_number,
            language=language or sheet.reading.document_language,
            data=data,
        )
