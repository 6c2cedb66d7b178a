"""What the painted widgets share: boxes, the focus ring, buttons that know the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from intake_app.ui.look.fonts import px
from intake_app.ui.look.theme import Tokens, tokens_of

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

RADIUS = 6
RING = 2
"""Width of the focus ring in pixels, whatever the text size."""

_CLICK_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


def draw_box(
    painter: QPainter,
    rect: QRect | QRectF,
    *,
    fill: str | None = None,
    border: str | None = None,
    width: float = 1,
    radius: float = RADIUS,
) -> None:
    """Draw a rounded box whose border lies wholly inside `rect`."""
    half = width / 2 if border else 0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(border), width) if border else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(
        QRectF(rect).adjusted(half, half, -half, -half), radius - half, radius - half
    )


def draw_ring(painter: QPainter, rect: QRect | QRectF, tokens: Tokens, *, on: str = "") -> None:
    """Draw the focus ring along the inner edge of `rect`.

    Args:
        painter: Where to draw.
        rect: The control.
        tokens: Colours in use.
        on: Fill of the control where it is the accent itself: a second, light line makes
            the ring visible on it.
    """
    draw_box(painter, rect, border=tokens.accent, width=RING)
    if on:
        inner = QRectF(rect).adjusted(RING, RING, -RING, -RING)
        draw_box(painter, inner, border=tokens.on_accent, width=1.5, radius=RADIUS - RING)


class PaintedButton(QAbstractButton):
    """A button that paints itself; Enter works like the space bar.

    Subclasses paint in `paint` with the tokens of the moment.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw the button."""
        raise NotImplementedError

    def paintEvent(self, _event: QEvent) -> None:
        """Draw the button in the colours of the moment."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, tokens_of(self.palette()))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button, as people expect outside of Qt."""
        if event.key() in _CLICK_KEYS and not event.isAutoRepeat():
            self.click()
            return
        if event.key() in _ARROWS:
            # Qt would move the focus as Tab does; groups of buttons decide for themselves.
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changes."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: painted buttons are not squeezed."""
        return self.sizeHint()

    @property
    def is_hot(self) -> bool:
        """Whether the pointer is over the button and it can be pressed."""
        return self.isEnabled() and self.underMouse()


def square(length: float) -> QSize:
    """Return a square of `length` logical pixels at 100 %."""
    return QSize(px(length), px(length))
