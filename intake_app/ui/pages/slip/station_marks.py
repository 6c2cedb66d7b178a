"""One station of a slip that came back: what it is, and what its office ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from intake_app.domain.slip import MarkKind
from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, px
from intake_app.ui.pages.case_words import joined
from intake_app.ui.pages.slip import words as slip_words
from intake_app.ui.pages.slip.mark_buttons import MarkButtons
from intake_app.ui.pages.slip.mark_details import MarkDetails
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.chips import Badge
from intake_app.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.slip import Station
    from intake_app.form_engine.model import Form
    from intake_app.form_engine.wording import Wording
    from intake_app.ui.widgets.segments import Option

_LEVELS = {
    MarkKind.DONE: "good",
    MarkKind.NEW_APPOINTMENT: "accent",
    MarkKind.DOCUMENT_MISSING: "warn",
    MarkKind.NOT_RESPONSIBLE: "muted",
    MarkKind.FORWARDED: "accent",
}


class StationMarks(Card):
    """A station with its five large buttons.

    Args:
        station: The station.
        form: The form "routing".
        german: The wording of record.
        today: The office day.
        partners: Id and name of each partner.
        is_open: The buttons are to be seen at once.
        is_void: Another slip took the place of this one; nothing is entered any more.

    Signals:
        marked: What the advisor entered, an `EnteredMark`.
    """

    marked = Signal(object)

    def __init__(
        self,
        station: Station,
        form: Form,
        german: Wording,
        *,
        today: date,
        partners: Sequence[Option],
        is_open: bool,
        is_void: bool = False,
    ) -> None:
        super().__init__()
        self.station = station
        self.details: MarkDetails | None = None
        self._form = form
        self._german = german
        self._today = today
        self._partners = partners
        self.buttons = MarkButtons(german)
        self.change = Button(
            _("Change mark") if station.mark else _("Enter mark"), ButtonKind.QUIET, icon="pen"
        )
        self.change.setAccessibleName(f"{self.change.text()}: {station.partner_name}")
        self._lay_out()
        self.buttons.chosen.connect(self._on_kind)
        self.change.clicked.connect(self._open)
        self.buttons.setVisible(is_open)
        self.change.setVisible(not is_open and not is_void)

    def start(self) -> None:
        """Show the buttons and put the focus there."""
        self._open()

    def _lay_out(self) -> None:
        station = self.station
        self.content.setSpacing(px(8))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        icon = IconLabel(slip_words.station_icon(station.code), colour="accent", side=28)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(Label(f"{station.seq}. {station.partner_name}", Role.STRONG))
        about = joined(
            (
                slip_words.purpose_words(station, self._german),
                slip_words.appointment_words(station, self._today),
            )
        )
        words.addWidget(Label(about, Role.HINT, colour="muted"))
        head.addLayout(words, 1)
        head.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        mark = station.mark
        if mark is not None:
            line = QHBoxLayout()
            line.setSpacing(px(8))
            level = _LEVELS[mark.kind]
            icon_name = slip_words.MARK_ICONS[mark.kind]
            names = [(option.code, option.label) for option in self._partners]
            word = self._german.list_label("marks", mark.kind)
            line.addWidget(Badge(word, level, icon=icon_name), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(slip_words.mark_details(mark, self._german, names)), 1)
            self.content.addLayout(line)
        if station.result_internal:
            note = _("Only for us: {text}").format(text=station.result_internal)
            self.content.addWidget(Label(note, Role.HINT, colour="muted"))
        self.content.addWidget(self.buttons)

    def _open(self) -> None:
        self.buttons.show()
        self.change.hide()
        mark = self.station.mark
        if mark is not None:
            self.buttons.show_kind(mark.kind)
            self._on_kind(mark.kind)
        self.buttons.setFocus()

    def _on_kind(self, kind: MarkKind) -> None:
        if self.details is None:
            # Not before it is needed: a slip has up to twelve stations.
            self.details = MarkDetails(
                self._form,
                self._german,
                today=self._today,
                station=self.station,
                partners=self._partners,
            )
            self.details.entered.connect(self.marked)
            self.details.given_up.connect(self._close)
            self.content.addWidget(self.details)
            self.details.start(kind)
        elif self.details.isHidden():
            self.details.start(kind)
            self.details.show()
        else:
            self.details.show_kind(kind)

    def _close(self) -> None:
        if self.details is not None:
            self.details.hide()
        self.buttons.show_kind(None)
        if self.station.mark is not None:
            self.buttons.hide()
            self.change.show()
            self.change.setFocus()
        else:
            self.buttons.setFocus()
