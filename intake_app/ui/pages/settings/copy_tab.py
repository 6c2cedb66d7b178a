"""The copy of the vault (Sicherungskopie)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout

from intake_app.domain.copies import CopyRhythm
from intake_app.domain.roles import Right
from intake_app.errors import IntakeError
from intake_app.i18n import _, ngettext
from intake_app.services.today import BACKUP_EVERY
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.moments import day_and_hour
from intake_app.ui.pages.settings.sheet_trial import SheetTrial
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.progress import ProgressRow
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.words.messages_storage import size_words
from intake_app.ui.words.role_words import restrict

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.copies import VaultCopy
    from intake_app.services.copies import BackupResult
    from intake_app.services.services import Services
    from intake_app.ui.pages.paper.desk import PrintDesk
    from intake_app.ui.tasks import Progress


class CopyTab(ReadingColumn):
    """Writes a checked copy of the whole vault into a folder.

    Args:
        services: What an advisor can do.
        desk: Dialogs and background work.
        parent: Qt's parent.

    Signals:
        said: Something good to be said in the bar of the page.
        failed: An `IntakeError` to be reported.
    """

    said = Signal(str)
    failed = Signal(object)

    _handed: tuple[QWidget | None, QWidget | None] = (None, None)
    """The button that was pressed, and where Qt led the focus from there."""

    def __init__(self, services: Services, desk: PrintDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._desk = desk
        self._running: Progress | None = None
        self.last = Notice()
        self.proven = Notice()
        self.rhythm = Segments(
            [
                Option(code=CopyRhythm.DAILY, label=_("every day")),
                Option(code=CopyRhythm.WEEKLY, label=_("every week")),
                Option(code=CopyRhythm.NEVER, label=_("only by hand")),
            ]
        )
        self.where = Label()
        self.same_drive = Notice(
            _(
                "The copies lie on the drive of the vault. When that drive breaks, they are lost "
                "with it; another drive is better."
            ),
            Level.INFO,
        )
        self.choose = Button(_("Other folder for copies …"), ButtonKind.QUIET, icon="folder")
        self.prove = Button(_("Restore on trial"))
        self.sheet = SheetTrial(services.keys)
        self.make = Button(_("&Make a copy …"), ButtonKind.PRIMARY, icon="backup")
        self.progress = ProgressRow(_("The copy is being written and checked …"))
        self.progress.hide()
        self._lay_out()
        self.make.clicked.connect(self._on_make)
        self.prove.clicked.connect(self._on_prove)
        self.sheet.asked.connect(self.rehearse)
        self.sheet.opened.connect(lambda: self.ensureWidgetVisible(self.sheet.prove))
        self.choose.clicked.connect(self._on_choose)
        self.rhythm.chosen.connect(self._on_rhythm)
        self.progress.cancelled.connect(self._on_cancel)
        self.show_last()

    def show_last(self) -> None:
        """Show when the last copy was made."""
        try:
            overview = self._services.copies.overview()
        except IntakeError as error:
            self.failed.emit(error)
            return
        last, proven = overview.last, overview.proven
        self.rhythm.show_code(overview.rhythm)
        self.where.setText(_("The copies lie in: {folder}").format(folder=overview.folder))
        self.same_drive.setVisible(overview.on_same_drive)
        if proven is None:
            text = _("No copy was restored on trial yet. Only that shows that it can be used.")
        else:
            text = _("Last proven copy: {moment}").format(moment=day_and_hour(proven.made_at))
        self.proven.show_text(text, Level.GOOD if proven else Level.INFO)
        for part in (self.prove, self.sheet):
            part.setEnabled(last is not None)
        if last is None:
            self.last.show_text(_("There is no copy of the vault yet."), Level.WARN)
            return
        text = _("Last copy of the vault: {moment}").format(moment=day_and_hour(last.made_at))
        is_old = self._services.session.now() - last.made_at > BACKUP_EVERY
        self.last.show_text(text, Level.WARN if is_old else Level.GOOD)

    def _lay_out(self) -> None:
        card = Card(_("Copy of the vault"))
        card.content.setSpacing(px(12))
        card.content.addWidget(
            Label(
                _(
                    "A copy of everything, encrypted like the vault itself: your passphrase "
                    "and the recovery sheet open it. The program makes one by itself and keeps "
                    "seven days, four weeks and three months, 90 days at most."
                )
            )
        )
        card.content.addWidget(self.last)
        card.content.addWidget(self.proven)
        card.content.addWidget(Label(_("How often by itself"), Role.LABEL))
        card.content.addWidget(self.rhythm)
        card.content.addWidget(self.where)
        card.content.addWidget(self.same_drive)
        card.content.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        buttons = QHBoxLayout()
        buttons.addWidget(self.make)
        buttons.addWidget(self.prove)
        buttons.addStretch(1)
        card.content.addLayout(buttons)
        card.content.addWidget(self.sheet)
        card.content.addWidget(self.progress)
        card.content.addWidget(
            Label(
                _(
                    "To go back to a copy: lock, and choose “Restore from a copy …” below the "
                    "passphrase. The copy is put into an empty folder and checked."
                ),
                Role.HINT,
                colour="muted",
            )
        )
        self.content.addWidget(card)
        self.content.addStretch(1)
        restrict(self, (card,), self._services.session, Right.COPY)

    def _on_prove(self) -> None:
        self.rehearse()

    def _on_make(self) -> None:
        folder = self._desk.dialogs.folder(self)
        if folder is not None:
            self.copy_to(folder)

    def copy_to(self, folder: Path) -> None:
        """Write a copy into a new folder below this one."""
        self._set_running(on=True)
        self._running = self._desk.tasks.run_long(
            lambda progress: self._services.copies.make(folder, progress.part),
            context=self,
            done=self._on_done,
            failed=self._on_failed,
            progress=self.progress.show_progress,
            cancelled=lambda: self._set_running(on=False),
        )

    def forget(self) -> None:
        """Take what stands on the recovery sheets out of the widgets."""
        self.sheet.close_entry()

    def rehearse(self, recovery_text: str = "") -> None:
        """Restore the last copy on trial, with the sheets if asked, and say what came of it."""
        self._set_running(on=True)
        self._running = self._desk.tasks.run_long(
            lambda progress: self._services.copies.rehearse(progress.part, recovery_text),
            context=self,
            done=self._on_proven,
            failed=self._on_failed,
            progress=self.progress.show_progress,
            cancelled=lambda: self._set_running(on=False),
        )

    def _on_proven(self, copy: VaultCopy) -> None:
        self._set_running(on=False)
        self.show_last()
        if copy.proven_with == "recovery":
            self.sheet.close_entry()
            text = _("Proven: the recovery sheet opens the copy of {moment}, and it is whole.")
        else:
            text = _("Proven: the copy of {moment} was restored on trial and is whole.")
        self.said.emit(text.format(moment=day_and_hour(copy.made_at)))

    def _on_choose(self) -> None:
        folder = self._desk.dialogs.folder(self)
        if folder is not None:
            self._keep(folder)

    def _on_rhythm(self) -> None:
        overview = self._services.copies.overview()
        self._keep(overview.folder if overview.is_chosen else None)

    def _keep(self, folder: Path | None) -> None:
        try:
            rhythm = CopyRhythm(self.rhythm.code() or CopyRhythm.DAILY)
            self._services.copies.choose(folder=folder, rhythm=rhythm)
        except IntakeError as error:
            self.failed.emit(error)
        self.show_last()

    def _on_done(self, result: BackupResult) -> None:
        self._set_running(on=False)
        self.show_last()
        size = size_words(result.file_bytes)
        text = ngettext(
            "The copy is written and checked: {count} case, {size}. It lies in “{folder}”.",
            "The copy is written and checked: {count} cases, {size}. It lies in “{folder}”.",
            result.cases,
        )
        self.said.emit(text.format(count=result.cases, size=size, folder=result.folder.name))

    def _on_failed(self, error: IntakeError) -> None:
        self._set_running(on=False)
        if not self.sheet.explains(error):
            self.failed.emit(error)

    def _on_cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _set_running(self, *, on: bool) -> None:
        pressed = next((button for button in (self.make, self.prove) if button.hasFocus()), None)
        for part in (self.make, self.prove, self.sheet):
            part.setEnabled(not on)
        if on:
            # Qt hands the focus of a button that is off to the next field, the search at last.
            self._handed = pressed, QApplication.focusWidget()
        elif self._handed[0] is not None and QApplication.focusWidget() is self._handed[1]:
            self._handed[0].setFocus()
        self.progress.setVisible(on)
        if on:
            self.progress.show_progress(0, 0)
