"""Slim scroll bars and a progress bar, painted: a style sheet for them costs every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QProgressBar,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from intake_app.ui.look.fonts import px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.painting import draw_box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDTH = 12
_HANDLE = 6


class SlimScrollBar(QScrollBar):
    """A rounded handle on nothing; wider under the pointer."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return a slim bar."""
        return QSize(_WIDTH, _WIDTH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the handle where the style expects it."""
        if self.maximum() <= self.minimum():
            return
        # The names of QStyle take as long to make as all other names of the first card.
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider  # noqa: PLC0415

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle: QRect = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        tokens = tokens_of(self.palette())
        active = self.underMouse() or self.isSliderDown()
        width = _HANDLE + 2 if active else _HANDLE
        thin = QRectF(handle)
        if self.orientation() is Qt.Orientation.Vertical:
            thin.setLeft((self.width() - width) / 2)
            thin.setWidth(width)
        else:
            thin.setTop((self.height() - width) / 2)
            thin.setHeight(width)
        painter = QPainter(self)
        fill = tokens.muted if active else tokens.control
        draw_box(painter, thin.adjusted(0, 1, 0, -1), fill=fill, radius=width / 2)
        painter.end()


def make_slim(area: QAbstractScrollArea) -> None:
    """Give a scrolling widget slim bars."""
    area.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical))
    area.setHorizontalScrollBar(SlimScrollBar(Qt.Orientation.Horizontal))


class FittingScroll(QScrollArea):
    """Scrolls its content up and down where there is no room for all of it.

    Args:
        inside: The content.
        parent: Qt's parent.
    """

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_slim(self)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for see_through in (self.viewport(), inside):
            see_through.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Return the size of the content."""
        inside = self.widget()
        hint = inside.sizeHint() if inside is not None else QSize()
        return hint + QSize(_WIDTH, 0)


class SlimProgressBar(QProgressBar):
    """A thin line that fills; when nobody knows how far, a piece in the middle of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)

    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(px(160), px(6))

    def minimumSizeHint(self) -> QSize:
        """Return a short thin line."""
        return QSize(px(60), px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line and how much of it is done."""
        tokens = tokens_of(self.palette())
        rect = QRectF(self.rect())
        painter = QPainter(self)
        draw_box(painter, rect, fill=tokens.line, radius=rect.height() / 2)
        done = QRectF(rect)
        span = self.maximum() - self.minimum()
        if span > 0:
            done.setWidth(rect.width() * (self.value() - self.minimum()) / span)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                done.moveRight(rect.right())
        else:
            done = rect.adjusted(rect.width() / 3, 0, -rect.width() / 3, 0)
        draw_box(painter, done, fill=tokens.accent, radius=rect.height() / 2)
        painter.end()
