"""Long work, shown in place: what it does, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.scrolling import SlimProgressBar


class ProgressRow(QWidget):
    """A bar with what is being done above it and "Abbrechen" beside it.

    Signals:
        cancelled: The user wants it to stop.
    """

    cancelled = Signal()

    def __init__(
        self, text: str = "", *, can_cancel: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self._text = Label(text)
        line = QHBoxLayout()
        line.setSpacing(px(12))
        self._bar = SlimProgressBar()
        self._bar.setFixedHeight(px(6))
        self._bar.setAccessibleName(text)
        self._cancel = Button(_("Cancel"), ButtonKind.QUIET)
        self._cancel.clicked.connect(self._on_cancel)
        column.addWidget(self._text)
        line.addWidget(self._bar, 1)
        line.addWidget(self._cancel)
        column.addLayout(line)
        self._cancel.setVisible(can_cancel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.show_progress(0, 0, text)

    def show_progress(self, done: int, total: int, text: str = "") -> None:
        """Show how far it is; a total of 0 means that nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text:
            self._text.setText(text)
            self._bar.setAccessibleName(text)

    def allow_cancel(self, *, allowed: bool) -> None:
        """Offer to stop the next work, or not."""
        self._cancel.setVisible(allowed)
        self._cancel.setEnabled(allowed)

    def text(self) -> str:
        """Return what is being done."""
        return self._text.text()

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self.cancelled.emit()
