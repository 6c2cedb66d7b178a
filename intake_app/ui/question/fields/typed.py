"""Fields that are typed into: text, long text, numbers, days and times."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from intake_app.errors import InputError
from intake_app.form_engine.display import display
from intake_app.form_engine.model import Kind, TextFormat
from intake_app.form_engine.values import DEFAULT_LENGTH
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.question.fields.base import AnswerField
from intake_app.ui.system.keys import bind
from intake_app.ui.widgets.buttons import IconButton
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.text_input import LineEdit, LongText

if TYPE_CHECKING:
    from intake_app.domain.answers import Answer
    from intake_app.form_engine.model import Question
    from intake_app.ui.question.fields.base import FieldContext

_SHOWS_REMAINING_BELOW = 40


class TextField(AnswerField):
    """One line of text."""

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__(question, context)
        self.line = LineEdit(self.name)
        self.line.setMaxLength(question.max_length or DEFAULT_LENGTH[Kind.TEXT])
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.settled)
        self.line.returnPressed.connect(self.settled)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(2))
        row = QHBoxLayout()
        row.setSpacing(px(4))
        row.addWidget(self.line, 1)
        self.column.addLayout(row)
        self._dress(row)
        self.setFocusProxy(self.line)

    def typed(self) -> str:
        """Return the text."""
        return self.line.text()

    def show_answer(self, answer: Answer) -> None:
        """Show the text as a reader expects it."""
        value = answer.value
        shown = "" if value is None else display(self.question, value, self.context.texts.german)
        # Setting the same text would move the cursor away from where somebody types.
        if shown != self.line.text():
            self.line.setText(shown)

    def show_draft(self, text: str) -> None:
        """Show the text as it was typed."""
        if text != self.line.text():
            self.line.setText(text)

    def set_wrong(self, *, wrong: bool) -> None:
        """Frame the line."""
        self.line.set_wrong(wrong=wrong)

    def _dress(self, row: QHBoxLayout) -> None:
        """Adapt line and row to the format."""
        if self.question.format is TextFormat.PHONE:
            self._narrow(row, "+49 000 0000 0000 00")
        elif self.question.format is TextFormat.ZIP:
            self._narrow(row, "00000")

    def _narrow(self, row: QHBoxLayout, sample: str) -> None:
        self.line.set_width_of(sample)
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        row.addStretch(1)


class LongTextField(AnswerField):
    """Several lines; says how many characters are left when they become few."""

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__(question, context)
        limit = question.max_length or DEFAULT_LENGTH[Kind.LONG_TEXT]
        self.text = LongText(self.name, max_length=limit)
        self._left = Label(role=Role.HINT, colour="muted")
        self._left.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(self.text)
        column.addWidget(self._left)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.text)
        self._is_showing = False
        self.text.textChanged.connect(self._on_changed)
        self.text.left.connect(self.settled)

    def typed(self) -> str:
        """Return the text."""
        return self.text.text()

    def show_answer(self, answer: Answer) -> None:
        """Show the text."""
        self.show_draft(answer.value or "")

    def show_draft(self, text: str) -> None:
        """Show the text as it was typed."""
        if text != self.text.text():
            self._is_showing = True
            self.text.setText(text)
            self._is_showing = False

    def set_wrong(self, *, wrong: bool) -> None:
        """Frame the text."""
        self.text.set_wrong(wrong=wrong)

    def _on_changed(self) -> None:
        left = self.text.remaining()
        few = left is not None and left < _SHOWS_REMAINING_BELOW
        self._left.setVisible(few)
        if few:
            self._left.setText(_("{count} characters left").format(count=left))
        if not self._is_showing:
            self.edited.emit()


class IntegerField(TextField):
    """A whole number with its unit; − and + and the arrow keys count."""

    def _dress(self, row: QHBoxLayout) -> None:
        self.line.setMaxLength(9)
        self.line.set_width_of("00000")
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        less = IconButton("minus", _("One less"), side=34)
        more = IconButton("plus", _("One more"), side=34)
        for button, step in ((less, -1), (more, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, step=step: self.count(step))
            row.addWidget(button)
        unit = self.context.texts.unit(self.question)
        if unit:
            row.addSpacing(px(4))
            row.addWidget(Label(unit, colour="muted", wrap=False))
        row.addStretch(1)
        bind(self.line, "Up", lambda: self.count(1))
        bind(self.line, "Down", lambda: self.count(-1))

    def count(self, step: int) -> None:
        """Count one step up or down, within the bounds; an empty field starts at the lowest."""
        lowest = self.question.minimum or 0
        width = self.question.step
        text = self.line.text().strip()
        if not text:
            number = lowest
        elif text.lstrip("-").isdecimal():
            number = int(text) + step * width
        else:
            return
        if self.question.minimum is not None:
            number = max(number, self.question.minimum)
        if self.question.maximum is not None:
            number = min(number, self.question.maximum)
        self.line.setText(str(number))
        self.edited.emit()

    def show_answer(self, answer: Answer) -> None:
        """Show the number without its unit, which stands beside the field."""
        self.show_draft(answer.value or "")


class DateField(TextField):
    """A day, typed as TT.MM.JJJJ; also "heute".

    Not a `QDateEdit`: that one cannot be empty.
    """

    def _dress(self, row: QHBoxLayout) -> None:
        self.line.setPlaceholderText(_("DD.MM.YYYY"))
        self._narrow(row, "00.00.00000000")
        bind(self.line, "Up", lambda: self._move(1))
        bind(self.line, "Down", lambda: self._move(-1))

    def _move(self, days: int) -> None:
        answer = self._known()
        if answer is not None:
            day = date.fromisoformat(answer) + timedelta(days=days)
            self.line.setText(f"{day:%d.%m.%Y}")
            self.edited.emit()

    def _known(self) -> str | None:
        try:
            return self.read().value
        except InputError:
            return None


class TimeField(TextField):
    """A time of day, typed as 14:30 or 1430."""

    def _dress(self, row: QHBoxLayout) -> None:
        self.line.setPlaceholderText(_("HH:MM"))
        self._narrow(row, "00:00000")


class ComputedField(AnswerField):
    """A value that the program knows; it cannot be changed here."""

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__(question, context)
        self._label = Label()
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._label)

    def typed(self) -> str:
        """Return nothing: there is nothing to store."""
        return ""

    def show_answer(self, answer: Answer) -> None:
        """Do nothing: computed values are never stored."""

    def show_draft(self, text: str) -> None:
        """Show the value."""
        self._label.setText(text or _("nothing yet"))

    def shown(self) -> str:
        """Return what is to be read."""
        return self._label.text()
