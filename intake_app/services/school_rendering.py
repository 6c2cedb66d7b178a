"""Fills the papers for registering at a school: checklist and pupil sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.answers import AnswerState
from intake_app.form_engine.model import Need
from intake_app.form_engine.values import grid
from intake_app.printing import pupil_sheet, school_checklist
from intake_app.printing.school_checklist import ListedPaper
from intake_app.printing.wording import Bilingual
from intake_app.services.profile_parts import ProfileParts
from intake_app.services.profile_rendering import PUPIL, told
from intake_app.services.reading import WANTS_SCHOOL
from intake_app.services.rendering import GERMAN, imprint, second_wording
from intake_app.services.session import office_day
from intake_app.services.waiver_rendering import birth_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.form_engine.wording import Wording
    from intake_app.services.profile_parts import Said
    from intake_app.services.session import Session
    from intake_app.services.sheet import Sheet

_PAPERS = "reg.papers"
_PUPIL_SECTIONS: Final = frozenset({"D1", PUPIL, "D3"})
_ALSO_ON_SHEET: Final = frozenset(
    {
        *("person.sex", "person.citizenships", "person.entry_de"),
        *("lang.first", "lang.german", "alpha.first", "alpha.scripts"),
        *("sch.years", "sch.rows", "sch.gap_any", "sch.gap_months", "sch.fav"),
        *("fam.guardian", "fam.guardian_persons"),
    }
)
"""Questions of other sections, or the repeats whose rows, that a school asks for too."""

_NOT_ON_SHEET: Final = frozenset({WANTS_SCHOOL, _PAPERS, "pu.consider", "guardian.address"})
"""What the checklist says, what needs a consent of its own, and where guardians live."""


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


def render_pupil_sheet(session: Session, sheet: Sheet, *, large: bool = False) -> bytes:
    """Return the pupil sheet for the family, with what a school asks for and nothing else."""
    german = session.content.wording(GERMAN)
    other = second_wording(session, sheet.reading.document_language, "competence")
    reading, form = sheet.reading, sheet.form
    listed = [said for said in told(sheet, german, other) if _is_for_school(said)]
    section = form.section(PUPIL)
    data = pupil_sheet.PupilSheet(
        title=Bilingual(
            german.section_title(section), other.section_title(section) if other else ""
        ),
        number=sheet.case_number,
        form_version=form.version,
        name=reading.display_name,
        spellings=tuple(name.full for name in reading.names[1:]),
        birth=birth_in_words(reading, german),
        dated=office_day(sheet.interview.begun_at),
        sections=tuple(ProfileParts(form, german, other).sections(listed)),
        missing=tuple(_missing(sheet, german, other)),
    )
    return pupil_sheet.render(data, german, other, imprint(session), large=large)


def _is_for_school(said: Said) -> bool:
    """Tell whether an answer stands on the sheet; what nobody knows or says is left out."""
    place = said.place
    if said.entry.state is not AnswerState.ANSWERED or place.question.id in _NOT_ON_SHEET:
        return False
    ids = {place.question.id, place.repeat}
    return place.section.id in _PUPIL_SECTIONS or not ids.isdisjoint(_ALSO_ON_SHEET)


def _missing(sheet: Sheet, german: Wording, other: Wording | None) -> Iterator[Bilingual]:
    """Yield what a school asks for and nobody has answered, each question once."""
    paths = sheet.missing(Need.SCHOOL)
    for question in dict.fromkeys(sheet.form.place_at(path).question for path in paths):
        yield Bilingual(german.short(question), other.short(question) if other else "")
