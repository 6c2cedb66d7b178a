"""What the parts of the page show, as it follows from the sheet of the talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.form_engine.model import NoteLevel
from intake_app.i18n import _
from intake_app.services.overview import overview
from intake_app.ui.pages.interview.completion import Point, Remaining
from intake_app.ui.pages.interview.questions import question_words
from intake_app.ui.pages.interview.section_list import Mark, SectionState
from intake_app.ui.pages.interview.summary import Known
from intake_app.ui.pages.moments import hour
from intake_app.ui.pages.talk_words import language_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.form_engine.model import Section
    from intake_app.form_engine.relevance import Shown
    from intake_app.form_engine.wording import Wording
    from intake_app.services.session import Content
    from intake_app.services.sheet import Sheet


def section_states(sheet: Sheet, german: Wording) -> list[SectionState]:
    """Return how far every section has come."""
    blocked = {shown.section.id for shown in sheet.blocks()}
    return [_state(sheet, german, section, blocked) for section in sheet.form.sections]


def known(sheet: Sheet, content: Content) -> Known:
    """Return what the summary shows."""
    german = content.wording("de")
    badges = []
    if sheet.reading.address_protected:
        badges.append((_("Address protected"), "warn", "lock"))
    age = sheet.reading.age(sheet.today)
    told = sheet.reading.value("birth.value") or sheet.reading.value("birth.official")
    if told and sheet.reading.possible_ages(sheet.today).is_unsure:
        badges.append((_("Age not certain"), "warn", "warn"))
    groups = tuple(
        (german.section_title(group.section), group.lines) for group in overview(sheet, german)
    )
    talk = sheet.interview
    return Known(
        talk=_("{language}, since {hour}").format(
            language=language_words(talk.language, content), hour=hour(talk.begun_at)
        ),
        name=sheet.reading.display_name,
        age=age.text,
        badges=tuple(badges),
        groups=groups,
        left_open=len(sheet.left_open()),
    )


def remaining(sheet: Sheet, german: Wording) -> Remaining:
    """Return what stands between the talk and its completion."""
    blocks = tuple(
        (_point(sheet, german, shown.path), block_text(shown, german)) for shown in sheet.blocks()
    )
    drafts = sorted(path for path in sheet.drafts if sheet.is_shown(path))
    return Remaining(
        blocks=blocks,
        missing=_points(sheet, german, sheet.missing()),
        drafts=_points(sheet, german, drafts),
        left_open=_points(sheet, german, sheet.left_open()),
        hidden=_points(sheet, german, sheet.hidden_answers()),
    )


def block_text(shown: Shown, german: Wording) -> str:
    """Return the note that stops the talk at a question."""
    notes = (note for note in shown.notes if note.level is NoteLevel.BLOCK)
    return " ".join(german.note(shown.question, note) for note in notes)


def _state(sheet: Sheet, german: Wording, section: Section, blocked: set[str]) -> SectionState:
    settled, asked = sheet.progress(section.id)
    mark = Mark.UNTOUCHED
    if not sheet.is_open(section):
        mark = Mark.CLOSED
    elif section.id in blocked:
        mark = Mark.BLOCKED
    elif settled >= asked:
        mark = Mark.DONE
    elif settled:
        mark = Mark.BEGUN
    return SectionState(
        key=section.id,
        title=german.section_title(section),
        mark=mark,
        settled=settled,
        asked=asked,
    )


def _points(sheet: Sheet, german: Wording, paths: Iterable[str]) -> tuple[Point, ...]:
    return tuple(_point(sheet, german, path) for path in paths)


def _point(sheet: Sheet, german: Wording, path: str) -> Point:
    section = sheet.form.place_at(path).section
    return Point(
        path=path,
        section=german.section_title(section),
        words=question_words(sheet, path, german),
    )
