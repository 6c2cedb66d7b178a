"""Restoring: a safety copy is put into an empty folder, which then is the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.domain.dates import german_date
from intake_app.errors import BackupError, IntakeError, VaultFolderError
from intake_app.i18n import _
from intake_app.ui.entrance.centred_card import CentredCard
from intake_app.ui.entrance.folder_line import FolderLine, free_folder
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

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
        self.copy = FolderLine(_("Folder of the copy"), desk, _("Choose a copy …"))
        self.target = FolderLine(_("Empty folder for the vault"), desk)
        self.target.set_text(str(free_folder(vaults, proposed)))
        self.restore = Button(_("Restore"), ButtonKind.PRIMARY)
        self.back = Button(_("Back"), ButtonKind.QUIET)
        self._lay_out()
        self.copy.line.left.connect(self.look)
        self.copy.picked.connect(self._on_copy_picked)
        self.target.picked.connect(self._on_target_picked)
        self.restore.clicked.connect(self._on_restore)
        self.back.clicked.connect(self.cancelled)
        self.progress.cancelled.connect(self._on_cancel)
        self.setFocusProxy(self.copy.choose)

    def look(self) -> bool:
        """Say whose copy lies in the folder and from when; whether one does."""
        said, wrong = "", ""
        if self.copy.text():
            try:
                copy = self._vaults.look_at_copy(self.copy.path())
            except IntakeError as error:
                wrong = explain(error)
            else:
                said = _("Copy of {day}, {hour}: {office}").format(
                    day=german_date(copy.made.date()),
                    hour=f"{copy.made:%H:%M}",
                    office=copy.office_name,
                )
        self.copy.show_wrong(wrong)
        self.copy.show_found(said)
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
        self.content.addWidget(self.copy)
        self.content.addWidget(self.target)
        self.add_state()
        self.progress.allow_cancel(allowed=True)
        self.add_buttons(self.restore, self.back)

    def _on_copy_picked(self, chosen: Path) -> None:
        self.copy.set_text(str(chosen))
        self.say("")
        self.look()

    def _on_target_picked(self, chosen: Path) -> None:
        self.target.set_text(str(free_folder(self._vaults, chosen)))
        self.target.show_wrong("")
        self.say("")

    def _on_restore(self) -> None:
        if not self.look():
            if not self.copy.text():
                self.copy.show_wrong(_("Please choose the folder of the copy."))
            self.copy.setFocus()
            return
        problem = self.target.problem()
        if problem:
            self.target.show_wrong(problem)
            self.target.setFocus()
            return
        copy, target = self.copy.path(), self.target.path()
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

    def _set_busy(self, text: str) -> None:
        self.show_work(text, self.copy, self.target, self.restore, self.back)
        if text:
            self.say("")
            self.progress.allow_cancel(allowed=True)
