"""States in their order, and where a thing stands: a line of dots with words."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
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
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
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
        metrics = QFontMetrics(font_of(Role.STRONG))
        widest = max((metrics.horizontalAdvance(label) for label, _ in self._steps), default=0)
        return QSize((widest + px(24)) * max(len(self._steps), 1), px(24 + 6) + metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for the dots; labels are cut then."""
        return QSize(px(56) * max(len(self._steps), 1), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dots, lines and words."""
        if not self._steps:
            return
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = self.width() / len(self._steps)
        middle = px(12)
        centres = [QPointF(share * (number + 0.5), middle) for number in range(len(self._steps))]
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            centres.reverse()
        for number in range(len(self._steps) - 1):
            done = self._steps[number][1] is StepState.DONE
            painter.setPen(QPen(QColor(tokens.accent if done else tokens.control), 2))
            gap = px(16)
            ahead = 1 if centres[number].x() < centres[number + 1].x() else -1
            painter.drawLine(
                centres[number] + QPointF(gap * ahead, 0),
                centres[number + 1] - QPointF(gap * ahead, 0),
            )
        for centre, (label, state) in zip(centres, self._steps, strict=True):
            self._paint_dot(painter, centre, state, tokens)
            self._paint_label(
                painter, QRectF(centre.x() - share / 2, px(28), share, px(24)), label, state
            )
        painter.end()

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

    def _paint_label(self, painter: QPainter, place: QRectF, label: str, state: StepState) -> None:
        tokens = tokens_of(self.palette())
        now = state in {StepState.NOW, StepState.MISSING}
        painter.setFont(font_of(Role.STRONG if now else Role.LABEL))
        painter.setPen(QColor(tokens.muted if state is StepState.WAITING else tokens.text))
        text = painter.fontMetrics().elidedText(
            label, Qt.TextElideMode.ElideRight, int(place.width()) - px(4)
        )
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(place, flags, text)
