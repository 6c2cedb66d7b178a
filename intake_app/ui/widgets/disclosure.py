"""A line that opens and closes what stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, control_height, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring

if TYPE_CHECKING:
    from intake_app.ui.look.theme import Tokens

_BEFORE, _BEHIND, _BETWEEN = 32, 8, 16


class Disclosure(PaintedButton):
    """Words with an arrow that says whether something is open below them.

    Args:
        role: How loud the words are.
        framed: Draw a line around it, where it stands on its own.
        parent: Qt's parent.
    """

    def __init__(
        self, role: Role = Role.STRONG, *, framed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.is_open = False
        self._role, self._framed = role, framed
        self._words = self._detail = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str, detail: str = "", *, is_open: bool) -> None:
        """Show what it opens, muted words behind or below that, and whether it is open."""
        self._words, self._detail, self.is_open = words, detail, is_open
        self.setAccessibleName(", ".join(part for part in (words, detail) if part))
        self.setAccessibleDescription(_("open") if is_open else _("closed"))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return what it opens."""
        return self._words

    def detail(self) -> str:
        """Return the muted words."""
        return self._detail

    def sizeHint(self) -> QSize:
        """Return the height of a control."""
        return QSize(px(160), control_height())

    def minimumSizeHint(self) -> QSize:
        """Return room for some of the words; the rest is cut."""
        return QSize(px(80), control_height())

    def heightForWidth(self, width: int) -> int:
        """Return room for a second line where the muted words do not fit behind the others."""
        return control_height() + (0 if self._fits(width) else self._line(Role.HINT))

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw arrow and words."""
        fill = tokens.hover if self.is_hot else None
        if fill or self._framed:
            draw_box(painter, self.rect(), fill=fill, border=tokens.line if self._framed else None)
        first = QRect(0, 0, self.width(), control_height())
        side = px(16)
        sign = QRect(px(8), (first.height() - side) // 2, side, side)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        closed = "chevron_left" if mirrored else "chevron_right"
        icon = "chevron_down" if self.is_open else closed
        paint_icon(painter, self._turned(sign), icon, tokens.muted)
        place = first.adjusted(px(_BEFORE), 0, -px(_BEHIND), 0)
        words = self._turned(place)
        if self._detail:
            self._paint_detail(painter, tokens, place)
        if self._detail and self._fits(self.width()):
            used = self._width(self._detail, Role.HINT) + px(_BETWEEN)
            words = self._turned(place.adjusted(0, 0, -used, 0))
        painter.setFont(font_of(self._role))
        painter.setPen(QColor(tokens.text))
        text = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, words.width()
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(words, flags, text)
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)

    def _paint_detail(self, painter: QPainter, tokens: Tokens, place: QRect) -> None:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        if not self._fits(self.width()):
            place = place.translated(0, control_height() - px(6))
            place.setHeight(self._line(Role.HINT))
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        painter.setFont(font_of(Role.HINT))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(self._turned(place), flags, self._detail)

    def _fits(self, width: int) -> bool:
        if not self._detail:
            return True
        needed = self._width(self._words, self._role) + self._width(self._detail, Role.HINT)
        return needed + px(_BEFORE + _BEHIND + _BETWEEN) <= width

    def _turned(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    @staticmethod
    def _width(text: str, role: Role) -> int:
        return QFontMetrics(font_of(role)).horizontalAdvance(text)

    @staticmethod
    def _line(role: Role) -> int:
        return QFontMetrics(font_of(role)).height()
