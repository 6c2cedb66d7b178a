"""The card that asks whether a scanned slip belongs to the person at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.dates import german_date
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.discreet import shown_name
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import IconLabel, Label
from intake_app.ui.widgets.notices import Level, Notice

if TYPE_CHECKING:
    from datetime import date


class SlipCard(QWidget):
    """First name and initial, year of birth, municipality: enough to be sure, no more.

    Signals:
        confirmed: It is this person's slip.
        refused: It is another slip.
    """

    confirmed = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = Label(role=Role.TITLE)
        self._born = Label()
        self._place = Label()
        self._expired = Notice(level=Level.WARN)
        self.yes = Button(_("That is right"), ButtonKind.PRIMARY, icon="check")
        self.no = Button(_("Another slip"))
        self._lay_out()
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self.refused)
        self.setFocusProxy(self.yes)

    def show_person(
        self, *, name: str, birth_year: str, municipality: str, expired_on: date | None
    ) -> None:
        """Show whose slip it seems to be, and whether it is too old."""
        self._name.setText(shown_name(name, discreet=False))
        self._born.setText(
            _("born {year}").format(year=birth_year) if birth_year else _("year of birth unknown")
        )
        self._place.setText(municipality or _("municipality unknown"))
        self._expired.setVisible(expired_on is not None)
        if expired_on is not None:
            text = _(
                "Expired: the slip was valid until {day}. Its marks can be entered all the same."
            )
            self._expired.show_text(text.format(day=german_date(expired_on)), Level.WARN)

    def texts(self) -> list[str]:
        """Return what is to be read."""
        return [label.text() for label in (self._name, self._born, self._place)]

    def warning(self) -> str:
        """Return what is said about an old slip, empty when nothing is."""
        return "" if self._expired.isHidden() else self._expired.text()

    def _lay_out(self) -> None:
        card = Card()
        card.setMinimumWidth(px(300))
        card.setMaximumWidth(px(480))
        card.content.setSpacing(px(4))
        card.content.addWidget(Label(_("Is this the person?"), Role.SECTION))
        card.content.addSpacing(px(12))
        line = QHBoxLayout()
        line.setSpacing(px(16))
        line.addWidget(IconLabel("person", colour="accent", side=40), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(4))
        for label in (self._name, self._born, self._place):
            words.addWidget(label)
        line.addLayout(words, 1)
        card.content.addLayout(line)
        card.content.addSpacing(px(12))
        card.content.addWidget(self._expired)
        card.content.addSpacing(px(4))
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        buttons.addStretch(1)
        card.content.addLayout(buttons)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 100)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
