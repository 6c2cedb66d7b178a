"""Tabs of a page: words in a row, the open one underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QTabBar, QWidget

from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.painting import draw_box, draw_ring

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT = 40
_ARROW = 32
_UNDERLINE = 3
_AROUND, _LEAST_AROUND = 24, 10


class _WideArrows(QProxyStyle):
    """The arrows that scroll tabs which have no room, as wide as a finger needs them."""

    def pixelMetric(  # noqa: N802 - Qt's name
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric is QStyle.PixelMetric.PM_TabBarScrollButtonWidth:
            return px(_ARROW)
        return super().pixelMetric(metric, option, widget)


class Tabs(QTabBar):
    """The tabs of a page; arrow keys move, `currentChanged` says which is open.

    Args:
        words: One for each tab.
        name: What the tabs belong to, for the screen reader.
        parent: Qt's parent.
    """

    def __init__(self, words: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self._arrows = _WideArrows()
        self.setStyle(self._arrows)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        for word in words:
            self.addTab(word)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a tab, with less space around it where there is little."""
        metrics = QFontMetrics(font_of(Role.STRONG))
        words = [metrics.horizontalAdvance(self.tabText(tab)) for tab in range(self.count())]
        room = (self.width() - sum(words)) // max(len(words), 1)
        around = max(px(_LEAST_AROUND), min(room, px(_AROUND)))
        return QSize(words[index] + around, px(_HEIGHT))

    def sizeHint(self) -> QSize:
        """Return the size with enough space around the words."""
        metrics = QFontMetrics(font_of(Role.STRONG))
        words = (metrics.horizontalAdvance(self.tabText(tab)) for tab in range(self.count()))
        return QSize(sum(word + px(_AROUND) for word in words), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return room for one word: the rest scrolls."""
        return QSize(px(160), px(_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a tab: words are not cut, the row scrolls."""
        return self.tabSizeHint(index)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QEvent) -> None:
        """Draw the words, the line below all of them and the stronger one below the open."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(tokens.line))
        pointed = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        for number in range(self.count()):
            place = self.tabRect(number)
            is_open = number == self.currentIndex()
            if number == pointed and not is_open:
                draw_box(painter, place.adjusted(2, 4, -2, -6), fill=tokens.hover)
            painter.setFont(font_of(Role.STRONG if is_open else Role.LABEL))
            painter.setPen(QColor(tokens.accent if is_open else tokens.text))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.tabText(number))
            if is_open:
                bar = place.adjusted(px(4), 0, -px(4), 0)
                bar.setTop(self.height() - _UNDERLINE)
                painter.fillRect(bar, QColor(tokens.accent))
                if self.hasFocus():
                    draw_ring(painter, place.adjusted(2, 4, -2, -6), tokens)
        painter.end()
