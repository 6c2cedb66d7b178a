"""The first start: four pages that end with an open vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.office import Office
from intake_app.errors import VaultFolderError
from intake_app.i18n import _
from intake_app.ui.entrance.centred_card import CentredCard
from intake_app.ui.entrance.first_start_pages import DonePage, FolderPage, PeoplePage
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.sheet_steps import SheetSteps
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.stepper import Stepper, StepState
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.errors import IntakeError
    from intake_app.services.session import Session
    from intake_app.services.vaults import VaultService
    from intake_app.ui.pages.paper.desk import PrintDesk

_WIDTH = 680
FOLDER, PEOPLE, SHEET, DONE = range(4)


class FirstStart(CentredCard):
    """Leads through folder, people, recovery sheet, and makes the vault.

    Nothing is written before the sheet was confirmed; then the vault is made in one step.

    Args:
        vaults: Makes the vault.
        desk: Printers and dialogs of this machine.
        proposed: The folder that is proposed.
        parent: Qt's parent.

    Signals:
        existing_chosen: Folder of a vault that is there already.
        restore_asked: Put a safety copy back instead.
        created: The open `Session` of the new vault, and its folder.
        finished: Begin to work in it.
        practice_asked: Look at the practice case first.
    """

    existing_chosen = Signal(object)
    restore_asked = Signal()
    created = Signal(object, object)
    finished = Signal()
    practice_asked = Signal()

    def __init__(
        self,
        vaults: VaultService,
        desk: PrintDesk,
        proposed: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_WIDTH, icon="home", parent=parent)
        self._vaults = vaults
        self._desk = desk
        self._recovery_text = ""
        self.folder = FolderPage(vaults, desk, proposed)
        self.people = PeoplePage(vaults, Office())
        self.sheet: SheetSteps | None = None
        self.done = DonePage()
        self._steps = Stepper()
        self._pages = [self.folder, self.people, QWidget(), self.done]
        self.back = Button(_("Back"), ButtonKind.QUIET)
        self.on = Button(_("Next"), ButtonKind.PRIMARY)
        self._lay_out()
        self.folder.existing_chosen.connect(self.existing_chosen)
        self.folder.restore_asked.connect(self.restore_asked)
        self.done.practice_asked.connect(self.practice_asked)
        self.people.entered.connect(self.on.click)
        self.folder.folder.line.returnPressed.connect(self.on.click)
        self.back.clicked.connect(self._on_back)
        self.on.clicked.connect(self._on_next)
        self._at = FOLDER
        self.show_page(FOLDER)

    def page(self) -> int:
        """Return which page is open: FOLDER, PEOPLE, SHEET or DONE."""
        return self._at

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # noqa: N802
        """Give the focus to what is to be done on the page that is open."""
        (self.on if self._at == DONE else self._pages[self._at]).setFocus(reason)

    def show_page(self, number: int) -> None:
        """Open a page."""
        self._at = number
        for place, page in enumerate(self._pages):
            page.setVisible(place == number)
        titles = (
            _("Where the vault is kept"),
            _("Who works with it"),
            _("The recovery sheet"),
            _("Everything is ready"),
        )
        words = (_("Folder"), _("You and your office"), _("Recovery"), _("Ready"))
        self.title.setText(titles[number])
        self._steps.show_steps([(word, _state(n, number)) for n, word in enumerate(words)])
        self.back.setVisible(number in {PEOPLE, SHEET})
        self.on.setText(
            {SHEET: _("Make the vault"), DONE: _("Begin to work")}.get(number, _("Next"))
        )
        self.on.updateGeometry()
        self._show_next()
        self.say("")
        self.verticalScrollBar().setValue(0)
        self.setFocus()

    def _lay_out(self) -> None:
        self.content.addWidget(self._steps)
        self.content.addSpacing(px(4))
        # No stack: the card would be as high as its longest page.
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            self._place.addWidget(page)
        self.content.addLayout(self._place)
        self.add_state()
        self.add_buttons(self.back, self.on)

    def _on_back(self) -> None:
        self.show_page(self._at - 1)

    def _on_next(self) -> None:
        if self._at == DONE:
            self.finished.emit()
            return
        lack = self._lack()
        if lack:
            self.say(lack)
            return
        if self._at == FOLDER:
            self.show_page(PEOPLE)
        elif self._at == PEOPLE:
            self._make_sheet()
        else:
            self._create()

    def _lack(self) -> str:
        if self._at == FOLDER:
            return self.folder.lack()
        if self._at == PEOPLE:
            return self.people.lack()
        return self.sheet.lack() if self.sheet is not None else ""

    def _make_sheet(self) -> None:
        """Draw the sheet for what was typed; the key stays the same as long as it is asked."""
        self._recovery_text = self._recovery_text or self._vaults.new_recovery_text()
        office, text = self.people.new_vault().office, self._recovery_text
        self._set_busy(_("The sheet is being made …"))
        self._desk.tasks.run(
            lambda: self._vaults.recovery_sheet(office, text),
            context=self,
            done=self._show_sheet,
            failed=self._on_failed,
        )

    def _show_sheet(self, sheet: bytes) -> None:
        self._set_busy("")
        before = self._pages[SHEET]
        self.sheet = SheetSteps(self._vaults, self._desk, sheet, self._recovery_text)
        self._place.replaceWidget(before, self.sheet)
        before.hide()
        before.deleteLater()
        self._pages[SHEET] = self.sheet
        self.sheet.changed.connect(self._show_next)
        self.sheet.groups.entered.connect(self.on.click)
        self.show_page(SHEET)

    def _show_next(self) -> None:
        """While the sheet is looked at, printing it is the only way on."""
        waits = self._at == SHEET and self.sheet is not None and not self.sheet.is_asking()
        self.on.setVisible(not waits)

    def _create(self) -> None:
        path, new, text = self.folder.path(), self.people.new_vault(), self._recovery_text
        self._set_busy(_("The vault is being made …"))
        self._desk.tasks.run(
            lambda: self._vaults.create(path, new, text),
            context=self,
            done=lambda session: self._on_created(session, path),
            failed=self._on_failed,
        )

    def _on_created(self, session: Session, path: Path) -> None:
        self._set_busy("")
        self._recovery_text = ""
        self.people.passphrase.clear()
        if self.sheet is not None:
            self.sheet.forget()
        self.show_page(DONE)
        self.created.emit(session, path)

    def _on_failed(self, error: IntakeError) -> None:
        self._set_busy("")
        if isinstance(error, VaultFolderError):
            self.show_page(FOLDER)
            self.folder.look()
        self.say(explain(error))

    def _set_busy(self, text: str) -> None:
        self.show_work(text, *self._pages, self.back, self.on)


def _state(step: int, present: int) -> StepState:
    if step == present:
        return StepState.NOW
    return StepState.DONE if step < present else StepState.WAITING
