"""The ground of lists whose rows are drawn, so that fifty rows cost no more than five."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.painting import draw_box, draw_ring
from intake_app.ui.widgets.scrolling import make_slim

if TYPE_CHECKING:
    from intake_app.ui.look.theme import Tokens


class DrawnList(QListView):
    """A list without frame, columns or editing; its delegate draws the rows.

    Args:
        name: What the list holds, for the screen reader.
        model: The rows.
        painter: Draws them; it is kept alive by the list.
        parent: Qt's parent.
    """

    def __init__(
        self,
        name: str,
        model: QAbstractItemModel,
        painter: QStyledItemDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        painter.setParent(self)
        self.setModel(model)
        self.setItemDelegate(painter)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        make_slim(self)


def height_of(upper: Role, lower: Role) -> int:
    """Return the height in pixels of two lines, one above the other."""
    return QFontMetrics(font_of(upper)).height() + QFontMetrics(font_of(lower)).height() + px(2)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> QRect:
    """Paint what shows a row as chosen, pointed at or focused; return the room within."""
    tokens = tokens_of(option.palette)
    state: QStyle.StateFlag = option.state
    rect: QRect = option.rect
    room = rect.adjusted(px(4), 1, -px(4), -1)
    if state & QStyle.StateFlag.State_Selected:
        draw_box(painter, room, fill=tokens.tint)
    elif state & QStyle.StateFlag.State_MouseOver:
        draw_box(painter, room, fill=tokens.hover)
    if state & QStyle.StateFlag.State_HasFocus:
        draw_ring(painter, room, tokens)
    return room


def paint_two_lines(
    painter: QPainter,
    place: QRect,
    lines: tuple[str, str],
    upper: Role,
    tokens: Tokens,
    edge: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
) -> None:
    """Paint a line in the role given and a muted hint below it; what is too long ends in "…"."""
    first, second = (QFontMetrics(font_of(role)).height() for role in (upper, Role.HINT))
    top = place.top() + (place.height() - first - second - px(2)) // 2
    for text, role, ink, at, height in (
        (lines[0], upper, tokens.text, top, first),
        (lines[1], Role.HINT, tokens.muted, top + first + px(2), second),
    ):
        painter.setFont(font_of(role))
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        line = QRect(place.left(), at, place.width(), height)
        painter.drawText(line, edge | Qt.AlignmentFlag.AlignVCenter, shown)
