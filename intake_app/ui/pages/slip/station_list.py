"""The stations of a slip that is being put together, in an order that can be changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.pages.slip.station_card import StationCard
from intake_app.ui.system.keys import bind
from intake_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from PySide6.QtCore import QPoint

    from intake_app.domain.slip import Station
    from intake_app.form_engine.directories import StationKind
    from intake_app.form_engine.model import Form
    from intake_app.form_engine.wording import Wording


class StationList(QWidget):
    """Cards below one another; drag them by their handle, or Alt with an arrow key.

    Args:
        kinds: Kinds of stations by code.
        form: The form "routing".
        german: The wording of record.
        today: The office day.

    Signals:
        changed: A station or the order was changed; read `stations()`.
    """

    changed = Signal()

    def __init__(
        self, kinds: Mapping[str, StationKind], form: Form, german: Wording, today: date
    ) -> None:
        super().__init__()
        self._kinds = kinds
        self._form = form
        self._german = german
        self._today = today
        self._cards: list[StationCard] = []
        self._was_dragged = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._nothing = Label(
            _("No station yet. Add the first office below; agreed steps appear by themselves."),
            colour="muted",
        )
        self._column.addWidget(self._nothing)

    def cards(self) -> Sequence[StationCard]:
        """Return the cards in their order."""
        return tuple(self._cards)

    def stations(self) -> tuple[Station, ...]:
        """Return the stations in their order, numbered from 1."""
        return tuple(
            replace(card.station, seq=number) for number, card in enumerate(self._cards, 1)
        )

    def show_stations(self, stations: Sequence[Station]) -> None:
        """Show these stations."""
        for card in self._cards:
            self._take_out(card)
        self._cards = []
        for station in stations:
            self._append(station)
        self._number()

    def add(self, station: Station) -> None:
        """Add a station at the end and open it."""
        card = self._append(station)
        self._number()
        card.open()
        self.changed.emit()

    def commit(self) -> None:
        """Take over what is being typed."""
        for card in self._cards:
            if card.editor is not None:
                card.editor.commit()

    def shift(self, card: StationCard, step: int) -> None:
        """Move a card up (−1) or down (+1)."""
        here = self._cards.index(card)
        there = max(0, min(here + step, len(self._cards) - 1))
        if here != there:
            self._place(card, there)
            self.changed.emit()

    def _append(self, station: Station) -> StationCard:
        card = StationCard(
            station, self._kinds[station.code], self._form, self._german, self._today
        )
        card.changed.connect(self.changed)
        card.moved.connect(partial(self.shift, card))
        card.removed.connect(partial(self._remove, card))
        card.handle.dragged.connect(partial(self._drag, card))
        card.handle.dropped.connect(partial(self._drop, card))
        bind(card, "Alt+Up", partial(self.shift, card, -1))
        bind(card, "Alt+Down", partial(self.shift, card, 1))
        self._cards.append(card)
        self._column.addWidget(card)
        return card

    def _remove(self, card: StationCard) -> None:
        here = self._cards.index(card)
        self._cards.remove(card)
        self._take_out(card)
        self._number()
        if self._cards:
            self._cards[min(here, len(self._cards) - 1)].handle.setFocus()
        self.changed.emit()

    def _take_out(self, card: StationCard) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _place(self, card: StationCard, there: int) -> None:
        self._cards.remove(card)
        self._cards.insert(there, card)
        self._column.removeWidget(card)
        # The hint for an empty list stands before the cards.
        self._column.insertWidget(there + 1, card)
        self._number()

    def _number(self) -> None:
        self._nothing.setVisible(not self._cards)
        for number, card in enumerate(self._cards, 1):
            card.show_place(number, len(self._cards))

    def _drag(self, card: StationCard, pointer: QPoint) -> None:
        for other in self._cards:
            other.close_editor()
        card.hold(held=True)
        y = self.mapFromGlobal(pointer).y()
        others = [other for other in self._cards if other is not card]
        there = sum(y > other.geometry().center().y() for other in others)
        if there != self._cards.index(card):
            self._place(card, there)
            self._column.activate()
            self._was_dragged = True

    def _drop(self, card: StationCard) -> None:
        card.hold(held=False)
        if self._was_dragged:
            self._was_dragged = False
            self.changed.emit()
