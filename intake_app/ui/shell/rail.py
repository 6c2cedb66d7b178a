"""The rail at the left: the places of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.look.theme import Tokens, tokens_of
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_WIDTH = 84
_TALL, _LOW = 62, 44


class RailButton(PaintedButton):
    """A place: icon with its word below; the word goes where the window is low."""

    def __init__(self, caption: str, icon: str, keys: str = "") -> None:
        super().__init__(caption)
        self._icon = icon
        self._is_low = False
        self.setCheckable(True)
        self.setAccessibleName(caption)
        self.setToolTip(f"{caption} ({keys})" if keys else caption)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_low(self, *, low: bool) -> None:
        """Show the icon only, or icon and word."""
        if low != self._is_low:
            self._is_low = low
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of icon and word."""
        if self._is_low:
            return QSize(px(_LOW), px(_LOW))
        bold = font_of(Role.CAPTION)
        bold.setBold(True)
        width = QFontMetrics(bold).horizontalAdvance(self.text()) + px(12)
        return QSize(max(px(_WIDTH - 12), width), px(_TALL))

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Leave the check mark to the rail: a place stays chosen until another is."""

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw the place; the chosen one is tinted, bold and has a bar at its side."""
        chosen = self.isChecked()
        ink = tokens.accent if chosen else tokens.muted
        if chosen:
            draw_box(painter, self.rect(), fill=tokens.tint)
        elif self.is_hot:
            draw_box(painter, self.rect(), fill=tokens.hover)
        if chosen:
            bar = QRect(0, px(10), 3, self.height() - 2 * px(10))
            painter.fillRect(bar, QColor(tokens.accent))
        side = px(22)
        font = font_of(Role.CAPTION)
        font.setBold(chosen)
        words = QFontMetrics(font).height()
        height = side if self._is_low else side + px(4) + words
        top = (self.height() - height) // 2
        paint_icon(painter, QRect((self.width() - side) // 2, top, side, side), self._icon, ink)
        if not self._is_low:
            painter.setFont(font)
            painter.setPen(QColor(ink))
            place = QRect(0, top + side + px(4), self.width(), words)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)


class Rail(QWidget):
    """The places, and at the bottom help and settings.

    Signals:
        chosen: Key of the place that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        margin = px(6)
        self._column.setContentsMargins(margin, px(8), margin + 1, px(8))
        self._column.setSpacing(px(4))
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._upper = 0

    def add(
        self, key: str, caption: str, icon: str, *, keys: str = "", at_bottom: bool = False
    ) -> RailButton:
        """Add a place."""
        button = RailButton(caption, icon, keys)
        button.clicked.connect(lambda: self.chosen.emit(key))
        if at_bottom:
            self._column.addWidget(button)
        else:
            self._column.insertWidget(self._upper, button)
            self._upper += 1
        self._buttons[key] = button
        return button

    def show_chosen(self, key: str) -> None:
        """Mark a place as the one that is open."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def button(self, key: str) -> RailButton:
        """Return the button of a place."""
        return self._buttons[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        buttons = list(self._buttons.values())
        here = next((n for n, button in enumerate(buttons) if button.hasFocus()), None)
        if step and here is not None:
            buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the size with icons only."""
        return QSize(px(_LOW + 13), len(self._buttons) * px(_LOW + 4) + px(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words away where the window is low."""
        super().resizeEvent(event)
        needed = len(self._buttons) * px(_TALL + 4) + px(16)
        for button in self._buttons.values():
            button.set_low(low=self.height() < needed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface and the line beside it."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        right = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        edge = self.rect().right() if right else 0
        painter.fillRect(QRect(edge, 0, 1, self.height()), QColor(tokens.line))
        painter.end()
