"""A question of the waiver form with its field: label, hint, notes, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.answers import NOT_ASKED, Answer
from intake_app.errors import InputError
from intake_app.form_engine.conditions import NOTHING_DERIVED, holds_for_certain
from intake_app.form_engine.model import NoteLevel
from intake_app.form_engine.values import to_answer
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.question.fields.kinds import LEAF_OF_KIND
from intake_app.ui.widgets.labels import BilingualLabel, Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from intake_app.form_engine.model import Form
    from intake_app.ui.question.fields.base import FieldContext

_LEVELS = {
    NoteLevel.HINT: Level.INFO,
    NoteLevel.WARN: Level.WARN,
    NoteLevel.BLOCK: Level.DANGER,
}


class Asked(QWidget):
    """One question; its answer goes into the waiver and not into the sheet.

    Args:
        form: The waiver form.
        question_id: For example "wv.place".
        context: Wordings and day.
        has_label: Show the question above the field; False where a caption stands beside it.
        parent: Qt's parent.

    Signals:
        changed: The user finished an answer; read `value()`.
    """

    changed = Signal()

    def __init__(
        self,
        form: Form,
        question_id: str,
        context: FieldContext,
        *,
        has_label: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.question = form.place(question_id).question
        texts = context.texts
        self.field = LEAF_OF_KIND[self.question.kind](self.question, context)
        self.field.settled.connect(self._on_settled)
        label, hint = texts.label(self.question), texts.hint(self.question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        if has_label:
            column.addWidget(BilingualLabel(label.german, label.other, texts.language))
        column.addWidget(self.field)
        self._wrong = Label("", Role.HINT, colour="danger")
        self._wrong.hide()
        column.addWidget(self._wrong)
        if hint.german and has_label:
            column.addWidget(Label(hint.german, Role.HINT, colour="muted"))
        self._notes: dict[str, Notice] = {}
        for note in self.question.notes:
            words = texts.note(self.question, note)
            shown = Notice(words.german, _LEVELS[note.level])
            shown.hide()
            column.addWidget(shown)
            self._notes[note.id] = shown

    def show_value(self, value: str) -> None:
        """Show an answer; empty for none."""
        self.field.show_answer(Answer(value=value) if value else NOT_ASKED)
        self._show_notes()

    def value(self) -> str:
        """Return the canonical answer; empty when there is none.

        Raises:
            InputError: What was typed is no answer; the field says so.
        """
        try:
            answer = self.field.read()
        except InputError as error:
            self._show_wrong(explain(error))
            raise
        self._show_wrong("")
        return answer.value or ""

    def known(self) -> str:
        """Return the canonical answer; empty also when what was typed is none."""
        try:
            return self.value()
        except InputError:
            return ""

    def typed(self) -> str:
        """Return what stands in the field, finished or not."""
        return self.field.draft()

    def show_typed(self, text: str) -> None:
        """Show again what `typed` gave."""
        try:
            answer = to_answer(self.question, text, today=self.field.context.today)
        except InputError:
            self.field.show_draft(text)
        else:
            self.field.show_answer(answer if text else NOT_ASKED)
        self._show_notes()

    def _on_settled(self) -> None:
        self.known()
        self._show_notes()
        self.changed.emit()

    def _show_wrong(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        self.field.set_wrong(wrong=bool(text))

    def _show_notes(self) -> None:
        """Show the notes whose condition the answer itself fulfils."""
        try:
            value = self.field.read().value or ""
        except InputError:
            value = ""
        answers = _OneAnswer(self.question.id, Answer(value=value) if value else NOT_ASKED)
        for note in self.question.notes:
            shown = holds_for_certain(note.when, answers, NOTHING_DERIVED)
            self._notes[note.id].setVisible(shown)


@dataclass(frozen=True, slots=True)
class _OneAnswer:
    """The answer of the question itself: all that its notes ask for."""

    question_id: str
    given: Answer

    def answer(self, question_id: str) -> Answer:
        """Return the answer, NOT_ASKED for every other question."""
        return self.given if question_id == self.question_id else NOT_ASKED

    def row_count(self, question_id: str) -> int:  # noqa: ARG002 - no question here has rows
        """Return that there are no rows."""
        return 0

    def is_answered(self, question_id: str) -> bool:
        """Tell whether there is a value."""
        return self.answer(question_id).value is not None
