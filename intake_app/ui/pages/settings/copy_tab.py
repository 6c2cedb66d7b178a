"""The copy of the vault (Sicherungskopie)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal

from intake_app.domain.roles import Right
from intake_app.errors import IntakeError
from intake_app.i18n import _, ngettext
from intake_app.services.today import BACKUP_EVERY
from intake_app.ui.fonts import Role, px
from intake_app.ui.pages.moments import day_and_hour
from intake_app.ui.role_words import restrict
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card, ReadingColumn
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

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

    def __init__(self, services: Services, desk: PrintDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._services = services
        self._desk = desk
        self._running: Progress | None = None
        self.last = Notice()
        self.make = Button(_("&Make a copy …"), ButtonKind.PRIMARY, icon="backup")
        self.progress = ProgressRow(_("The copy is being written and checked …"))
        self.progress.hide()
        card = Card(_("Copy of the vault"))
        card.content.setSpacing(px(12))
        card.content.addWidget(
            Label(
                _(
                    "A copy of everything, encrypted like the vault itself: your passphrase "
                    "and the recovery sheet open it. Keep it on another drive, once a week."
                )
            )
        )
        card.content.addWidget(self.last)
        card.content.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeading)
        card.content.addWidget(self.progress)
        card.content.addWidget(
            Label(
                _(
                    "To go back to a copy: take its files, put them into an empty folder, and "
                    "choose that folder as the vault."
                ),
                Role.HINT,
                colour="muted",
            )
        )
        self.content.addWidget(card)
        self.content.addStretch(1)
        restrict(self, (card,), services.session, Right.COPY)
        self.make.clicked.connect(self._on_make)
        self.progress.cancelled.connect(self._on_cancel)
        self.show_last()

    def show_last(self) -> None:
        """Show when the last copy was made."""
        try:
            last = self._services.copies.overview().last
        except IntakeError as error:
            self.failed.emit(error)
            return
        if last is None:
            self.last.show_text(_("There is no copy of the vault yet."), Level.WARN)
            return
        text = _("Last copy of the vault: {moment}").format(moment=day_and_hour(last.made_at))
        is_old = self._services.session.now() - last.made_at > BACKUP_EVERY
        self.last.show_text(text, Level.WARN if is_old else Level.GOOD)

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

    def _on_done(self, result: BackupResult) -> None:
        self._set_running(on=False)
        self.show_last()
        size = QLocale().formattedDataSize(result.file_bytes)
        text = ngettext(
            "The copy is written and checked: {count} case, {size}. It lies in “{folder}”.",
            "The copy is written and checked: {count} cases, {size}. It lies in “{folder}”.",
            result.cases,
        )
        self.said.emit(text.format(count=result.cases, size=size, folder=result.folder.name))

    def _on_failed(self, error: IntakeError) -> None:
        self._set_running(on=False)
        self.failed.emit(error)

    def _on_cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _set_running(self, *, on: bool) -> None:
        self.make.setEnabled(not on)
        self.progress.setVisible(on)
        if on:
            self.progress.show_progress(0, 0)
