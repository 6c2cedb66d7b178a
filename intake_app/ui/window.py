"""The one window of the program: the card while it is locked, the pages while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

_USUAL = QSize(1280, 800)
_SMALLEST = QSize(640, 420)
_SETTLED_MS = 50
"""By then what waited while the window was made, the first letter typed say, was handled."""

_AROUND = 48
"""Room left around the window on a small screen, for task bar and frame."""


class Window(QMainWindow):
    """Shows one thing at a time; what was shown before is deleted with all that it holds.

    The title is only the name of the program: it is to be read in task bars and when a
    screen is shared.

    Signals:
        drawn: It can be seen and typed into for the first time; what takes longer can begin.
        closing: The window is about to close; store and lock.
    """

    drawn = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Intake App")
        self.setMinimumSize(_SMALLEST)
        self._is_drawn = False
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        room = self.screen().availableSize() - QSize(_AROUND, _AROUND)
        self.resize(_USUAL.boundedTo(room).expandedTo(_SMALLEST))

    def content(self) -> QWidget | None:
        """Return what is shown."""
        return self._stack.currentWidget()

    def show_content(self, widget: QWidget) -> None:
        """Show this instead of what was shown."""
        before = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if before is not None and before is not widget:
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()

    def place(self) -> str:
        """Return where the window stands and how large it is."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def return_to(self, place: str) -> None:
        """Stand where the window stood before, if that is on a screen still."""
        if place:
            self.restoreGeometry(QByteArray.fromBase64(place.encode("ascii", "ignore")))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first time, as soon as everything inside is drawn too."""
        super().paintEvent(event)
        if not self._is_drawn:
            self._is_drawn = True
            QTimer.singleShot(_SETTLED_MS, self, self.drawn.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the program store and lock."""
        self.closing.emit()
        super().closeEvent(event)
