"""What stops a talk: the box that appears once, and the bar that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import _
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Banner, Level

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.ui.question.bilingual import Pair


class SafetyBox(Confirm):
    """Says in both languages why the talk cannot go on; staying is the safe answer.

    `confirmed` means that the talk shall be interrupted; it stays open.

    Args:
        parent: The page of the talk.
        text: The note of the form.
        language: Catalogue tag of the talk's language.
    """

    def __init__(self, parent: QWidget, text: Pair, language: str) -> None:
        super().__init__(
            parent,
            title=_("It cannot go on like this"),
            text=text.german,
            act=_("Interrupt the talk"),
            keep=_("Stay with this question"),
            is_dangerous=False,
        )
        self.icon.set_icon("stop", "danger")
        self.other = Label(text.other, colour="muted", language=language)
        if text.other not in {"", text.german}:
            self.add_words(self.other)


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
