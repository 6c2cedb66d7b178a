"""A section that may not be opened yet says what opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.question.bilingual import Pair
from intake_app.ui.widgets.cards import EmptyState

if TYPE_CHECKING:
    from intake_app.form_engine.model import Form, Section
    from intake_app.ui.question.bilingual import Bilingual
    from intake_app.ui.widgets.buttons import Button


class ClosedSection(QWidget):
    """In place of the questions of a closed section.

    Signals:
        led_to: Path of the question that opens the section.
    """

    led_to = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._state: EmptyState | None = None

    def show_section(self, form: Form, section: Section, texts: Bilingual) -> None:
        """Say which question opens the section, and offer to go there."""
        subjects = section.relevant.subjects() if section.relevant is not None else frozenset()
        path = min(subjects, default="")
        question = texts.label(form.question(path)) if path else Pair(german="")
        title = texts.section(section).german
        if self._state is not None:
            self._column.removeWidget(self._state)
            self._state.hide()
            self._state.deleteLater()
        text = _("This section opens after: “{question}”.").format(question=question.german)
        self._state = EmptyState(title, text, icon="lock", action=_("To the question"))
        if self._state.button is not None:
            self._state.button.clicked.connect(lambda: self.led_to.emit(path))
        self._column.addWidget(self._state)

    def focus_button(self) -> None:
        """Give the focus to the button."""
        if self._state is not None and self._state.button is not None:
            self._state.button.setFocus()

    def button(self) -> Button | None:
        """Return the button that leads to the question."""
        return self._state.button if self._state is not None else None
