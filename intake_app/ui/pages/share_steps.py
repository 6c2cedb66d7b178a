"""Three recovery sheets: print each, then type two of them back before they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.errors import RecoverySheetError
from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.paper.print_job import PrintJob
from intake_app.ui.secret.recovery_shares import SharePair
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.preview import Preview
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.services.keys import KeyService
    from intake_app.ui.pages.paper.desk import PrintDesk


class ShareSteps(QWidget):
    """Leads from sheet to sheet, each printed by itself, and asks for two of them.

    Args:
        keys: Checks the words.
        desk: Printers of this machine.
        sheets: The sheets as PDFs, in their order.
        recovery_text: The key that two of them make.
        parent: Qt's parent.

    Signals:
        changed: Another step is shown, or something was typed.
    """

    changed = Signal()

    def __init__(
        self,
        keys: KeyService,
        desk: PrintDesk,
        sheets: Sequence[bytes],
        recovery_text: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._desk = desk
        self._sheets = list(sheets)
        self._recovery_text = recovery_text
        self._at = 0
        self.preview = Preview()
        self.preview.set_percent(67)
        self.preview.setFixedHeight(px(350))
        self.print = Button("", ButtonKind.PRIMARY, icon="printer")
        self.again = Button(_("Print the sheets again"), ButtonKind.QUIET)
        self.groups = SharePair(keys)
        self._said = Notice()
        self._shown, self._typed = QWidget(), QWidget()
        self._lay_out()
        self.print.clicked.connect(self._print)
        self.again.clicked.connect(lambda: self._show(0))
        self.groups.changed.connect(self.changed)
        problem = desk.printers.problem()
        self.print.setEnabled(not problem)
        self._show(0)
        self._say(problem, Level.WARN)

    def is_asking(self) -> bool:
        """Tell whether two sheets are asked for: all were printed."""
        return self._at >= len(self._sheets)

    def lack(self) -> str:
        """Say what is missing, empty when two sheets were typed and make the key."""
        if not self.is_asking():
            return _("Please print all three sheets first.")
        if not self.groups.check():
            return _("Please type the words of two sheets.")
        first, second = self.groups.text().split("\n")
        try:
            fits = self._keys.joins_to(first, second, self._recovery_text)
        except RecoverySheetError as error:
            return explain(error)
        return "" if fits else _("These are sheets of another key. Take the new ones.")

    def forget(self) -> None:
        """Take the sheets away, out of widgets too."""
        self.preview.clear()
        self.groups.clear()
        self._sheets = [b""] * len(self._sheets)
        self._recovery_text = ""

    def _show(self, number: int) -> None:
        self._at = number
        asking = self.is_asking()
        self._shown.setVisible(not asking)
        self._typed.setVisible(asking)
        self._say("", Level.INFO)
        if asking:
            self.preview.clear()
            self.groups.setFocus()
        else:
            self.preview.show_document(self._sheets[number])
            text = _("&Print sheet {number} of {count}")
            self.print.setText(text.format(number=number + 1, count=len(self._sheets)))
        self.changed.emit()

    def _print(self) -> None:
        self.print.setEnabled(False)
        # The queue shows the title: nothing in it says what the paper is for.
        job = PrintJob(
            data=self._sheets[self._at], title="Intake", printer=self._desk.settings().printer
        )
        self._desk.printers.send(job, done=self._on_printed, failed=self._on_refused)

    def _on_printed(self) -> None:
        self.print.setEnabled(True)
        self._show(self._at + 1)
        text = _("The printer has the sheet. Take it out before you print the next one.")
        self._say(text, Level.INFO)

    def _on_refused(self, said: str) -> None:
        self.print.setEnabled(True)
        text = _("The printer did not take the paper; nothing is lost. Check it and try again.")
        self._say(f"{text} ({said})" if said else text, Level.WARN)

    def _say(self, text: str, level: Level) -> None:
        self._said.setVisible(bool(text))
        self._said.show_text(text, level)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.preview, 1)
        row = QHBoxLayout()
        row.addWidget(self.print)
        row.addStretch(1)
        column.addLayout(row)
        column = QVBoxLayout(self._typed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(
            Label(
                _(
                    "Take any two of the sheets in your hand and type their words. Four letters "
                    "of each word are enough."
                )
            )
        )
        column.addWidget(self.groups)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(px(8))
        for part in (self._said, self._shown, self._typed):
            outer.addWidget(part)
