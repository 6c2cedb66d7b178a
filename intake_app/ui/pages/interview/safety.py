"""What stops a talk: the box that appears once, and the bar that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Line
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.notices import Banner, Level

if TYPE_CHECKING:
    from intake_app.ui.bilingual import Pair


class SafetyBox(QDialog):
    """Says in both languages why the talk cannot go on; staying is the safe answer.

    Args:
        parent: The page of the talk.
        text: The note of the form.
        language: Catalogue tag of the talk's language.

    Signals:
        interrupted: The talk shall be interrupted; it stays open.
    """

    interrupted = Signal()

    def __init__(self, parent: QWidget, text: Pair, language: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setAccessibleName(_("It cannot go on like this"))
        self.setAccessibleDescription(text.german)
        column = QVBoxLayout(self)
        margin = px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(px(16))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(IconLabel("stop", colour="danger", side=32))
        head.addWidget(Label(_("It cannot go on like this"), Role.SECTION), 1)
        column.addLayout(head)
        self.text = Label(text.german)
        self.text.setMinimumWidth(px(420))
        self.text.setMaximumWidth(px(520))
        column.addWidget(self.text)
        self.other = Label(text.other, colour="muted", language=language)
        self.other.setVisible(bool(text.other) and text.other != text.german)
        if not self.other.isHidden():
            column.addWidget(Line())
            self.other.setMaximumWidth(px(520))
            column.addWidget(self.other)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        self.interrupt = Button(_("Interrupt the talk"))
        self.stay = Button(_("Stay with this question"), ButtonKind.PRIMARY)
        self.interrupt.clicked.connect(self._on_interrupt)
        self.stay.clicked.connect(self.reject)
        buttons.addWidget(self.interrupt)
        buttons.addWidget(self.stay)
        column.addLayout(buttons)
        self.stay.setFocus()

    def _on_interrupt(self) -> None:
        self.accept()
        self.interrupted.emit()


class BlockBar(Banner):
    """Stays at the top of the page as long as something stops the talk.

    Signals:
        asked: Lead to the question.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", Level.DANGER, parent)
        self.go = Button(_("To the question"), ButtonKind.QUIET)
        self.go.clicked.connect(self.asked)
        self.line.addWidget(self.go)
        self.hide()

    def show_question(self, question: str) -> None:
        """Say what stops the talk; an empty text takes the bar away."""
        words = _("Stopped here: {question}").format(question=question) if question else ""
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)
        self.setVisible(bool(question))
