"""Buttons: one primary per page, the others quieter."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.ui.look.fonts import Role, control_height, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring, square

if TYPE_CHECKING:
    from intake_app.ui.look.theme import Tokens


class ButtonKind(Enum):
    """How loud a button is."""

    PRIMARY = auto()
    SECONDARY = auto()
    QUIET = auto()
    DANGER = auto()


class Button(PaintedButton):
    """A button with a word and perhaps an icon.

    Args:
        text: A verb; "&" marks the access key.
        kind: How loud it is.
        icon: Name of an icon drawn before the text.
        parent: Qt's parent.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that text and icon need."""
        metrics = QFontMetrics(self._font())
        text = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        gap = px(8) if self._icon and self.text() else 0
        side = px(10) if self._kind is ButtonKind.QUIET else px(16)
        width = text + gap + (px(18) if self._icon else 0) + 2 * side
        return QSize(max(width, control_height()), control_height())

    def _font(self) -> QFont:
        return font_of(Role.STRONG if self._kind is ButtonKind.PRIMARY else Role.LABEL)

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw the button."""
        fill, border, ink = self._colours(tokens)
        draw_box(painter, self.rect(), fill=fill, border=border)
        self._draw_content(painter, ink)
        if self.hasFocus():
            on = fill if self._kind is ButtonKind.PRIMARY else ""
            draw_ring(painter, self.rect(), tokens, on=on or "")

    def _colours(self, tokens: Tokens) -> tuple[str | None, str | None, str]:
        hot = self.is_hot or self.isDown() or self.isChecked()
        if not self.isEnabled():
            framed = self._kind is not ButtonKind.QUIET
            return (
                (tokens.window, tokens.line, tokens.muted)
                if framed
                else (None, None, tokens.muted)
            )
        if self._kind is ButtonKind.PRIMARY:
            return (tokens.accent_hover if hot else tokens.accent), None, tokens.on_accent
        if self._kind is ButtonKind.QUIET:
            chosen = tokens.tint if self.isChecked() else None
            return (tokens.hover if self.is_hot or self.isDown() else chosen), None, tokens.accent
        fill = tokens.hover if hot else tokens.surface
        if self._kind is ButtonKind.DANGER:
            return fill, tokens.danger, tokens.danger
        return fill, tokens.control, tokens.text

    def _draw_content(self, painter: QPainter, ink: str) -> None:
        painter.setFont(self._font())
        painter.setPen(QColor(ink))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        text = painter.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        if not self._icon:
            painter.drawText(self.rect(), flags | Qt.AlignmentFlag.AlignHCenter, self.text())
            return
        side = px(18)
        gap = px(8) if self.text() else 0
        left = (self.width() - text - gap - side) // 2
        words = QRect(left + side + gap, 0, text + 1, self.height())
        place = QRect(left, (self.height() - side) // 2, side, side)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            words.moveLeft(left)
            place.moveLeft(left + text + gap)
        paint_icon(painter, place, self._icon, ink)
        painter.drawText(words, flags | Qt.AlignmentFlag.AlignLeft, self.text())


class IconButton(PaintedButton):
    """A small button with an icon only, where the place says what it does.

    Args:
        icon: Name of the icon.
        name: What it does, for the tool tip and the screen reader.
        side: Its size at 100 %, at least 28.
        parent: Qt's parent.
    """

    def __init__(
        self, icon: str, name: str, *, side: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._icon = icon
        self._side = side
        self.set_name(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Say what the button does now."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the target."""
        return square(self._side)

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw the button."""
        if self.isChecked():
            draw_box(painter, self.rect(), fill=tokens.tint)
        elif self.is_hot:
            draw_box(painter, self.rect(), fill=tokens.hover)
        side = px(18)
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        ink = tokens.accent if self.isChecked() else tokens.muted
        paint_icon(painter, place, self._icon, ink if self.isEnabled() else tokens.line)
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)
