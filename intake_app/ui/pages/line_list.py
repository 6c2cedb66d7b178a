"""A list of things in two lines each, to choose one that is shown beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from intake_app.ui.look.fonts import Role, px
from intake_app.ui.look.icons import paint_icon
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.drawn_list import (
    DrawnList,
    height_of,
    paint_ground,
    paint_two_lines,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

_LINE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry of the list.

    Attributes:
        key: What it stands for; empty for none.
        icon: Name of an icon at the end that says something about it.
        icon_says: What the icon says, in words.
    """

    key: str
    title: str
    detail: str
    icon: str = ""
    ink: str = "muted"
    icon_says: str = ""

    @property
    def spoken(self) -> str:
        """All of it, for the screen reader."""
        return ", ".join(part for part in (self.title, self.detail, self.icon_says) if part)


class _LineModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's signature
        line = self.lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.icon_says or None
        return line if role == _LINE_ROLE else None


class _LinePainter(QStyledItemDelegate):
    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(px(200), height_of(Role.LABEL, Role.HINT) + px(2 * 8))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line: Line = index.data(_LINE_ROLE)
        tokens = tokens_of(option.palette)
        state: QStyle.StateFlag = option.state
        painter.save()
        inner = paint_ground(painter, option).adjusted(px(12), px(8), -px(12), -px(8))
        if line.icon:
            side = px(16)
            place = QRect(inner.right() - side, inner.center().y() - side // 2, side, side)
            room = side + px(8)
            words = inner.adjusted(0, 0, -room, 0)
            if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                place.moveLeft(inner.left())
                words = inner.adjusted(room, 0, 0, 0)
            paint_icon(painter, place, line.icon, str(getattr(tokens, line.ink)))
            inner = words
        upper = Role.STRONG if state & QStyle.StateFlag.State_Selected else Role.LABEL
        paint_two_lines(painter, inner, (line.title, line.detail), upper, tokens)
        painter.restore()


class LineList(DrawnList):
    """A list; the chosen line stays marked while what it stands for is shown elsewhere.

    Args:
        name: What the list holds, for the screen reader.
        parent: Qt's parent.

    Signals:
        chosen: Key of the line that was chosen, by click or by key.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._model = _LineModel()
        self._is_showing = False
        super().__init__(name, self._model, _LinePainter(), parent)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_lines(self, lines: Sequence[Line], marked: str = "") -> None:
        """Show these lines; the one with the key `marked` is marked, nothing is emitted."""
        self._is_showing = True
        self._model.show_lines(lines)
        self.mark(marked)
        self._is_showing = False

    def lines(self) -> Sequence[Line]:
        """Return what is shown."""
        return self._model.lines

    def key(self) -> str:
        """Return the key of the marked line, empty when none is marked."""
        row = self.currentIndex().row()
        return self._model.lines[row].key if 0 <= row < len(self._model.lines) else ""

    def mark(self, key: str) -> None:
        """Mark the line with this key; none when there is no such line."""
        before, self._is_showing = self._is_showing, True
        rows = [number for number, line in enumerate(self._model.lines) if line.key == key]
        index = self._model.index(rows[0], 0) if key and rows else QModelIndex()
        self.setCurrentIndex(index)
        if not index.isValid():
            self.clearSelection()
        self._is_showing = before

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_showing:
            self.chosen.emit(self._model.lines[index.row()].key)
