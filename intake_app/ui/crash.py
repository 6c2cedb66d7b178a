"""What the user sees when the program itself made a mistake.

The dialog says that every stored answer is safe.  It names types and places in the code,
never values: a traceback has no local variables in it, and the text of the error is left
out, since it may quote what was typed.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from intake_app.crash_text import technical_text

if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from types import TracebackType

    from intake_app.ui.crash_dialog import CrashDialog


class CrashHandler(QObject):
    """Shows the dialog for every exception that nobody caught; one dialog at a time.

    Signals:
        crashed: A mistake happened; what `technical_text` tells of it.
    """

    crashed = Signal(str)
    _elsewhere = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: CrashDialog | None = None
        self._elsewhere.connect(self._show)

    def install(self) -> None:
        """Take over what Python would print with its message, in other threads too."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_in_thread
        sys.unraisablehook = self._handle_unraisable

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
        self._show(technical_text(kind, where))

    def _handle_in_thread(self, args: threading.ExceptHookArgs) -> None:
        # The dialog belongs to the thread of the window; the signal waits for it there.
        self._elsewhere.emit(technical_text(args.exc_type, args.exc_traceback))

    def _handle_unraisable(self, args: UnraisableHookArgs) -> None:
        self._elsewhere.emit(technical_text(args.exc_type, args.exc_traceback))

    def _show(self, details: str) -> None:
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
