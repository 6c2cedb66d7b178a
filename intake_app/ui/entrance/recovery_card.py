"""Recovery: the key from the sheet, then a new passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.errors import WrongPassphraseError
from intake_app.i18n import _
from intake_app.ui.entrance.centred_card import CentredCard
from intake_app.ui.secret.new_passphrase import NewPassphrase
from intake_app.ui.secret.recovery_entry import RecoveryEntry
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Line
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.errors import IntakeError
    from intake_app.services.vaults import VaultCard, VaultService

_WIDTH = 560


class RecoveryCard(CentredCard):
    """Opens the vault with the recovery sheet and gives somebody a new passphrase.

    Args:
        vaults: Checks groups and judges passphrases.
        card: Whose vault it is.
        parent: Qt's parent.

    Signals:
        recover_asked: Recovery key, slot of the advisor, new passphrase.
        cancelled: Back to the passphrase.
    """

    recover_asked = Signal(str, str, str)
    cancelled = Signal()

    def __init__(
        self, vaults: VaultService, card: VaultCard, parent: QWidget | None = None
    ) -> None:
        super().__init__(_WIDTH, icon="key", parent=parent)
        self.title.setText(_("Passphrase forgotten"))
        self.entry = RecoveryEntry(vaults)
        self.advisors = Segments(
            [Option(code=slot.slot_id, label=slot.initials) for slot in card.slots]
        )
        if len(card.slots) == 1:
            self.advisors.show_code(card.slots[0].slot_id)
        self._who = Label(_("Who gets a new passphrase?"))
        self.passphrase = NewPassphrase(vaults, lambda: [card.office_name])
        self.open = Button(_("Open the vault"), ButtonKind.PRIMARY, icon="unlock")
        self.back = Button(_("Back"), ButtonKind.QUIET)
        self._lay_out(has_choice=len(card.slots) > 1)
        self.open.clicked.connect(self._ask)
        self.passphrase.entered.connect(self._ask)
        self.entry.entered.connect(self.passphrase.setFocus)
        self.back.clicked.connect(self.cancelled)
        self.setFocusProxy(self.entry)

    def show_error(self, error: IntakeError) -> None:
        """Say what is wrong; what was typed stays."""
        self.set_busy("")
        self.entry.show_error(error)
        if isinstance(error, WrongPassphraseError):
            self.say(
                _(
                    "This key is spelt right but does not open this vault. It may be from an "
                    "older sheet or from another vault; nothing was changed."
                )
            )
            return
        self.say(explain(error))

    def set_busy(self, text: str) -> None:
        """Say what is being done and take no more input; an empty text ends it."""
        self.show_work(text, self.entry, self.advisors, self.passphrase, self.open, self.back)
        if text:
            self.say("")

    def _lay_out(self, *, has_choice: bool) -> None:
        self.content.addWidget(self.entry)
        self.content.addWidget(Line())
        self.content.addWidget(self._who)
        self.content.addWidget(self.advisors)
        self._who.setVisible(has_choice)
        self.advisors.setVisible(has_choice)
        self.content.addWidget(self.passphrase)
        self.add_state()
        self.add_buttons(self.open, self.back)

    def _ask(self) -> None:
        if not self.entry.check():
            return
        if not self.advisors.code():
            self.say(_("Please choose whose passphrase is to be new."))
            self.advisors.setFocus()
            return
        lack = self.passphrase.lack()
        if lack:
            self.say(lack)
            self.passphrase.setFocus()
            return
        self.set_busy(_("The vault is being opened …"))
        self.recover_asked.emit(
            self.entry.text(), self.advisors.code(), self.passphrase.passphrase()
        )
