"""Asks, in a line that disturbs nobody, why another advisor's case was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.services.cases import LONGEST_REASON, AccessReason
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.case.words import access_reason_words
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import page_margin
from intake_app.ui.widgets.flow import FlowLayout
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.text_input import LineEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class ReasonStrip(QWidget):
    """Three reasons to press and a field for another one; it goes when one was given.

    Args:
        initials: Who opened the case first.

    Attributes:
        reasons: The buttons, by their reason.
        text: Field for another reason.

    Signals:
        given: The reason, and the words with `AccessReason.OTHER`.
    """

    given = Signal(AccessReason, str)

    def __init__(self, initials: str) -> None:
        super().__init__()
        text = _("This is a case of {initials}. Why do you open it? The journal keeps the reason.")
        self._notice = Notice(text.format(initials=initials), Level.INFO)
        self.reasons: dict[AccessReason, Button] = {}
        self.text = LineEdit(_("Another reason, in a few words and without names"))
        self.text.setPlaceholderText(_("Another reason, without names"))
        self.text.setMaxLength(LONGEST_REASON)
        self.text.setMinimumWidth(px(220))
        self.keep = Button(_("Note it"), ButtonKind.QUIET)
        self.keep.setEnabled(False)
        self._outer = QVBoxLayout(self)
        self._lay_out()
        self.text.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.text.returnPressed.connect(self._on_text)
        self.keep.clicked.connect(self._on_text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep flush with the title."""
        super().resizeEvent(event)
        margin = page_margin(self.width())
        self._outer.setContentsMargins(margin, 0, margin, px(8))

    def _lay_out(self) -> None:
        answers = QWidget()
        row = FlowLayout(px(8), answers)
        for reason in (AccessReason.COVER, AccessReason.TOGETHER, AccessReason.ASKED):
            button = Button(access_reason_words(reason.value))
            button.clicked.connect(lambda _on=False, reason=reason: self.given.emit(reason, ""))
            self.reasons[reason] = button
            row.addWidget(button)
        row.addWidget(self.text)
        row.addWidget(self.keep)
        self._notice.words.addWidget(answers)
        self._outer.addWidget(self._notice)

    def _on_text(self) -> None:
        if self.text.text().strip():
            self.given.emit(AccessReason.OTHER, self.text.text())
