"""The six words with which somebody comes in for the first time, shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from intake_app.services.people import FirstPassphrase


class FirstWords(Card):
    """Shows the words until they were passed on."""

    def __init__(self) -> None:
        super().__init__(_("First passphrase"))
        self.content.setSpacing(px(12))
        self._whose = Label()
        self.words = Label("", Role.SECTION)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.done = Button(_("Passed on"), ButtonKind.PRIMARY, icon="check")
        self.done.clicked.connect(self.forget)
        self.content.addWidget(self._whose)
        self.content.addWidget(self.words)
        self.content.addWidget(
            Label(
                _(
                    "Write the words down by hand or read them out. They are shown only now and "
                    "kept nowhere; at the first unlocking an own passphrase takes their place."
                ),
                colour="muted",
            )
        )
        self.content.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def show_words(self, first: FirstPassphrase) -> None:
        """Show the words of somebody."""
        self._whose.setText(_("For {initials}:").format(initials=first.advisor.initials))
        self.words.setText(first.passphrase)
        self.words.setAccessibleName(first.passphrase)
        self.show()
        self.done.setFocus()

    def forget(self) -> None:
        """Take the words out of the widget."""
        self.words.setText("")
        self.words.setAccessibleName("")
        self.hide()
