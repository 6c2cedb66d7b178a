"""The card before the vault is open: who you are, the passphrase, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.entrance.centred_card import CentredCard
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice
from intake_app.ui.widgets.passphrase import PassphraseField
from intake_app.ui.widgets.segments import Option, Segments
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from intake_app.errors import IntakeError
    from intake_app.services.vaults import VaultCard

_WIDTH = 420


class UnlockCard(CentredCard):
    """Asks for the passphrase.

    It can be typed into at once; office and initials follow when the vault was looked at
    (`show_vault`).

    Args:
        advisor: Slot of whoever worked last, chosen at first.
        parent: Qt's parent.

    Signals:
        unlock_asked: Passphrase and slot; the slot is empty while it is not known.
        read_asked: The same, to read only.
        take_over_asked: The same, from a program that hangs.
        recovery_asked: The passphrase is forgotten.
        other_folder_asked: The vault lies somewhere else.
        retry_asked: Look again, the drive is connected now.
        restore_asked: Put a safety copy back.
    """

    unlock_asked = Signal(str, str)
    read_asked = Signal(str, str)
    take_over_asked = Signal(str, str)
    recovery_asked = Signal()
    other_folder_asked = Signal()
    retry_asked = Signal()
    restore_asked = Signal()

    def __init__(self, *, advisor: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH, parent=parent)
        self._advisor = advisor
        self.title.setText("Intake App")
        self._people = QWidget()
        self._people_row = QHBoxLayout(self._people)
        self._people_row.setContentsMargins(0, 0, 0, 0)
        self.advisors: Segments | None = None
        self._who = Label(_("Who is at work?"))
        self._label = Label(_("Passphrase"))
        self.passphrase = PassphraseField(_("Passphrase"))
        self._remark = Label("", Role.HINT, colour="muted")
        self._remark.hide()
        self.unlock = Button(_("Unlock"), ButtonKind.PRIMARY, icon="unlock")
        self.recover = Button(_("Passphrase forgotten …"), ButtonKind.QUIET)
        self.other_folder = Button(_("Other folder …"), ButtonKind.QUIET)
        self.retry = Button(_("Try again"))
        self.restore = Button(_("Restore from a copy …"), ButtonKind.QUIET)
        self.state_of_vault = Notice()
        self.state_of_vault.hide()
        self.read = Button(_("Open for reading"))
        self.take_over = Button(_("Take over"), ButtonKind.QUIET)
        self._others = QWidget()
        self._others.hide()
        self._lay_out()
        self.passphrase.entered.connect(self._ask)
        self.passphrase.edited.connect(self._on_edited)
        self.unlock.clicked.connect(self._ask)
        self.read.clicked.connect(lambda: self._ask_for(self.read_asked))
        self.take_over.clicked.connect(lambda: self._ask_for(self.take_over_asked))
        self.recover.clicked.connect(self.recovery_asked)
        self.other_folder.clicked.connect(self.other_folder_asked)
        self.retry.clicked.connect(self.retry_asked)
        self.restore.clicked.connect(self.restore_asked)
        self.setFocusProxy(self.passphrase)

    def show_name(self, office_name: str) -> None:
        """Show whose vault it is."""
        self.title.setText(office_name or "Intake App")

    def show_vault(self, card: VaultCard) -> None:
        """Show whose vault it is and who works with it."""
        self._show_missing(missing=False)
        self.show_name(card.office_name)
        if self.advisors is not None:
            self.advisors.deleteLater()
        self.advisors = Segments(
            [Option(code=slot.slot_id, label=slot.initials) for slot in card.slots]
        )
        self._people_row.addWidget(self.advisors)
        codes = [slot.slot_id for slot in card.slots]
        if len(codes) == 1:
            self.advisors.show_code(codes[0])
        elif self._advisor in codes:
            self.advisors.show_code(self._advisor)
        for part in (self._who, self._people):
            part.setVisible(len(codes) > 1)
        self.advisors.chosen.connect(self._on_person_chosen)
        self._show_state(card)

    def show_missing(self, error: IntakeError) -> None:
        """Say why there is nothing to unlock, and offer what can be done about it."""
        self._show_missing(missing=True)
        self.say(explain(error))
        self.retry.setFocus()

    def show_error(self, error: IntakeError) -> None:
        """Say what is wrong; the passphrase can be typed anew."""
        self.set_busy("")
        self.say(explain(error))
        self.passphrase.set_wrong(wrong=True)
        self.passphrase.clear()
        self.passphrase.setFocus()

    def set_busy(self, text: str) -> None:
        """Say what is being done and take no more input; an empty text ends it."""
        self.show_work(
            text,
            self.passphrase,
            self.unlock,
            self.recover,
            self.restore,
            self._people,
            self._others,
        )
        if text:
            self.say("")

    def prefill(self, passphrase: str, text: str) -> None:
        """Put a passphrase in that is no secret, and say why (practice)."""
        self.passphrase.set_text(passphrase)
        self.recover.hide()
        self.restore.hide()
        self._remark.setText(text)
        self._remark.show()
        self.setFocusProxy(self.unlock)

    def _lay_out(self) -> None:
        for part in (self._who, self._people, self._label, self.passphrase, self._remark):
            self.content.addWidget(part)
        self.content.setSpacing(px(8))
        self.add_state()
        self.content.addWidget(self.state_of_vault)
        others = QHBoxLayout(self._others)
        others.setContentsMargins(0, 0, 0, 0)
        others.addWidget(self.read)
        others.addWidget(self.take_over)
        others.addStretch(1)
        self.content.addWidget(self._others)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, px(8), 0, 0)
        buttons.addWidget(self.unlock)
        buttons.addWidget(self.retry)
        buttons.addStretch(1)
        buttons.addWidget(self.other_folder)
        buttons.addWidget(self.recover, 0, Qt.AlignmentFlag.AlignVCenter)
        self.content.addLayout(buttons)
        self.content.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignTrailing)
        self._who.hide()
        self._people.hide()
        self._show_missing(missing=False)
        self._label.set_role(Role.LABEL)

    def _show_missing(self, *, missing: bool) -> None:
        for part in (self._label, self.passphrase, self.unlock, self.recover):
            part.setVisible(not missing)
        for part in (self.retry, self.other_folder):
            part.setVisible(missing)

    def _show_state(self, card: VaultCard) -> None:
        """Say that the vault is in use or cannot be written, and offer what is possible."""
        text = ""
        if card.in_use is not None:
            text = explain(card.in_use)
            if card.may_take_over:
                more = _(
                    "That program has given no sign of life for some minutes. If it hangs, you "
                    "can take the vault over; it then writes nothing more."
                )
                text = f"{text} {more}"
        elif not card.is_writable:
            text = _(
                "This folder cannot be written, so the vault can be opened for reading only. "
                "Nothing in it is changed."
            )
        self.state_of_vault.show_text(text, Level.INFO)
        self.state_of_vault.setVisible(bool(text))
        self._others.setVisible(bool(text))
        self.take_over.setVisible(card.may_take_over)
        self.unlock.setVisible(card.is_writable)

    def _on_person_chosen(self) -> None:
        self.say("")
        self.passphrase.setFocus()

    def _on_edited(self) -> None:
        self.passphrase.set_wrong(wrong=False)
        self.say("")

    def _ask(self) -> None:
        self._ask_for(self.unlock_asked if self.unlock.isVisibleTo(self) else self.read_asked)

    def _ask_for(self, signal: SignalInstance) -> None:
        if not self.unlock.isEnabled():
            return
        slot = self.advisors.code() if self.advisors is not None else ""
        if not self.passphrase.text():
            self.passphrase.set_wrong(wrong=True)
            self.say(_("Please type the passphrase."), Level.INFO)
            self.passphrase.setFocus()
            return
        self.set_busy(_("The vault is being opened …"))
        signal.emit(self.passphrase.text(), slot)
