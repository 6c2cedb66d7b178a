"""A tick box whose text may take several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.painting import draw_box, draw_ring

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class TickBox(QCheckBox):
    """A tick box; never a switch, since a tick is what stands on paper too."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size with the text in one line."""
        metrics = QFontMetrics(font_of(Role.LABEL))
        text = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        width = px(20 + 10 + 8) + text
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return room for the box and some words."""
        return QSize(min(px(120), self.sizeHint().width()), px(28))

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text."""
        room = QRect(0, 0, max(width - px(20 + 10 + 8), px(40)), 10_000)
        words = QFontMetrics(font_of(Role.LABEL)).boundingRect(room, _FLAGS, self.text())
        return max(px(28), words.height() + px(8))

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click on the text too."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter tick as the space bar does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changes."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box and text."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        side = px(20)
        first_line = QFontMetrics(font_of(Role.LABEL)).height()
        top = max((px(28) - side) // 2, px(4) + (first_line - side) // 2)
        box = QRect(px(4), top, side, side)
        words = self.rect().adjusted(px(20 + 10 + 4), px(4), -px(4), -px(4))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveRight(self.width() - px(4))
            words = self.rect().adjusted(px(4), px(4), -px(20 + 10 + 4), -px(4))
        enabled = self.isEnabled()
        if self.isChecked():
            draw_box(painter, box, fill=tokens.accent if enabled else tokens.muted, radius=4)
            paint_icon(painter, box.adjusted(2, 2, -2, -2), "check", tokens.on_accent)
        else:
            fill = tokens.hover if self.underMouse() and enabled else tokens.surface
            draw_box(painter, box, fill=fill, border=tokens.control, width=1.5, radius=4)
        painter.setFont(font_of(Role.LABEL))
        painter.setPen(QColor(tokens.text if enabled else tokens.muted))
        one_line = words.height() < 2 * first_line
        vertical = Qt.AlignmentFlag.AlignVCenter if one_line else Qt.AlignmentFlag.AlignTop
        painter.drawText(words, _FLAGS | vertical, self.text())
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)
        painter.end()


_FLAGS = int(
    Qt.TextFlag.TextWordWrap.value
    | Qt.TextFlag.TextShowMnemonic.value
    | Qt.AlignmentFlag.AlignLeading.value
)
