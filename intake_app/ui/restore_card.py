"""Restoring: a safety copy is put into an empty folder, which then is the vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.dates import german_date
from intake_app.errors import BackupError, IntakeError, VaultFolderError
from intake_app.i18n import _
from intake_app.ui.centred_card import CentredCard
from intake_app.ui.fonts import Role, px
from intake_app.ui.labelled import LabelledLine
from intake_app.ui.messages import explain
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level

if TYPE_CHECKING:
    from intake_app.services.vaults import VaultService
    from intake_app.ui.pages.paper.desk import PrintDesk
    from intake_app.ui.tasks import Progress

_WIDTH = 560


class RestoreCard(CentredCard):
    """Asks for a copy and an empty folder, and puts the one into the other.

    Args:
        vaults: Looks at copies and puts them back.
        desk: Dialogs and background work.
        proposed: The folder that is proposed for the vault; not when something is there.
        parent: Qt's parent.

    Signals:
        restored: Folder of the vault that was put back; it is to be unlocked and checked.
        cancelled: Back to where somebody came from.
    """

    restored = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        vaults: VaultService,
        desk: PrintDesk,
        proposed: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_WIDTH, icon="backup", parent=parent)
        self._vaults = vaults
        self._desk = desk
        self._running: Progress | None = None
        self.title.setText(_("Restore from a copy"))
        self.copy = LabelledLine(_("Folder of the copy"))
        self.choose_copy = Button(_("Choose a copy …"), icon="folder")
        self.found = Label("", Role.HINT)
        self.target = LabelledLine(_("Empty folder for the vault"))
        self.target.set_text(str(self._free(proposed)))
        self.choose_target = Button(_("Other folder …"), icon="folder")
        self.restore = Button(_("Restore"), ButtonKind.PRIMARY)
        self.back = Button(_("Back"), ButtonKind.QUIET)
        self._lay_out()
        self.copy.line.left.connect(self.look)
        self.choose_copy.clicked.connect(self._on_choose_copy)
        self.choose_target.clicked.connect(self._on_choose_target)
        self.restore.clicked.connect(self._on_restore)
        self.back.clicked.connect(self.cancelled)
        self.progress.cancelled.connect(self._on_cancel)
        self.setFocusProxy(self.choose_copy)

    def look(self) -> bool:
        """Say whose copy lies in the folder and from when; whether one does."""
        said, wrong = "", ""
        if self.copy.text():
            try:
                copy = self._vaults.look_at_copy(_path_in(self.copy))
            except IntakeError as error:
                wrong = explain(error)
            else:
                said = _("Copy of {day}, {hour}: {office}").format(
                    day=german_date(copy.made.date()),
                    hour=f"{copy.made:%H:%M}",
                    office=copy.office_name,
                )
        self.copy.show_wrong(wrong)
        self.found.setText(said)
        self.found.setVisible(bool(said))
        return bool(said)

    def _lay_out(self) -> None:
        self.content.addWidget(
            Label(
                _(
                    "The copy is put into an empty folder, as it was on its day. The copy "
                    "itself and a vault that is still there stay as they are."
                ),
                colour="muted",
            )
        )
        for part in (self.copy, self.found, self.choose_copy, self.target, self.choose_target):
            is_button = isinstance(part, Button)
            side = Qt.AlignmentFlag.AlignLeading if is_button else Qt.AlignmentFlag(0)
            self.content.addWidget(part, 0, side)
        self.found.hide()
        self.add_state()
        self.progress.allow_cancel(allowed=True)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, px(8), 0, 0)
        buttons.addWidget(self.restore)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        self.content.addLayout(buttons)

    def _on_choose_copy(self) -> None:
        chosen = self._desk.dialogs.folder(self)
        if chosen is not None:
            self.copy.set_text(str(chosen))
            self.say("")
            self.look()

    def _on_choose_target(self) -> None:
        chosen = self._desk.dialogs.folder(self)
        if chosen is not None:
            self.target.set_text(str(self._free(chosen)))
            self.target.show_wrong("")
            self.say("")

    def _on_restore(self) -> None:
        if not self.look():
            if not self.copy.text():
                self.copy.show_wrong(_("Please choose the folder of the copy."))
            self.copy.setFocus()
            return
        copy, target = _path_in(self.copy), _path_in(self.target)
        if not target.is_absolute():
            self.target.show_wrong(_("Please write the whole path, from the drive on."))
            self.target.setFocus()
            return
        self._set_busy(_("The copy is being put back …"))
        self._running = self._desk.tasks.run_long(
            lambda progress: self._vaults.restore(copy, target, progress.part),
            context=self,
            done=lambda _result: self.restored.emit(target),
            failed=self._on_failed,
            progress=self.progress.show_progress,
            cancelled=self._on_stopped,
        )

    def _on_failed(self, error: IntakeError) -> None:
        self._set_busy("")
        if isinstance(error, VaultFolderError):
            self.target.show_wrong(explain(error))
            self.target.setFocus()
        elif isinstance(error, BackupError) and error.reason == "cancelled":
            self._on_stopped()
        else:
            self.say(explain(error))

    def _on_stopped(self) -> None:
        self._set_busy("")
        self.say(
            _("Stopped. The folder is as empty as it was, and the copy unchanged."), Level.INFO
        )

    def _on_cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _free(self, folder: Path) -> Path:
        """Return this folder when nothing is in it, else a new one below, or beside a vault."""
        try:
            is_free = not folder.is_dir() or not any(folder.iterdir())
        except OSError:
            return folder  # what is wrong with it is said when it is to be written
        if is_free:
            return folder
        if self._vaults.exists(folder):
            beside = (
                folder.with_name(f"{folder.name}-wiederhergestellt{number}")
                for number in ("", *(f"-{again}" for again in range(2, 100)))
            )
            return next((path for path in beside if not path.exists()), folder)
        return folder / "Intake-App"

    def _set_busy(self, text: str) -> None:
        self.show_work(text)
        if text:
            self.say("")
            self.progress.allow_cancel(allowed=True)
        for part in (
            self.copy,
            self.choose_copy,
            self.target,
            self.choose_target,
            self.restore,
            self.back,
        ):
            part.setEnabled(not text)


def _path_in(line: LabelledLine) -> Path:
    return Path(line.text()).expanduser()
