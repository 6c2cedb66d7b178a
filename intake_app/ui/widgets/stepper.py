"""States in their order, and where a thing stands: a line of dots with words.

Where the words do not fit beside each other the dots stand below each other: a state or a
station that is cut off says nothing.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.look.theme import Tokens, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent


class StepState(Enum):
    """State of one step; each has its own sign, not only its colour."""

    DONE = auto()
    NOW = auto()
    WAITING = auto()
    MISSING = auto()


_GAP = 16
"""Room between two words, and between a dot and its line, in logical pixels."""

_DOT = 24
_SIGNS = {StepState.DONE: "check", StepState.MISSING: "warn"}


class Stepper(QWidget):
    """Steps from first to last, as Entwurf – gedruckt – gültig or the stations of a slip.

    Args:
        steps: Label and state of each.
        parent: Qt's parent.
    """

    def __init__(
        self, steps: Sequence[tuple[str, StepState]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._steps: tuple[tuple[str, StepState], ...] = ()
        # A fixed height would be that of one line, whatever the width asks for.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[tuple[str, StepState]]) -> None:
        """Show these steps."""
        self._steps = tuple(steps)
        words = {
            StepState.DONE: "✓",
            StepState.NOW: "●",
            StepState.WAITING: "○",
            StepState.MISSING: "!",
        }
        self.setAccessibleName(", ".join(f"{words[state]} {label}" for label, state in steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size with room between the labels."""
        widest = max(self._needed(), default=0)
        return QSize((widest + px(8)) * max(len(self._steps), 1), self._line_height())

    def minimumSizeHint(self) -> QSize:
        """Return room for the dots below each other; the height follows from the width."""
        return QSize(px(120), self._line_height())

    def heightForWidth(self, width: int) -> int:
        """Return the height of one line, or of all steps below each other."""
        if self._shares(width):
            return self._line_height()
        return self._row_height() * len(self._steps)

    def label_places(self) -> list[QRectF]:
        """Return where the words of each step stand."""
        return [self._turned(label) for _, label in self._places()]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dots, lines and words."""
        if not self._steps:
            return
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centres = [self._turned(dot).center() for dot, _ in self._places()]
        for number in range(len(self._steps) - 1):
            done = self._steps[number][1] is StepState.DONE
            painter.setPen(QPen(QColor(tokens.accent if done else tokens.control), 2))
            line = QLineF(centres[number], centres[number + 1])
            gap = px(_GAP if line.dy() == 0 else _DOT / 2) / max(line.length(), 1)
            painter.drawLine(QLineF(line.pointAt(gap), line.pointAt(1 - gap)))
        is_line = bool(self._shares(self.width()))
        for (label, state), centre, place in zip(
            self._steps, centres, self.label_places(), strict=True
        ):
            self._paint_dot(painter, centre, state, tokens)
            self._paint_label(painter, place, label, state, is_line=is_line)
        painter.end()

    def _needed(self) -> list[int]:
        """Return the width of each label in bold, so that nothing moves with the state."""
        metrics = QFontMetrics(font_of(Role.STRONG))
        return [metrics.horizontalAdvance(label) + px(_GAP) for label, _ in self._steps]

    def _shares(self, width: int) -> list[float]:
        """Return the width of each step in one line; none when a label would be cut."""
        needed = self._needed()
        count = len(needed)
        if not count or max(needed) * count <= width:
            return [width / max(count, 1)] * count
        spare = (width - sum(needed)) / count
        return [share + spare for share in needed] if spare >= 0 else []

    def _line_height(self) -> int:
        return px(_DOT + 6) + QFontMetrics(font_of(Role.STRONG)).height()

    def _row_height(self) -> int:
        return max(px(_DOT + 10), QFontMetrics(font_of(Role.STRONG)).height() + px(6))

    def _places(self) -> list[tuple[QRectF, QRectF]]:
        """Return dot and label of each step, as they stand where one reads from the left."""
        dot = px(_DOT)
        shares = self._shares(self.width())
        places = []
        if not shares:
            row = self._row_height()
            for number in range(len(self._steps)):
                top = row * number
                beside = QRectF(dot + px(8), top, self.width() - dot - px(8), row)
                places.append((QRectF(0, top, dot, row), beside))
            return places
        left = 0.0
        for share in shares:
            label = QRectF(left, px(_DOT + 4), share, self.height() - px(_DOT + 4))
            places.append((QRectF(left, 0, share, dot), label))
            left += share
        return places

    def _turned(self, place: QRectF) -> QRectF:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return place.translated(self.width() - place.left() - place.right(), 0)
        return place

    @staticmethod
    def _paint_dot(painter: QPainter, centre: QPointF, state: StepState, tokens: Tokens) -> None:
        radius = px(10)
        if state is StepState.WAITING:
            painter.setPen(QPen(QColor(tokens.control), 2))
            painter.setBrush(QColor(tokens.surface))
            painter.drawEllipse(centre, radius - 1, radius - 1)
            return
        fill = tokens.warn if state is StepState.MISSING else tokens.accent
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawEllipse(centre, radius, radius)
        if state is StepState.NOW:
            painter.setBrush(QColor(tokens.on_accent))
            painter.drawEllipse(centre, radius * 0.4, radius * 0.4)
            return
        side = px(12)
        place = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        paint_icon(painter, place, _SIGNS[state], tokens.surface)

    def _paint_label(
        self, painter: QPainter, place: QRectF, label: str, state: StepState, *, is_line: bool
    ) -> None:
        tokens = tokens_of(self.palette())
        now = state in {StepState.NOW, StepState.MISSING}
        painter.setFont(font_of(Role.STRONG if now else Role.LABEL))
        painter.setPen(QColor(tokens.muted if state is StepState.WAITING else tokens.text))
        text = painter.fontMetrics().elidedText(
            label, Qt.TextElideMode.ElideRight, int(place.width())
        )
        under = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        beside = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, under if is_line else beside, text)
