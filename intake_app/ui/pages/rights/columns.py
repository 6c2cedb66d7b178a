"""Lists at the left, and at the right what was chosen in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.ui.look.fonts import px
from intake_app.ui.pages.entries import EntryCard
from intake_app.ui.widgets.cards import GROUP_GAP, Columns, ReadingColumn

if TYPE_CHECKING:
    from intake_app.ui.pages.entries import EntryList
    from intake_app.ui.widgets.cards import Card

_WIDEST = 1280
_ONE_COLUMN_BELOW = 860


class ListsAndCard(ReadingColumn):
    """Lists at the left; at the right a card about what was chosen, or one that stands there else.

    Args:
        otherwise: Stands at the right while nothing is chosen.
        parent: Qt's parent.

    Signals:
        page_asked: A page to be shown above.
        said: Something to be said in the bar of the page.
        failed: An `IntakeError` to be reported.
    """

    page_asked = Signal(object)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, otherwise: Card, parent: QWidget | None = None) -> None:
        super().__init__(px(_WIDEST), parent)
        self._otherwise = otherwise
        left, right = QWidget(), QWidget()
        self.lists = _column_in(left)
        self._box = _column_in(right)
        self._box.addWidget(otherwise)
        columns = Columns(_ONE_COLUMN_BELOW)
        columns.add(left)
        columns.add(right)
        self.content.addWidget(columns)
        self.content.addStretch(1)

    def add_list(self, title: str, entries: EntryList) -> None:
        """Put a list below those that are there."""
        card = EntryCard(title)
        card.content.addWidget(entries)
        self.lists.addWidget(card)

    def replace_card(self, before: Card | None, card: Card | None) -> None:
        """Show another card at the right, or none."""
        if before is not None:
            self._box.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._otherwise.setVisible(card is None)
        if card is not None:
            self._box.insertWidget(0, card)
            # In a narrow window it stands below the lists.
            QTimer.singleShot(0, card, lambda: self.ensureWidgetVisible(card))


def _column_in(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(GROUP_GAP))
    return column
