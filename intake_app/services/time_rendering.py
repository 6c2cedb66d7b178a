"""Fills the interpreter's time sheet from the latest talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.printing import time_sheet
from intake_app.services.rendering import GERMAN, imprint

if TYPE_CHECKING:
    from intake_app.services.session import Session
    from intake_app.services.sheet import Sheet

_LINES: Final = (
    *("meta.talk_date", "meta.talk_start", "meta.talk_end", "int.minutes"),
    *("int.name", "int.kind", "int.mode", "int.language"),
)


def render_time_sheet(session: Session, sheet: Sheet) -> bytes:
    """Return the hours of the talk; what was not entered is left to be written by hand."""
    german = session.content.wording(GERMAN)
    lines = [
        (german.short(sheet.form.question(question)), sheet.display(question, german))
        for question in _LINES
    ]
    number = (german.short(sheet.form.question("meta.case_no")), sheet.case_number)
    data = time_sheet.TimeSheet(number=sheet.case_number, entries=(number, *lines))
    return time_sheet.render(data, german, imprint(session))
