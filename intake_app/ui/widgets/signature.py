"""The signature pad: strokes in millimetres, drawn while the pen moves.

Neither time nor pressure is kept: both would make the signature a biometric datum.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPointingDevice,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import px
from intake_app.ui.look.theme import LIGHT, tokens_of
from intake_app.ui.widgets.painting import draw_box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

Stroke = tuple[tuple[float, float], ...]
"""Points of one stroke in millimetres from the top left corner of the pad."""

_INK = "#101040"
_PEN_MM = 0.55
_SMALLEST_STEP_PX = 0.7
_FEWEST_POINTS = 12
_SHORTEST_MM = 15.0


class SignaturePad(QWidget):
    """A field to sign in with pen, finger or mouse.

    The paper is white in every theme: what is signed is what is printed.

    Args:
        width_mm: Width of the field on paper; the height follows the shape of the widget.
        parent: Qt's parent.

    Signals:
        changed: A stroke was added or all were wiped; read `strokes()`.
    """

    changed = Signal()

    def __init__(self, width_mm: float = 100.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width_mm = width_mm
        self._strokes: list[list[tuple[float, float]]] = []
        self._open: list[tuple[float, float]] | None = None
        self._picture: QPixmap | None = None
        self._is_tablet = False
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Signature field"))
        self.setAccessibleDescription(_("Sign with pen or mouse; Delete wipes it."))

    def strokes(self) -> tuple[Stroke, ...]:
        """Return the strokes, rounded to hundredths of a millimetre."""
        return tuple(
            tuple((round(x, 2), round(y, 2)) for x, y in stroke) for stroke in self._strokes
        )

    def clear(self) -> None:
        """Wipe the field."""
        if self._strokes:
            self._strokes = []
            self._open = None
            self._forget_picture()
            self.changed.emit()

    def is_signed(self) -> bool:
        """Tell whether there is more than a dot or a slip of the pen."""
        points = sum(len(stroke) for stroke in self._strokes)
        length = sum(
            ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
            for stroke in self._strokes
            for a, b in itertools.pairwise(stroke)
        )
        return points >= _FEWEST_POINTS and length >= _SHORTEST_MM

    def sizeHint(self) -> QSize:
        """Return a field of the shape of a signature line."""
        return QSize(px(520), px(160))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest field that can be signed in."""
        return QSize(px(240), px(160))

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Draw with a pen; accepting keeps Qt from sending mouse events for it too."""
        kind = event.type()
        eraser = event.pointerType() == QPointingDevice.PointerType.Eraser
        if kind == QEvent.Type.TabletPress and not eraser:
            self._is_tablet = True
            self._begin(event.position())
        elif kind == QEvent.Type.TabletMove:
            self._move(event.position())
        elif kind == QEvent.Type.TabletRelease:
            self._end()
            self._is_tablet = False
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton and not self._is_tablet:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if not self._is_tablet:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        if event.button() == Qt.MouseButton.LeftButton and not self._is_tablet:
            self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wipe with Delete."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew at another size."""
        super().resizeEvent(event)
        self._forget_picture()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper, line and strokes."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn())
        tokens = tokens_of(self.palette())
        focused = self.hasFocus()
        draw_box(
            painter,
            self.rect(),
            border=tokens.accent if focused else tokens.control,
            width=2 if focused else 1,
        )
        painter.end()

    def _mm(self) -> float:
        """Return how many pixels a millimetre has here."""
        return max(self.width(), 1) / self._width_mm

    def _begin(self, at: QPointF) -> None:
        self._open = [(at.x() / self._mm(), at.y() / self._mm())]
        self._strokes.append(self._open)
        self._paint_tail()

    def _move(self, at: QPointF) -> None:
        if self._open is None:
            return
        x, y = self._open[-1]
        if abs(at.x() - x * self._mm()) + abs(at.y() - y * self._mm()) < _SMALLEST_STEP_PX:
            return
        self._open.append((at.x() / self._mm(), at.y() / self._mm()))
        self._paint_tail()

    def _end(self) -> None:
        if self._open is None:
            return
        self._open = None
        self._forget_picture()
        self.changed.emit()

    def _forget_picture(self) -> None:
        self._picture = None
        self.update()

    def _drawn(self) -> QPixmap:
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(QColor(0, 0, 0, 0))
            painter = QPainter(self._picture)
            draw_box(painter, self.rect(), fill="#FFFFFF")
            painter.setPen(QPen(QColor(LIGHT.control), 1))
            base = self.height() * 0.78
            painter.drawLine(QPointF(px(16), base), QPointF(self.width() - px(16), base))
            for stroke in self._strokes:
                self._paint_curve(painter, stroke)
            painter.end()
        return self._picture

    def _paint_tail(self) -> None:
        """Add only the newest piece to the picture: a pen reports 200 points a second."""
        if self._open is None:
            return
        picture = self._drawn()
        tail = self._open[-3:]
        painter = QPainter(picture)
        self._paint_curve(painter, tail)
        painter.end()
        xs, ys = zip(*((x * self._mm(), y * self._mm()) for x, y in tail), strict=True)
        area = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        self.update(area.adjusted(-5, -5, 5, 5).toAlignedRect())

    def _paint_curve(self, painter: QPainter, stroke: Sequence[tuple[float, float]]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(_INK), _PEN_MM * self._mm())
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = [QPointF(x * self._mm(), y * self._mm()) for x, y in stroke]
        if len(points) == 1:
            painter.drawPoint(points[0])
            return
        path = QPainterPath(points[0])
        for control, end in _curve(points):
            path.quadTo(control, end)
        painter.drawPath(path)


def _curve(points: Sequence[QPointF]) -> Iterator[tuple[QPointF, QPointF]]:
    """Yield control and end points of a smooth curve through the middles of the samples."""
    for here, there in itertools.pairwise(points):
        yield here, (here + there) / 2
    yield points[-1], points[-1]
