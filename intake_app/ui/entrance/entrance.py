"""Everything before a vault is open: first start, passphrase, recovery, another folder.

Nothing in this module may import a service or a page: it is shown while they are loaded.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.errors import IntakeError, StoreDamagedError, VaultFolderError, VaultInUseError
from intake_app.i18n import _
from intake_app.ui.entrance.centred_card import CentredCard
from intake_app.ui.entrance.unlock_card import UnlockCard
from intake_app.ui.widgets.notices import Level
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from intake_app.services.practice import Practice
    from intake_app.services.vaults import VaultService
    from intake_app.ui.entrance.rooms import Rooms
    from intake_app.ui.machine import Machine
    from intake_app.ui.pages.paper.desk import PrintDesk
    from intake_app.ui.window import Window

_WAITING_WIDTH = 420


class Entrance(QObject):
    """Shows the cards that lead to an open vault.

    Args:
        window: Where they are shown.
        machine: Knows where the vault lies.
        desk: Dialogs and background work.
        proposed: The folder that the first start proposes.
        vault: Folder of the vault, in place of the one in the settings.

    Attributes:
        practice: The practice vault that is used instead of the real one, None usually.
        advisor: Slot of whoever worked last.

    Signals:
        opened: The `Session` of a vault that was just opened.
        created: The `Session` of a new vault; its first start is still to be seen.
        finished: The first start is over.
        practice_asked: Look at the practice case first.
    """

    opened = Signal(object)
    created = Signal(object)
    finished = Signal()
    practice_asked = Signal()

    def __init__(
        self,
        window: Window,
        machine: Machine,
        desk: PrintDesk,
        *,
        proposed: Path,
        vault: Path | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._machine = machine
        self._desk = desk
        self._proposed = proposed
        self._vault = vault
        self._rooms: Rooms | None = None
        self._asked: tuple[str, str] | None = None
        self._restored: Path | None = None
        self.practice: Practice | None = None
        self.advisor = ""

    def show(self) -> None:
        """Show the card that fits: the passphrase, or the first start."""
        if self._path() is not None:
            self.show_unlock()
        elif self._rooms is not None:
            self._begin(self._rooms)
        else:
            self.show_waiting(_("One moment …"))

    def use(self, rooms: Rooms) -> None:
        """Take what was loaded in the background."""
        self._rooms = rooms
        shown = self._window.content()
        if not isinstance(shown, UnlockCard):
            self.show()
            return
        self._look_at_vault(shown)
        if self._asked is not None:
            passphrase, slot = self._asked
            self._asked = None
            self._unlock(shown, passphrase, slot)

    def show_unlock(self, *, is_held_here: bool = False) -> UnlockCard:
        """Ask for the passphrase.

        Args:
            is_held_here: This program is letting the vault go; nobody else works in it.
        """
        card = UnlockCard(advisor=self.advisor)
        card.unlock_asked.connect(partial(self._unlock, card))
        card.read_asked.connect(partial(self._unlock_to_read, card))
        card.take_over_asked.connect(partial(self._take_over, card))
        card.recovery_asked.connect(self._show_recovery)
        card.other_folder_asked.connect(self._on_other_folder)
        card.retry_asked.connect(self.show_unlock)
        card.restore_asked.connect(self._show_restore)
        self._window.show_content(card)
        card.setFocus()
        self._look_at_vault(card, is_held_here=is_held_here)
        return card

    def show_waiting(self, text: str) -> CentredCard:
        """Say that something takes a moment."""
        card = CentredCard(_WAITING_WIDTH)
        card.title.setText("Intake App")
        card.add_state()
        card.show_work(text)
        self._window.show_content(card)
        return card

    def _path(self) -> Path | None:
        if self.practice is not None:
            return self.practice.path
        if self._restored is not None:
            return self._restored
        if self._vault is not None:
            return self._vault
        return Path(self._machine.settings.vault) if self._machine.settings.vault else None

    def _use_folder(self, path: Path) -> None:
        self._vault = self._restored = None
        self._machine.keep(replace(self._machine.settings, vault=str(path)))

    def _place(self) -> tuple[VaultService, Path] | None:
        """Return what opens the vault and where it lies; None while that is not known."""
        path = self._path()
        if path is None or self._rooms is None:
            return None
        vaults = self.practice.vaults if self.practice is not None else self._rooms.vaults
        return vaults, path

    # Passphrase.

    def _look_at_vault(self, card: UnlockCard, *, is_held_here: bool = False) -> None:
        place = self._place()
        if place is None:
            return
        vaults, path = place
        try:
            found = vaults.card(path)
            if is_held_here:
                found = replace(found, in_use=None, may_take_over=False)
            card.show_vault(found)
        except IntakeError as error:
            card.show_missing(error)
            return
        if self.practice is not None:
            card.prefill(
                self.practice.passphrase,
                _("This is practice: the passphrase is filled in already."),
            )

    def _unlock(self, card: UnlockCard, passphrase: str, slot: str) -> None:
        place = self._place()
        if place is None:
            # Typed faster than the services were loaded.
            self._asked = (passphrase, slot)
            return
        vaults, path = place
        is_restored = self._restored is not None
        if is_restored:
            card.set_busy(_("The copy is being checked and opened …"))
        unlock = vaults.unlock_restored if is_restored else vaults.unlock
        self._desk.tasks.run(
            lambda: unlock(path, passphrase, slot or None),
            context=self,
            done=self._on_opened,
            failed=partial(self._on_not_opened, card),
        )

    def _unlock_to_read(self, card: UnlockCard, passphrase: str, slot: str) -> None:
        place = self._place()
        if place is not None:
            vaults, path = place
            self._desk.tasks.run(
                lambda: vaults.unlock_to_read(path, passphrase, slot or None),
                context=self,
                done=self.opened.emit,
                failed=partial(self._on_not_opened, card),
            )

    def _take_over(self, card: UnlockCard, passphrase: str, slot: str) -> None:
        place = self._place()
        if place is not None:
            vaults, path = place
            self._desk.tasks.run(
                lambda: vaults.unlock(path, passphrase, slot or None, take_over=True),
                context=self,
                done=self.opened.emit,
                failed=partial(self._on_not_opened, card),
            )

    def _on_opened(self, session: object) -> None:
        if self._restored is not None:
            self._use_folder(self._restored)
        self.opened.emit(session)

    def _on_not_opened(self, card: UnlockCard, error: IntakeError) -> None:
        card.show_error(error)
        if self._restored is not None and isinstance(error, StoreDamagedError):
            card.say(
                _(
                    "This copy is damaged, and so is what was put back from it. Nothing else "
                    "was changed; choose another copy."
                )
            )
        elif isinstance(error, (VaultInUseError, VaultFolderError)):
            card.say("")
            self._look_at_vault(card)  # says the same, with what can be done

    # Recovery.

    def _show_recovery(self) -> None:
        rooms, place = self._rooms, self._place()
        if rooms is None or place is None:
            return
        vaults, path = place
        try:
            card = rooms.recovery(vaults, vaults.card(path))
        except IntakeError:
            self.show_unlock()
            return
        is_restored = self._restored is not None
        card.cancelled.connect(self.show_unlock)
        card.recover_asked.connect(
            lambda text, slot, passphrase: self._desk.tasks.run(
                lambda: vaults.recover(path, text, slot, passphrase, is_restored=is_restored),
                context=self,
                done=self._on_opened,
                failed=card.show_error,
            )
        )
        self._window.show_content(card)
        card.setFocus()

    def _on_other_folder(self) -> None:
        chosen = self._desk.dialogs.folder(self._window)
        if chosen is not None:
            self._use_folder(chosen)
            self.show_unlock()

    # A safety copy.

    def _show_restore(self) -> None:
        if self._rooms is None:
            return
        self._restored = None
        proposed = self._path() or self._proposed
        card = self._rooms.restore(self._rooms.vaults, self._desk, proposed)
        card.cancelled.connect(self.show)
        card.restored.connect(self._on_restored)
        self._window.show_content(card)
        card.setFocus()

    def _on_restored(self, path: Path) -> None:
        """Ask for the passphrase; only when it was checked the settings name the folder."""
        self._restored = path
        card = self.show_unlock()
        card.say(_("The copy is in its place. It is checked while it is opened."), Level.INFO)

    # First start.

    def _begin(self, rooms: Rooms) -> None:
        if rooms.vaults.exists(self._proposed):
            self._on_existing(self._proposed)
            return
        card = rooms.first_start(rooms.vaults, self._desk, self._proposed)
        card.existing_chosen.connect(self._on_existing)
        card.restore_asked.connect(self._show_restore)
        card.created.connect(self._on_created)
        card.finished.connect(self.finished)
        card.practice_asked.connect(self.practice_asked)
        self._window.show_content(card)
        card.setFocus()

    def _on_existing(self, path: Path) -> None:
        self._use_folder(path)
        self.show_unlock()

    def _on_created(self, session: object, path: Path) -> None:
        self._use_folder(path)
        self.created.emit(session)

    def show_problem(self, error: IntakeError) -> None:
        """Say what keeps the program from starting at all."""
        self.show_waiting("").say(explain(error))
