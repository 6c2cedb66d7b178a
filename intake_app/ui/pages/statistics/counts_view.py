"""A table of counts on the screen: title, calm grid, and what it says below."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from intake_app.domain.counted_tables import german_number
from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.look.theme import tokens_of
from intake_app.ui.widgets.labels import Label
from intake_app.ui.widgets.scrolling import make_slim

if TYPE_CHECKING:
    from intake_app.domain.counted_tables import Table

_HEAD_SIGNS: Final = 10
"""Titles of columns with numbers are broken behind so many signs."""

_WIDEST_NAME: Final = 380
_LEAST_NUMBER: Final = 48
_MARGIN: Final = 6
"""Space at both sides of a cell, beside what Qt itself leaves around a text."""

_OF_QT: Final = 3

_LEAST_ROWS: Final = 16
"""So many rows are to be seen before the grid scrolls inside itself."""

_ALL_THE_ROOM: Final = 100
_END: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_START: Final = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class CountsModel(QAbstractTableModel):
    """The cells of a table; names of rows stand in its first columns.

    A name that several rows share is written in the first of them only; a screen reader says
    it with each cell.

    Args:
        table: What is shown.
    """

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._heads = [axis.name for axis in table.row_axes]
        self._columns = table.columns
        self._lines = list(table.lines())

    @property
    def named_columns(self) -> int:
        """How many columns name the rows."""
        return len(self._heads)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._heads) + len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return the title of a column, in lines that leave the numbers close together."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        is_name = section < len(self._heads)
        title = (*self._heads, *self._columns)[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                title if is_name else "\n".join(wrap(title, _HEAD_SIGNS, break_long_words=False))
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _START if is_name else _END
        return None

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what stands in a cell."""
        line, column = self._lines[index.row()], index.column()
        place = column - len(self._heads)
        if role == Qt.ItemDataRole.FontRole and line.is_total:
            font = font_of(Role.LABEL)
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _START if place < 0 else _END
        if role == Qt.ItemDataRole.ToolTipRole and place < 0:
            return line.labels[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), place)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            german_number(line.numbers[place]) if place >= 0 else self._name(index.row(), column)
        )

    def _name(self, row: int, column: int) -> str:
        name, above = self._lines[row].labels[column], self._lines[row - 1].labels if row else ()
        is_last = column == len(self._heads) - 1
        return "" if not is_last and above and above[column] == name else name

    def _spoken(self, row: int, place: int) -> str:
        line = self._lines[row]
        names = ", ".join(line.labels)
        if place < 0:
            return names
        return f"{names}, {self._columns[place]}: {german_number(line.numbers[place])}"


class _Head(QHeaderView):
    """Titles of the columns, small and quiet, with a line below."""

    def __init__(self, named_columns: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._named_columns = named_columns
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of the longest title."""
        titles = (self._title(column) for column in range(self.count()))
        lines = max((title.count("\n") + 1 for title in titles), default=1)
        height = lines * QFontMetrics(font_of(Role.HINT)).height() + px(2 * _MARGIN)
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:  # noqa: N802 - Qt's name
        """Draw one title."""
        tokens = tokens_of(self.palette())
        painter.save()
        painter.fillRect(rect, QColor(tokens.surface))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(tokens.control))
        painter.setFont(font_of(Role.HINT))
        painter.setPen(QColor(tokens.muted))
        start = Qt.AlignmentFlag.AlignLeading if column < self._named_columns else _RIGHT
        side = px(_MARGIN) + _OF_QT
        inside = rect.adjusted(side, 0, -side, -px(_MARGIN))
        painter.drawText(inside, start | Qt.AlignmentFlag.AlignBottom, self._title(column))
        painter.restore()

    def _title(self, column: int) -> str:
        return str(self.model().headerData(column, self.orientation()))


class _Cells(QStyledItemDelegate):
    """Leaves space at the sides of each cell."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a cell within its margins."""
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(px(_MARGIN), 0, -px(_MARGIN), 0)
        super().paint(painter, inside, index)


class CountsView(QWidget):
    """One table with its title and its notes.

    Args:
        table: What is shown.
        parent: Qt's parent.

    Attributes:
        grid: The numbers; hidden where nothing may be shown.
    """

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = table.heading
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(Label(f"{heading.code}  {heading.title}", Role.SECTION))
        self.model = CountsModel(table)
        self.grid = QTableView()
        self._dress(heading.title)
        # It grows until all rows are to be seen; what is left then stays empty below the notes.
        column.addWidget(self.grid, _ALL_THE_ROOM)
        self.grid.setVisible(not table.is_withheld)
        for note in heading.notes:
            column.addWidget(Label(note, Role.HINT, colour="muted"))
        column.addStretch(1)

    def _dress(self, name: str) -> None:
        grid, head = self.grid, _Head(self.model.named_columns)
        grid.setHorizontalHeader(head)
        grid.setModel(self.model)
        grid.setItemDelegate(_Cells(grid))
        grid.setAccessibleName(name)
        grid.setShowGrid(False)
        grid.setAlternatingRowColors(True)
        grid.setTabKeyNavigation(False)
        grid.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        grid.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        grid.setCornerButtonEnabled(False)
        grid.setWordWrap(False)
        grid.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        make_slim(grid)
        grid.verticalHeader().hide()
        row = QFontMetrics(font_of(Role.LABEL)).height() + px(10)
        grid.verticalHeader().setDefaultSectionSize(row)
        rows, frame = self.model.rowCount(), 2 * grid.frameWidth()
        bar = grid.verticalScrollBar().sizeHint().width()
        grid.setMaximumWidth(self._set_widths() + frame + (bar if rows > _LEAST_ROWS else 0))
        # Below the rows there is room for the bar that moves wide tables.
        above = head.sizeHint().height() + frame + bar
        grid.setMinimumHeight(above + row * min(rows, _LEAST_ROWS))
        grid.setMaximumHeight(above + row * rows)

    def _set_widths(self) -> int:
        """Make each column as wide as what stands in it; return their sum."""
        bold = font_of(Role.LABEL)
        bold.setBold(True)
        cell, title = QFontMetrics(bold), QFontMetrics(font_of(Role.HINT))
        model, total = self.model, 0
        for column in range(model.columnCount()):
            head = str(model.headerData(column, Qt.Orientation.Horizontal)).splitlines()
            rows = (str(model.index(row, column).data()) for row in range(model.rowCount()))
            widest = max(
                max(map(title.horizontalAdvance, head), default=0),
                max(map(cell.horizontalAdvance, rows), default=0),
            )
            if column < model.named_columns:
                widest = min(widest, px(_WIDEST_NAME))
            width = max(widest + 2 * (px(_MARGIN) + _OF_QT) + 2, px(_LEAST_NUMBER))
            self.grid.setColumnWidth(column, width)
            total += width
        return total
