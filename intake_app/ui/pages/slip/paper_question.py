"""Asks what became of the paper of a slip that was read: given back, or destroyed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import Label


class WhereIsThePaper(Card):
    """Two answers, none of them proposed: a slip that lies about is a slip that is lost.

    Signals:
        given_back: The person carries it on.
        shredded: It was destroyed.
    """

    given_back = Signal()
    shredded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.give = Button(_("Given back to the person"), icon="person")
        self.shred = Button(_("Destroyed"), icon="trash")
        self.give.clicked.connect(self.given_back)
        self.shred.clicked.connect(self.shredded)
        self.content.addWidget(Label(_("Where is the paper now?"), Role.STRONG))
        answers = QHBoxLayout()
        answers.setSpacing(px(8))
        answers.addWidget(self.give)
        answers.addWidget(self.shred)
        answers.addStretch(1)
        self.content.addLayout(answers)
        self.setFocusProxy(self.give)
