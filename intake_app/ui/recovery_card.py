"""Recovery: the key from the sheet, then a new passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.errors import RecoveryKeyError, WrongPassphraseError
from intake_app.i18n import _
from intake_app.ui.centred_card import CentredCard
from intake_app.ui.fonts import px
from intake_app.ui.messages import explain
from intake_app.ui.new_passphrase import NewPassphrase
from intake_app.ui.recovery_groups import RecoveryGroups
from intake_app.ui.recovery_shares import SharePair
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Line
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.segments import Option, Segments

if TYPE_CHECKING:
    from intake_app.errors import IntakeError
    from intake_app.services.vaults import VaultCard, VaultService

_WIDTH = 560
_ONE, _TWO = "one", "two"


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
        self.kind = Segments(
            [
                Option(code=_ONE, label=_("One sheet")),
                Option(code=_TWO, label=_("Two of three sheets")),
            ]
        )
        self.kind.show_code(_ONE)
        self.groups = RecoveryGroups(vaults.recovery_group_fits)
        self.shares = SharePair(vaults)
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
        self.groups.entered.connect(self.passphrase.setFocus)
        self.back.clicked.connect(self.cancelled)
        self.kind.chosen.connect(self._on_kind)
        self.setFocusProxy(self.groups)

    def show_error(self, error: IntakeError) -> None:
        """Say what is wrong; what was typed stays."""
        self.set_busy("")
        if isinstance(error, RecoveryKeyError) and error.group:
            self.groups.show_wrong([error.group])
        elif isinstance(error, WrongPassphraseError):
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
        self.show_work(text)
        if text:
            self.say("")
        for part in (
            self.kind,
            self.groups,
            self.shares,
            self.advisors,
            self.passphrase,
            self.open,
            self.back,
        ):
            part.setEnabled(not text)

    def _lay_out(self, *, has_choice: bool) -> None:
        self.content.addWidget(
            Label(
                _(
                    "Take the recovery sheet out of its envelope and type what stands on it. "
                    "Capital and small letters make no difference."
                ),
                colour="muted",
            )
        )
        for part in (self.kind, self.groups, self.shares):
            self.content.addWidget(part)
        self.shares.hide()
        self.content.addWidget(Line())
        self.content.addWidget(self._who)
        self.content.addWidget(self.advisors)
        self._who.setVisible(has_choice)
        self.advisors.setVisible(has_choice)
        self.content.addWidget(self.passphrase)
        self.add_state()
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, px(8), 0, 0)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        self.content.addLayout(buttons)

    def _on_kind(self) -> None:
        two = self.kind.code() == _TWO
        self.groups.setVisible(not two)
        self.shares.setVisible(two)
        (self.shares if two else self.groups).setFocus()

    def _is_typed(self) -> bool:
        if self.kind.code() == _TWO:
            return self.shares.check()
        wrong = self.groups.wrong()
        if wrong:
            self.groups.show_wrong(wrong)
        return not wrong

    def _ask(self) -> None:
        if not self._is_typed():
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
        typed = self.shares if self.kind.code() == _TWO else self.groups
        self.recover_asked.emit(typed.text(), self.advisors.code(), self.passphrase.passphrase())
