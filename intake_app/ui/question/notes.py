"""The notes below a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from intake_app.form_engine.model import NoteLevel
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.widgets.notices import Level, Notice

if TYPE_CHECKING:
    from intake_app.form_engine.model import Note, Question
    from intake_app.ui.question.fields.base import FieldContext

_LEVELS = {NoteLevel.HINT: Level.INFO, NoteLevel.WARN: Level.WARN, NoteLevel.BLOCK: Level.DANGER}


class NotesColumn(QVBoxLayout):
    """The notes of a question that hold now, below one another.

    Args:
        question: The question.
        context: Its texts.
    """

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__()
        self._question = question
        self._context = context
        self._notes: tuple[Note, ...] = ()
        self.setSpacing(px(4))

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show these notes; nothing is built anew when they are the same."""
        if notes == self._notes:
            return
        self._notes = notes
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for note in notes:
            self.addWidget(self._notice(note))

    def _notice(self, note: Note) -> Notice:
        texts = self._context.texts
        pair = texts.note(self._question, note)
        stops = note.level is NoteLevel.BLOCK
        return Notice(
            pair.german,
            _LEVELS[note.level],
            title=_("It cannot go on like this") if stops else "",
            other=pair.other if stops else "",
            language=texts.language,
        )
