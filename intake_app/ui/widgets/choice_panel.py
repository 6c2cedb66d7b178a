"""The list that a searchable field opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from intake_app.i18n import _
from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.choice_model import OPTION_ROLE, ChoiceModel
from intake_app.ui.widgets.labels import Label, direction_of
from intake_app.ui.widgets.overlay import Overlay
from intake_app.ui.widgets.painting import draw_box
from intake_app.ui.widgets.scrolling import make_slim

if TYPE_CHECKING:
    from intake_app.ui.widgets.segments import Option

_VISIBLE_ROWS = 8


class _OptionDelegate(QStyledItemDelegate):
    """Draws German at the leading edge and the language of the talk opposite."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Return the height of a row."""
        if index.data(OPTION_ROLE) is None:
            return QSize(px(120), px(28))
        shown: Option = index.data(OPTION_ROLE)
        return QSize(px(120), px(34) + (_hint_height() if shown.hint else 0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        rect: QRect = option.rect
        tokens = tokens_of(option.palette)
        shown: Option | None = index.data(OPTION_ROLE)
        painter.save()
        inner = rect.adjusted(px(10), 0, -px(10), 0)
        lead = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if shown is None:
            painter.setFont(font_of(Role.HINT))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(inner, lead, index.data())
            painter.restore()
            return
        view = self.parent()
        if isinstance(view, QListView) and view.currentIndex() == index:
            draw_box(painter, rect, fill=tokens.tint, radius=4)
        first = inner
        if shown.hint:
            first = inner.adjusted(0, px(2), 0, -_hint_height())
            second = QRect(inner.left(), first.bottom() - px(4), inner.width(), _hint_height())
            painter.setFont(font_of(Role.HINT))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(second, lead, shown.hint)
        self._paint_other(painter, first, shown, tokens.muted)
        painter.setFont(font_of(Role.LABEL))
        painter.setPen(QColor(tokens.text))
        painter.drawText(first, lead, shown.label)
        painter.restore()

    @staticmethod
    def _paint_other(painter: QPainter, rect: QRect, shown: Option, muted: str) -> None:
        if not shown.other or shown.other == shown.label:
            return
        font = font_of(Role.LABEL, shown.language)
        room = rect.width() - px(16)
        room -= QFontMetrics(font_of(Role.LABEL)).horizontalAdvance(shown.label)
        text = QFontMetrics(font).elidedText(shown.other, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(QColor(muted))
        before = painter.layoutDirection()
        edge = (
            Qt.AlignmentFlag.AlignLeft
            if before is Qt.LayoutDirection.RightToLeft
            else Qt.AlignmentFlag.AlignRight
        )
        painter.setLayoutDirection(direction_of(shown.language))
        flags = edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, flags, text)
        painter.setLayoutDirection(before)


def _hint_height() -> int:
    return QFontMetrics(font_of(Role.HINT)).height()


class ChoicePanel(Overlay):
    """Shows the options of a model below a field that keeps the focus.

    Args:
        field: The field.
        model: The options.

    Signals:
        picked: The code of the option that was clicked.
    """

    picked = Signal(str)

    def __init__(self, field: QWidget, model: ChoiceModel) -> None:
        super().__init__(field)
        self.setObjectName("choices")
        self._field = field
        self._model = model
        layout = QVBoxLayout(self)
        margin = px(4)
        self.setContentsMargins(0, 0, 0, 0)
        layout.setContentsMargins(margin, margin, margin, margin)
        self._list = QListView()
        make_slim(self._list)
        self._list.setModel(model)
        self._list.setItemDelegate(_OptionDelegate(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setAccessibleName(_("Choices"))
        self._list.clicked.connect(self._on_clicked)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._nothing = Label(_("Not found. Another spelling?"), Role.HINT, colour="muted")
        self._nothing.setContentsMargins(px(8), px(6), px(8), px(6))
        layout.addWidget(self._list)
        layout.addWidget(self._nothing)

    def show_options(self, chosen: str) -> None:
        """Open, or follow the model; the chosen option, else the first, is marked."""
        rows = self._model.rowCount()
        self._list.setVisible(rows > 0)
        self._nothing.setVisible(rows == 0)
        heights = sum(self._list.sizeHintForRow(row) for row in range(min(rows, _VISIBLE_ROWS)))
        self.open_for(self._field.width(), max(heights, px(34)) + px(10))
        row = self._model.row_of(chosen)
        if row < 0 and rows:
            row = self._model.next_row(-1, 1)
        self._list.setCurrentIndex(self._model.index(row, 0))

    def walk(self, step: int) -> None:
        """Mark the next option, or the one before."""
        row = self._model.next_row(self._list.currentIndex().row(), step)
        self._list.setCurrentIndex(self._model.index(row, 0))

    def marked(self) -> str:
        """Return the code of the marked option, empty when there is none."""
        option: Option | None = self._list.currentIndex().data(OPTION_ROLE)
        return option.code if option is not None and self.is_open() else ""

    def _on_clicked(self, index: QModelIndex) -> None:
        option: Option | None = index.data(OPTION_ROLE)
        if option is not None:
            self.picked.emit(option.code)
