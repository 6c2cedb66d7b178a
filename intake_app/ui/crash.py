"""What the user sees when the program itself made a mistake.

The dialog says that every stored answer is safe.  It names types and places in the code,
never values: a traceback has no local variables in it, and the text of the error is left
out, since it may quote what was typed.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from intake_app import __version__
from intake_app.i18n import _
from intake_app.ui.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.text_input import LongText

if TYPE_CHECKING:
    from types import TracebackType


def technical_text(kind: type[BaseException], where: TracebackType | None) -> str:
    """Return the traceback without messages, source lines or values."""
    lines = [f"Intake App {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    lines += [
        f"  {frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(where)
    ]
    lines.append(f"{kind.__module__}.{kind.__qualname__}")
    return "\n".join(lines)


class CrashDialog(QDialog):
    """Says that something went wrong, what is safe, and offers the technical details.

    Args:
        details: As `technical_text` gives it.
        parent: Qt's parent.
    """

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = details
        self.setWindowTitle("Intake App")
        column = QVBoxLayout(self)
        margin = px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(px(16))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(IconLabel("warn", colour="warn", side=28))
        head.addWidget(Label(_("The program made a mistake"), Role.SECTION), 1)
        column.addLayout(head)
        words = Label(
            _(
                "Every answer is stored as soon as you leave its field, so nothing of that is "
                "lost. You can go on working; if something looks odd, lock the program "
                "(Ctrl+L) and unlock it again."
            )
        )
        words.setMinimumWidth(px(420))
        column.addWidget(words)
        self._text = LongText(_("Technical details"))
        self._text.setText(details)
        self._text.setReadOnly(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.hide()
        column.addWidget(self._text)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        self.show_details = Button(_("Technical details"), ButtonKind.QUIET)
        self.show_details.clicked.connect(self._on_details)
        self.save = Button(_("Save details …"))
        self.save.clicked.connect(self._on_save)
        self.save.hide()
        self.go_on = Button(_("Go on"), ButtonKind.PRIMARY)
        self.go_on.clicked.connect(self.accept)
        buttons.addWidget(self.show_details)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.go_on)
        column.addLayout(buttons)
        self.go_on.setFocus()

    def details(self) -> str:
        """Return what the details say."""
        return self._details

    def _on_details(self) -> None:
        self._text.show()
        self.save.show()
        self.show_details.hide()

    def _on_save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save technical details"), "intake-app-details.txt", "*.txt"
        )
        if name:
            Path(name).write_text(self._details, encoding="utf-8")


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
            self._dialog = CrashDialog(details, QApplication.activeWindow())
            self._dialog.setModal(True)
            self._dialog.finished.connect(self._on_finished)
            self._dialog.open()

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
