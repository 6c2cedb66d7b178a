"""Hints of the office between a question and its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from intake_app.domain.office_lists import is_old
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.widgets.notices import Level, Notice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.ui.question.fields.base import FieldContext


def hinted(field: QWidget, question_id: str, context: FieldContext) -> QVBoxLayout:
    """Return the field below what the office says about its question, with its "Stand"."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(4))
    for hint in context.hints.get(question_id, ()):
        text = _("{hint} (as of {month})").format(hint=hint.text, month=f"{hint.as_of:%m/%Y}")
        if is_old(hint.as_of, context.today):
            asked = _("Nobody has looked at it for a year; is it still true?")
            text = f"{text} {asked}"
        column.addWidget(Notice(text, Level.INFO, title=_("Hint of the office")))
    column.addWidget(field)
    return column
