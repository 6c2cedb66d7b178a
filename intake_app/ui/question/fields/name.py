"""The field of a name, in any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from intake_app.domain.names import unusual_signs
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role
from intake_app.ui.question.fields.typed import TextField
from intake_app.ui.system.keys import bind
from intake_app.ui.widgets.buttons import IconButton
from intake_app.ui.widgets.keyboard import ScreenKeyboard
from intake_app.ui.widgets.keyboard_layouts import layout_for
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from intake_app.domain.answers import Answer
    from intake_app.form_engine.model import Question
    from intake_app.ui.question.fields.base import FieldContext
    from intake_app.ui.widgets.keyboard_layouts import Layout


class NameField(TextField):
    """A name: with a keyboard of the talk's script, and a second look at unusual signs.

    The hint never blocks: papers are what they are.
    """

    def __init__(self, question: Question, context: FieldContext) -> None:
        self.keyboard: ScreenKeyboard | None = None
        self._letters: Layout | None = None
        super().__init__(question, context)
        self.hint = Label(role=Role.HINT, colour="muted")
        self.hint.hide()
        self.column.addWidget(self.hint)
        self.settled.connect(self._look_at_signs)

    def show_answer(self, answer: Answer) -> None:
        """Show the name, and what is unusual in it."""
        super().show_answer(answer)
        self._look_at_signs()

    def _look_at_signs(self) -> None:
        signs = unusual_signs(self.typed())
        self.hint.setVisible(bool(signs))
        if signs:
            listed = ", ".join(map(_sign_words, signs))
            text = _("Unusual in a name: {signs}. Please compare with the paper.")
            self.hint.setText(text.format(signs=listed))

    def _dress(self, row: QHBoxLayout) -> None:
        self._letters = layout_for(self.context.texts.language)
        if self._letters is None or not self.context.offers_keyboard:
            return
        button = IconButton("keyboard", _("On-screen keyboard (F4)"), side=34)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._open_keyboard(with_keys=False))
        row.addWidget(button)
        bind(self.line, "F4", lambda: self._open_keyboard(with_keys=True))

    def _open_keyboard(self, *, with_keys: bool) -> None:
        if self._letters is None:
            return
        if self.keyboard is None:
            self.keyboard = ScreenKeyboard(self.line, self._letters)
        if self.keyboard.is_open():
            self.keyboard.close_panel()
            return
        self.line.setFocus()
        self.keyboard.show_keyboard(with_keys=with_keys)


def _sign_words(sign: str) -> str:
    """Quote a sign; a letter that only looks right is told apart by its script."""
    words = _("“{sign}” (of another script)") if sign.isalpha() else _("“{sign}”")
    return words.format(sign=sign)
