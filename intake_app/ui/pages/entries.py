"""Lists of things that lead somewhere: one line of a list is one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import ngettext
from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.widgets.buttons import Button, ButtonKind
from intake_app.ui.widgets.cards import Card
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.ui.look.theme import Tokens

_PAD = 8
_WRAP = int(Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeading.value)
_FIRST = 7


class Entry(PaintedButton):
    """Two lines that can be pressed: what it is about, and what is to know about it.

    Args:
        title: First line, bold.
        detail: Second line.
        mark: Short words at the end of the first line, as a day.
        level: Token of the colour of `mark`: "muted", "warn", "danger", "good".
        icon: Name of an icon before both lines.
        ink: Token of the icon's colour.
    """

    def __init__(
        self,
        title: str,
        detail: str = "",
        *,
        mark: str = "",
        level: str = "muted",
        icon: str = "",
        ink: str = "muted",
    ) -> None:
        super().__init__(title.replace("&", "&&"))
        self._title, self._detail = title, detail
        self._mark, self._level = mark, level
        self._icon, self._ink = icon, ink
        self.setAccessibleName(", ".join(part for part in (title, mark, detail) if part))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return a usual width and the height of the lines there."""
        return QSize(px(280), self.heightForWidth(px(280)))

    def minimumSizeHint(self) -> QSize:
        """Return room for some words; the title is cut, the detail wraps."""
        return QSize(px(160), QFontMetrics(font_of(Role.STRONG)).height() + 2 * px(_PAD))

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the title and of the wrapped detail."""
        height = QFontMetrics(font_of(Role.STRONG)).height()
        if self._detail:
            room = QRect(0, 0, max(width - 2 * px(_PAD) - self._icon_room(), px(40)), 10_000)
            metrics = QFontMetrics(font_of(Role.HINT))
            height += px(2) + metrics.boundingRect(room, _WRAP, self._detail).height()
        return height + 2 * px(_PAD)

    def _icon_room(self) -> int:
        return px(20 + 12) if self._icon else 0

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw icon, lines and mark."""
        if self.is_hot or self.isDown():
            draw_box(painter, self.rect(), fill=tokens.hover)
        inner = self.rect().adjusted(px(_PAD), px(_PAD), -px(_PAD), -px(_PAD))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self._icon:
            side = px(20)
            place = QRect(inner.left(), inner.top(), side, side)
            if mirrored:
                place.moveRight(inner.right())
            paint_icon(painter, place, self._icon, str(getattr(tokens, self._ink)))
            room = self._icon_room()
            inner = inner.adjusted(0, 0, -room, 0) if mirrored else inner.adjusted(room, 0, 0, 0)
        first = QFontMetrics(font_of(Role.STRONG)).height()
        self._paint_first(painter, inner, tokens, mirrored=mirrored)
        if self._detail:
            painter.setFont(font_of(Role.HINT))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(inner.adjusted(0, first + px(2), 0, px(4)), _WRAP, self._detail)
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens)

    def _paint_first(
        self, painter: QPainter, inner: QRect, tokens: Tokens, *, mirrored: bool
    ) -> None:
        line = QRect(inner)
        line.setHeight(QFontMetrics(font_of(Role.STRONG)).height())
        if self._mark:
            painter.setFont(font_of(Role.HINT))
            painter.setPen(QColor(getattr(tokens, self._level)))
            flags = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, flags, self._mark)
            room = painter.fontMetrics().horizontalAdvance(self._mark) + px(12)
            line = line.adjusted(room, 0, 0, 0) if mirrored else line.adjusted(0, 0, -room, 0)
        painter.setFont(font_of(Role.STRONG))
        painter.setPen(QColor(tokens.text))
        shown = painter.fontMetrics().elidedText(
            self._title, Qt.TextElideMode.ElideRight, line.width()
        )
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, flags, shown)


class EntryCard(Card):
    """A card for entries: their words stand flush with the heading, their boxes go beyond.

    Args:
        title: Heading.
        parent: Qt's parent.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.content.setContentsMargins(px(_PAD), px(16), px(_PAD), px(_PAD))
        heading = Label(title, Role.SECTION)
        heading.setContentsMargins(px(_PAD), 0, px(_PAD), 0)
        self.content.addWidget(heading)


class EntryList(QWidget):
    """Entries below one another; a long list shows its first ones and how many more.

    Args:
        nothing: What is said when there is no entry.
        first: So many are shown before the rest is asked for.
        gap: Space between entries.
        parent: Qt's parent.
    """

    def __init__(
        self, nothing: str, *, first: int = _FIRST, gap: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self._first = first
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(gap))
        self._rest: Sequence[QWidget] = ()
        self._more: Button | None = None

    def show_entries(self, entries: Sequence[QWidget]) -> None:
        """Show these instead of what was there."""
        self._clear()
        self._rest = entries[self._first :] if len(entries) > self._first + 1 else ()
        for entry in entries[: len(entries) - len(self._rest)]:
            self._column.addWidget(entry)
        if not entries:
            nothing = Label(self._nothing, colour="muted")
            nothing.setContentsMargins(px(_PAD), 0, px(_PAD), px(_PAD))
            self._column.addWidget(nothing)
        if self._rest:
            text = ngettext("{count} more", "{count} more", len(self._rest))
            self._more = Button(text.format(count=len(self._rest)), ButtonKind.QUIET)
            self._more.clicked.connect(self._show_rest)
            self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)

    def entries(self) -> Sequence[Entry]:
        """Return what is to be seen."""
        items = (self._column.itemAt(number) for number in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Entry)]

    def _show_rest(self) -> None:
        rest, self._rest = self._rest, ()
        if self._more is not None:
            self._more.hide()
            self._more.deleteLater()
            self._more = None
        for entry in rest:
            self._column.addWidget(entry)
        if rest:
            rest[0].setFocus()

    def _clear(self) -> None:
        for entry in self._rest:
            entry.deleteLater()
        self._more = None
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
