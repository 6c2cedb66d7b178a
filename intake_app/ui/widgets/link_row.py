"""A line that leads somewhere: words that may be cut, with an arrow behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.ui.look.fonts import Role, control_height, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring

if TYPE_CHECKING:
    from intake_app.ui.look.theme import Tokens

_SIGN = 16


class LinkRow(PaintedButton):
    """Words over the whole width that lead to what they name.

    Args:
        words: What it leads to.
        detail: Muted words at the trailing edge.
        parent: Qt's parent.
    """

    def __init__(self, words: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = words
        self._detail = detail
        self.setAccessibleName(f"{words} {detail}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """Return what it leads to."""
        return self._words

    def show_detail(self, detail: str) -> None:
        """Show other words at the trailing edge."""
        self._detail = detail
        self.setAccessibleName(f"{self._words} {detail}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size with all words."""
        metrics = QFontMetrics(font_of(Role.LABEL))
        width = metrics.horizontalAdvance(f"{self._words} {self._detail}")
        return QSize(width + px(8 + 8 + _SIGN + 8), control_height())

    def minimumSizeHint(self) -> QSize:
        """Return room for some words; the rest is cut."""
        return QSize(px(160), control_height())

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw words, detail and arrow."""
        if self.is_hot:
            draw_box(painter, self.rect(), fill=tokens.hover)
        side = px(_SIGN)
        inner = self.rect().adjusted(px(8), 0, -px(8), 0)
        sign = QRect(inner.right() - side, (self.height() - side) // 2, side, side)
        words = inner.adjusted(0, 0, -side - px(8), 0)
        icon = "chevron_right"
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            sign.moveLeft(inner.left())
            words = inner.adjusted(side + px(8), 0, 0, 0)
            icon = "chevron_left"
        paint_icon(painter, sign, icon, tokens.accent)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font_of(Role.LABEL))
        if self._detail:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(words, vertical | Qt.AlignmentFlag.AlignTrailing, self._detail)
        metrics = painter.fontMetrics()
        used = metrics.horizontalAdvance(self._detail) + px(12) if self._detail else 0
        text = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, words.width() - used)
        self.setToolTip(self._words if text != self._words else "")
        painter.setPen(QColor(tokens.accent))
        painter.drawText(words, vertical | Qt.AlignmentFlag.AlignLeading, text)
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)
