"""A document in a list: what it is, in which languages, how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring

if TYPE_CHECKING:
    from intake_app.ui.look.theme import Tokens

_LEVEL_INK = {"muted": "muted", "good": "good", "warn": "warn", "danger": "danger"}


class DocumentRow(PaintedButton):
    """Three lines to press; the chosen one is tinted.

    Args:
        key: Name of the document in the program.
        title: What it is.
        detail: Number and languages.
        state: How far it is.
        level: Token of the colour of `state`.
        icon: Name of an icon before the lines.
        parent: Qt's parent.
    """

    def __init__(
        self,
        key: str,
        title: str,
        detail: str,
        *,
        state: str,
        level: str,
        icon: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title.replace("&", "&&"), parent)
        self.key = key
        self._lines = (title, detail, state)
        self._level = level
        self._icon = icon
        self.setCheckable(True)
        self.setAccessibleName(", ".join((title, detail, state)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def state(self) -> str:
        """Return how far the document is, in words."""
        return self._lines[2]

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Stay chosen when it is pressed again."""
        self.setChecked(True)

    def sizeHint(self) -> QSize:
        """Return the height of the lines; the width is given by the list."""
        strong = QFontMetrics(font_of(Role.STRONG)).height()
        hint = QFontMetrics(font_of(Role.HINT)).height()
        return QSize(px(280), strong + 2 * hint + px(2 + 2 + 20))

    def minimumSizeHint(self) -> QSize:
        """Return room for some words; the rest is cut."""
        return QSize(px(160), self.sizeHint().height())

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw box, icon and lines."""
        fill = tokens.tint if self.isChecked() else tokens.hover if self.is_hot else tokens.surface
        border = tokens.accent if self.isChecked() else tokens.line
        draw_box(painter, self.rect(), fill=fill, border=border)
        inner = self.rect().adjusted(px(12), px(10), -px(12), -px(10))
        side = px(20)
        place = QRect(inner.left(), inner.top() + px(1), side, side)
        words = inner.adjusted(side + px(12), 0, 0, 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveRight(inner.right())
            words = inner.adjusted(0, 0, -side - px(12), 0)
        paint_icon(painter, place, self._icon, tokens.accent)
        top = words.top()
        inks = (tokens.text, tokens.muted, str(getattr(tokens, _LEVEL_INK[self._level])))
        roles = (Role.STRONG, Role.HINT, Role.HINT)
        for text, ink, role in zip(self._lines, inks, roles, strict=True):
            painter.setFont(font_of(role))
            painter.setPen(QColor(ink))
            metrics = painter.fontMetrics()
            line = QRect(words.left(), top, words.width(), metrics.height())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, flags, shown)
            top += metrics.height() + px(2)
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)
