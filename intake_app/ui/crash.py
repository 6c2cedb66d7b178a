"""What the user sees when the program itself made a mistake.

The dialog says that every stored answer is safe.  It names types and places in the code,
never values: a traceback has no local variables in it, and the text of the error is left
out, since it may quote what was typed.
"""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from intake_app import __version__

if TYPE_CHECKING:
    from types import TracebackType

    from intake_app.ui.crash_dialog import CrashDialog


def technical_text(kind: type[BaseException], where: TracebackType | None) -> str:
    """Return the traceback without messages, source lines or values."""
    lines = [f"Intake App {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    lines += [
        f"  {frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(where)
    ]
    lines.append(f"{kind.__module__}.{kind.__qualname__}")
    return "\n".join(lines)


class CrashHandler(QObject):
    """Shows the dialog for every exception that nobody caught; one dialog at a time.

    Signals:
        crashed: A mistake happened; the text as `technical_text` gives it, for the log.
    """

    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: CrashDialog | None = None

    def install(self) -> None:
        """Take over `sys.excepthook`."""
        sys.excepthook = self.handle

    def handle(
        self,
        kind: type[BaseException],
        error: BaseException,
        where: TracebackType | None,
    ) -> None:
        """Show the dialog; a request to stop (Ctrl+C) ends the program as always."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        details = technical_text(kind, where)
        self.crashed.emit(details)
        if self._dialog is None and QApplication.instance() is not None:
            from intake_app.ui.crash_dialog import CrashDialog  # noqa: PLC0415 - rarely needed

            self._dialog = CrashDialog(details, QApplication.activeWindow())
            self._dialog.setModal(True)
            self._dialog.finished.connect(self._on_finished)
            self._dialog.open()

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
