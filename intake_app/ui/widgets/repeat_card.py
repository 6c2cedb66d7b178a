"""A card for one row of a list: its title, a way to open, move and remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.buttons import Button, ButtonKind, IconButton
from intake_app.ui.widgets.disclosure import Disclosure
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.painting import draw_box

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent


class RepeatCard(QWidget):
    """A card that opens; put the content into `body`.

    Attributes:
        is_empty: Tells whether removing it loses nothing; asked before removing.

    Signals:
        toggled: The title was pressed.
        moved: It shall move up (−1) or down (+1).
        removed: It shall go, asked again where something would be lost.
    """

    toggled = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_empty: Callable[[], bool] = lambda: False
        outer = QVBoxLayout(self)
        margin = px(6)
        outer.setContentsMargins(margin, margin, margin, margin)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(px(2))
        self.head = Disclosure()
        self.head.clicked.connect(self.toggled)
        self.up = IconButton("arrow_up", _("Move up"), side=34)
        self.down = IconButton("arrow_down", _("Move down"), side=34)
        self.remove = IconButton("trash", _("Remove entry"), side=34)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self._on_remove)
        head.addWidget(self.head, 1)
        for button in (self.up, self.down, self.remove):
            head.addWidget(button)
        outer.addLayout(head)
        self.question = self._ask()
        outer.addWidget(self.question)
        self._inside = QWidget()
        self._inside.setObjectName("body")
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(px(10), px(8), px(10), px(6))
        self.body.setSpacing(px(4))
        outer.addWidget(self._inside)

    def show_state(self, *, title: str, is_open: bool, is_first: bool, is_last: bool) -> None:
        """Show title and state; the buttons fit its place among the others."""
        self.head.show_words(title, is_open=is_open)
        self._inside.setVisible(is_open)
        self.up.setVisible(not (is_first and is_last))
        self.down.setVisible(not (is_first and is_last))
        self.up.setEnabled(not is_first)
        self.down.setEnabled(not is_last)
        for button, word in (
            (self.up, _("Move up")),
            (self.down, _("Move down")),
            (self.remove, _("Remove entry")),
        ):
            button.setAccessibleName(f"{word}: {title}")

    def title(self) -> str:
        """Return the title."""
        return self.head.words()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        draw_box(painter, self.rect(), fill=tokens.surface, border=tokens.line)
        painter.end()

    def _ask(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(px(10), px(4), px(4), px(4))
        line.setSpacing(px(8))
        line.addWidget(Label(_("Remove this entry with its answers?")), 1)
        self.keep = Button(_("Keep"), ButtonKind.PRIMARY)
        self.really = Button(_("Remove"), ButtonKind.DANGER)
        self.keep.clicked.connect(self._on_keep)
        self.really.clicked.connect(self.removed)
        line.addWidget(self.really)
        line.addWidget(self.keep)
        row.hide()
        return row

    def _on_remove(self) -> None:
        if self.is_empty():
            self.removed.emit()
            return
        self.question.show()
        self.keep.setFocus()

    def _on_keep(self) -> None:
        self.question.hide()
        self.remove.setFocus()
