"""The end of a hand-over: where the file lies, the words for it, and what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.notices import Level, Notice

if TYPE_CHECKING:
    from intake_app.services.handover import HandedOver


class ResultView(QWidget):
    """Says what was done; the six words are shown this once and nowhere else.

    Args:
        done: The finished hand-over.
        phone: Phone number of the partner, empty when there is none.
        parent: Qt's parent.

    Signals:
        finished: The words were written down or passed on; they go away.
    """

    finished = Signal()

    def __init__(self, done: HandedOver, phone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        column.addWidget(
            Notice(
                _("Written, read back and entered in the register."),
                Level.GOOD,
                title=_("The file for {name} is ready").format(name=done.disclosure.partner_name),
            )
        )
        place = Card(_("The file"))
        name = Label(done.path.name, Role.STRONG)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place.content.addWidget(name)
        place.content.addWidget(Label(str(done.path.parent), Role.HINT, colour="muted"))
        column.addWidget(place)
        self.words = done.passphrase
        if done.passphrase:
            column.addWidget(self._words_card(done.passphrase))
        column.addWidget(self._next_card(phone))
        self.finish = Button(
            _("I have passed the words on") if done.passphrase else _("Done"),
            ButtonKind.PRIMARY,
            icon="check",
        )
        self.finish.clicked.connect(self.finished)
        column.addWidget(self.finish, 0, Qt.AlignmentFlag.AlignLeading)

    def _words_card(self, passphrase: str) -> Card:
        card = Card(_("The six words that open it"))
        words = Label(passphrase, Role.TITLE)
        words.setAccessibleName(passphrase)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.content.addWidget(words)
        card.content.addWidget(
            Label(
                _(
                    "They are shown only now and are stored nowhere. Without them nobody can "
                    "read it."
                ),
                colour="muted",
            )
        )
        return card

    def _next_card(self, phone: str) -> Card:
        card = Card(_("What to do now"))
        if self.words:
            number = _(" ({phone})").format(phone=phone) if phone else ""
            steps = [
                _("Bring or send the file to the office."),
                _("Call the office{number} and read out the six words.").format(number=number),
                _("Never send file and words by the same way."),
            ]
        else:
            steps = [
                _("Bring or send the file to the office; only its key opens it."),
                _("Delete the file from the stick when the office has it."),
            ]
        for number_of, step in enumerate(steps, 1):
            card.content.addWidget(Label(f"{number_of}. {step}"))
        return card
