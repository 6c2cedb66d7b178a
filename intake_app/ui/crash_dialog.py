"""The dialog that tells of a mistake of the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.system.file_windows import ask_where_to_save
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.text_input import LongText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class CrashDialog(QDialog):
    """Says that something went wrong, what is safe, and offers the technical details.

    Args:
        details: As `crash_text.technical_text` gives it.
        parent: Qt's parent.
    """

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = details
        self.setWindowTitle("Intake App")
        self._column = column = QVBoxLayout(self)
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
        self._text.setMinimumHeight(px(140))
        self._text.hide()
        column.addWidget(self._text)
        self.state = Notice()
        self.state.hide()
        column.addWidget(self.state)
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
        self._fit()

    def _fit(self) -> None:
        """Grow with what is shown; a dialog does not do so by itself and would cut words off."""
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _on_save(self) -> None:
        name = ask_where_to_save(
            self, _("Save technical details"), "intake-app-details.txt", "*.txt"
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, file: Path) -> None:
        """Write the details into a file, or say that this is not possible there."""
        try:
            file.write_text(self._details, encoding="utf-8")
        except OSError:
            self.state.show_text(
                _("The details could not be written there. Please choose another folder."),
                Level.WARN,
            )
        else:
            self.state.show_text(_("The details are saved."), Level.GOOD)
        self.state.show()
        self._fit()
