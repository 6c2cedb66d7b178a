"""Opens a window, waits until it is drawn, and ends (own process).

The program's window must take typing by then, too.  A widget on top of everything else
tells when all below it is drawn; an event filter on the application would make PySide
find the Python class of every object that Qt makes, which costs more than the window.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


class OnTop(QWidget):
    """Is drawn last, and calls `then` when the drawing is over."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        self.resize(1, 1)

    def paintEvent(self, _event):
        QTimer.singleShot(0, self._then)


def empty() -> None:
    application = QApplication(sys.argv[:1])
    window = QWidget()
    window.resize(1280, 800)
    on_top = OnTop(window, _end)
    window.show()
    on_top.raise_()
    application.exec()


def ours(vault: Path) -> None:
    from intake_app import app  # noqa: PLC0415 - its import is measured

    application, window = app.opened(vault)
    on_top = OnTop(window, lambda: _type(window))
    window.show()
    on_top.raise_()
    application.exec()


def _type(window: QWidget) -> None:
    """Type a letter where the cursor stands: into the field of the passphrase."""
    from PySide6.QtCore import QEvent, Qt  # noqa: PLC0415 - the empty window needs neither
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415

    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    field = window.focusWidget()
    if field is not None:
        QApplication.sendEvent(field, key)
    if not isinstance(field, QLineEdit) or field.text() != "a":
        os.write(2, b"the window takes no typing\n")
        os._exit(1)
    _end()


def _end() -> None:
    os._exit(0)  # nothing is shut down: that is no part of a start


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        ours(Path(sys.argv[2]))
    else:
        empty()
