"""The first thing after the first unlocking: an own passphrase, which nobody else has seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import _
from intake_app.ui.entrance.centred_card import CentredCard
from intake_app.ui.secret.new_passphrase import NewPassphrase
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.labels import Label
from intake_app.ui.words.messages import explain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.errors import IntakeError
    from intake_app.services.services import Services

_WIDTH = 520


class OwnPassphraseCard(CentredCard):
    """Asks for an own passphrase in place of the one that somebody was given.

    Args:
        services: Of the session that is open already.
        parent: Qt's parent.

    Signals:
        chosen: The new passphrase.
        cancelled: Lock again; the given one still opens.
    """

    chosen = Signal(str)
    cancelled = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH, icon="key", parent=parent)
        self.title.setText(_("Your own passphrase"))
        known = [services.office.load().name, services.session.by]
        self.passphrase = NewPassphrase(services.keys, lambda: known)
        self.store = Button(_("Use from now on"), ButtonKind.PRIMARY, icon="check")
        self.back = Button(_("Lock again"), ButtonKind.QUIET)
        self.content.addWidget(
            Label(
                _(
                    "Somebody else knows the passphrase that you were given. Choose your own: "
                    "everything you do stands under your initials."
                ),
                colour="muted",
            )
        )
        self.content.addWidget(self.passphrase)
        self.add_state()
        self.add_buttons(self.store, self.back)
        self.store.clicked.connect(self._ask)
        self.passphrase.entered.connect(self._ask)
        self.back.clicked.connect(self.cancelled)
        self.setFocusProxy(self.passphrase)

    def show_error(self, error: IntakeError) -> None:
        """Say what is wrong; what was typed stays."""
        self.set_busy("")
        self.say(explain(error))

    def set_busy(self, text: str) -> None:
        """Say what is being done and take no more input; an empty text ends it."""
        self.show_work(text, self.passphrase, self.store, self.back)

    def _ask(self) -> None:
        lack = self.passphrase.lack()
        if lack:
            self.say(lack)
            self.passphrase.setFocus()
            return
        self.say("")
        self.set_busy(_("The passphrase is being changed …"))
        self.chosen.emit(self.passphrase.passphrase())
