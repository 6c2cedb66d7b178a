"""The recovery sheet: look at it, print it, then type two of its groups."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.paper.print_job import PrintJob
from intake_app.ui.secret.recovery_groups import GROUPS, RecoveryGroups
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.confirm import Confirm
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.preview import Preview

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.services.keys import KeyService
    from intake_app.ui.pages.paper.desk import PrintDesk

ASKED = 2
"""So many groups are typed from the paper: enough to see that it can be read."""


class SheetSteps(QWidget):
    """Leads to a recovery sheet that lies on the desk and can be read.

    The sheet is shown from memory.  Once it was printed or saved, it is covered: the groups
    are typed from the paper, not from the screen.

    Args:
        keys: Checks the groups.
        desk: Printers and dialogs of this machine.
        sheet: The sheet as a PDF.
        recovery_text: The key on it.
        parent: Qt's parent.

    Signals:
        changed: It was confirmed, or is not any more; read `is_confirmed()`.
    """

    changed = Signal()

    def __init__(
        self,
        keys: KeyService,
        desk: PrintDesk,
        sheet: bytes,
        recovery_text: str,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sheet = sheet
        self._groups = recovery_text.split("-")
        self._asked = sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), ASKED))
        self.preview = Preview()
        self.preview.show_document(sheet)
        self.preview.set_percent(67)
        self.preview.setFixedHeight(px(350))
        self.print = Button(_("&Print"), ButtonKind.PRIMARY, icon="printer")
        self.save = Button(_("Save as a file …"), ButtonKind.QUIET, icon="save")
        self.again = Button(_("Show the sheet again"), ButtonKind.QUIET)
        self.groups = RecoveryGroups(keys.recovery_group_fits, self._asked)
        self._said = Notice()
        self._said.hide()
        self._shown = QWidget()
        self._typed = QWidget()
        self._typed.hide()
        self._lay_out()
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._ask_about_saving)
        self.again.clicked.connect(self._show_sheet)
        self.groups.changed.connect(self.changed)
        problem = desk.printers.problem()
        self.print.setEnabled(not problem)
        self.setFocusProxy(self._first())
        if problem:
            self._say(problem, Level.WARN)

    def is_confirmed(self) -> bool:
        """Tell whether the groups were typed as they stand on the sheet."""
        return not self._not_typed()

    def is_asking(self) -> bool:
        """Tell whether the groups are asked for: the sheet was printed or saved."""
        return not self._typed.isHidden()

    def lack(self) -> str:
        """Say what is missing, empty when it is confirmed."""
        if self.is_confirmed():
            return ""
        if not self.is_asking():
            return _("Please print the sheet first, or save it as a file.")
        wrong = self._not_typed()
        if len(wrong) < len(self._asked):
            text = _("Please type group {number} as it stands on the sheet.")
            return text.format(number=wrong[0])
        return _("Please type both groups from the sheet.")

    def forget(self) -> None:
        """Take the sheet away, out of widgets too."""
        self.preview.clear()
        self.groups.clear()
        self._sheet = b""
        self._groups = [""] * GROUPS

    def _not_typed(self) -> list[int]:
        """Return the numbers of the groups that are not typed as they stand on the sheet."""
        typed = zip(self._asked, self.groups.text().split("-"), strict=True)
        return [number for number, text in typed if text != self._groups[number - 1]]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(
            Label(
                _(
                    "This sheet opens the vault when a passphrase is forgotten. Print it; then "
                    "you type two of its groups, and it is certain that they can be read."
                )
            )
        )
        column.addWidget(self.preview, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.print)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column = QVBoxLayout(self._typed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        first, second = self._asked
        text = _("Take the sheet in your hand and type group {first} and group {second} from it.")
        column.addWidget(Label(text.format(first=first, second=second)))
        column.addWidget(self.groups)
        column.addWidget(
            Label(
                _(
                    "Then put it in an envelope, seal it, and lay it in a safe or give it to "
                    "the head of your office. Not beside this computer."
                ),
                colour="muted",
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(px(8))
        outer.addWidget(self._said)
        outer.addWidget(self._shown)
        outer.addWidget(self._typed)

    def _say(self, text: str, level: Level) -> None:
        self._said.setVisible(bool(text))
        self._said.show_text(text, level)

    def _print(self) -> None:
        self.print.setEnabled(False)
        self._say(_("The sheet goes to the printer …"), Level.INFO)
        # The queue shows the title: nothing in it says what the paper is for.
        job = PrintJob(data=self._sheet, title="Intake", printer=self._desk.settings().printer)
        self._desk.printers.send(job, done=self._on_printed, failed=self._on_refused)

    def _on_printed(self) -> None:
        self.print.setEnabled(True)
        self._show_groups()
        self._say(
            _("The printer has the sheet. Did it come out well? If not, show it again."),
            Level.INFO,
        )

    def _on_refused(self, said: str) -> None:
        self.print.setEnabled(True)
        text = _("The printer did not take the paper; nothing is lost. Check it and try again.")
        self._say(f"{text} ({said})" if said else text, Level.WARN)

    def _ask_about_saving(self) -> None:
        asking = Confirm(
            self,
            title=_("Save a file that everybody can read?"),
            text=_(
                "Whoever has this file and a copy of the vault can read everything in it. Save "
                "it only to print it elsewhere, and delete it afterwards."
            ),
            act=_("Save readable file"),
            keep=_("Do not save"),
        )
        asking.confirmed.connect(self._save)
        asking.open()

    def _save(self) -> None:
        path = self._desk.dialogs.save_as(self, "Intake.pdf")
        if path is None:
            return
        if not _written(path, self._sheet):
            self._say(_("Nothing can be written there. Choose another folder."), Level.DANGER)
            return
        self._show_groups()
        self._say(_("Saved. Print the file, then delete it."), Level.WARN)

    def _show_groups(self) -> None:
        self._turn(to_groups=True)
        self.groups.setFocus()
        self.changed.emit()

    def _show_sheet(self) -> None:
        self._say("", Level.INFO)
        self.groups.clear()
        self._turn(to_groups=False)
        self.setFocus()
        self.changed.emit()

    def _turn(self, *, to_groups: bool) -> None:
        self._shown.setVisible(not to_groups)
        self._typed.setVisible(to_groups)
        self.setFocusProxy(self.groups if to_groups else self._first())

    def _first(self) -> Button:
        """Return what one begins with: printing, or saving where nothing can be printed."""
        return self.print if self.print.isEnabled() else self.save


def _written(path: Path, data: bytes) -> bool:
    try:
        path.write_bytes(data)
    except OSError:
        return False
    return True
