"""What the parts of the page show, as it follows from the sheet of the talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.form_engine.depth import is_deepening
from intake_app.form_engine.model import Depth, NoteLevel
from intake_app.i18n import _
from intake_app.services.overview import overview
from intake_app.ui.pages.interview.completion import Point, Remaining
from intake_app.ui.pages.interview.questions import question_words
from intake_app.ui.pages.interview.section_list import Mark, SectionState
from intake_app.ui.pages.interview.summary import Known
from intake_app.ui.pages.moments import day, hour
from intake_app.ui.pages.talk_words import goes_on_words, language_words

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
        goes_on=goes_on_words(sheet.goes_on_at, german) if sheet.goes_on_at else "",
    )


def greeting(sheet: Sheet, german: Wording) -> tuple[str, str]:
    """Return what a talk that is not the first begins with, and the button that leads on.

    Both are empty in the first talk, the button also where nothing is open.
    """
    if sheet.earlier_at is None:
        return "", ""
    text = _("The answers of {day} are here already. Change only what is new.")
    words = text.format(day=day(sheet.earlier_at))
    if sheet.resumes_at is None:
        return words, ""
    on = _("It goes on at “{section}”.")
    title = german.section_title(sheet.resumes_at.section)
    return f"{words} {on.format(section=title)}", _("Go there")


def deepening_here(sheet: Sheet, section_id: str) -> str:
    """Return the path at which a later talk goes on in depth in this section, empty if not."""
    place = sheet.resumes_at
    if place is None or place.section.id != section_id or place.question.depth is Depth.CORE:
        return ""
    return place.path


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
    deeper_settled, deeper_asked = sheet.deeper_progress(section.id)
    place = sheet.resumes_at
    goes_on = place is not None and place.section.id == section.id
    notes = (
        _("In depth") if is_deepening(section) else "",
        _("It goes on here") if goes_on else "",
    )
    return SectionState(
        key=section.id,
        title=german.section_title(section),
        mark=mark,
        settled=settled,
        asked=asked,
        deeper_settled=deeper_settled,
        deeper_asked=deeper_asked,
        note=" · ".join(note for note in notes if note),
        goes_on=goes_on,
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
