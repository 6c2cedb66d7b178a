"""Restoring on trial with what stands on the recovery sheets, so that they are proven too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.errors import RecoveryKeyError, RecoverySheetError, WrongPassphraseError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.secret.recovery_entry import RecoveryEntry
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from intake_app.errors import IntakeError
    from intake_app.services.keys import KeyService


class SheetTrial(QWidget):
    """A button, and behind it the fields for one sheet or for two of three.

    Args:
        keys: Checks what is typed.
        parent: Qt's parent.

    Signals:
        opened: The fields are shown.
        asked: Restore on trial with this key, or the words of two sheets in two lines.
    """

    opened = Signal()
    asked = Signal(str)

    def __init__(self, keys: KeyService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.begin = Button(_("On trial with the recovery sheet …"), ButtonKind.QUIET, icon="key")
        self.entry = RecoveryEntry(keys)
        self.prove = Button(_("On trial with the sheet"))
        self.leave = Button(_("Leave it"), ButtonKind.QUIET)
        self.notice = Notice(level=Level.DANGER)
        self._typed = QWidget()
        self._lay_out()
        self.close_entry()
        self.begin.clicked.connect(self._open_entry)
        self.leave.clicked.connect(self.close_entry)
        self.prove.clicked.connect(self._on_prove)
        self.entry.entered.connect(self._on_prove)

    def close_entry(self) -> None:
        """Forget what was typed, and show the button alone."""
        self.entry.clear()
        self.notice.hide()
        self._typed.hide()
        self.begin.show()

    def explains(self, error: IntakeError) -> bool:
        """Say what is wrong with the sheets; False when the error is about something else."""
        self.entry.show_error(error)
        if isinstance(error, WrongPassphraseError):
            text = _(
                "This key is spelt right but does not open the copy: the copy is older than the "
                "sheet, or the sheet is of another vault. Make a new copy and try again."
            )
        elif isinstance(error, (RecoveryKeyError, RecoverySheetError)):
            text = explain(error)
        else:
            return False
        self.notice.show_text(text, Level.DANGER)
        self.notice.show()
        return True

    def _open_entry(self) -> None:
        self.begin.hide()
        self._typed.show()
        self.entry.setFocus()
        # The layout has to be done first, or the page would scroll to nowhere.
        QTimer.singleShot(0, self, self.opened.emit)

    def _on_prove(self) -> None:
        self.notice.hide()
        if self.entry.check():
            self.asked.emit(self.entry.text())

    def _lay_out(self) -> None:
        typed = QVBoxLayout(self._typed)
        typed.setContentsMargins(0, 0, 0, 0)
        typed.setSpacing(px(12))
        typed.addWidget(self.entry)
        typed.addWidget(self.notice)
        buttons = QHBoxLayout()
        buttons.addWidget(self.prove)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        typed.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._typed)
