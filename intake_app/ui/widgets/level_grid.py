"""A grid of clickable cells: one choice per row, as for the levels of a language.

Arrow keys move, space or Enter chooses, Delete clears the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.ui.look.fonts import Role, font_of, px
from intake_app.ui.widgets.labels import BilingualLabel, Label
from intake_app.ui.widgets.painting import PaintedButton, draw_box, draw_ring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.ui.look.theme import Tokens
    from intake_app.ui.widgets.segments import Option

_LABEL_WIDTH = 220
_NARROW_LABEL = 80
_SHORT_LABEL = 3
_MOVES = {
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
}


class LevelCell(PaintedButton):
    """One cell; shows the column's short label."""

    def __init__(self, row: Option, column: Option) -> None:
        super().__init__(column.label.replace("&", "&&"))
        self.row = row
        self.column = column
        self._measured: tuple[QFont, QSize] | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(f"{row.label}: {column.label}")
        self.setAccessibleDescription(column.hint)
        self.setToolTip(column.hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_long(self) -> bool:
        """Whether the label needs small letters and perhaps two lines."""
        return len(self.column.label) > _SHORT_LABEL

    def sizeHint(self) -> QSize:
        """Return the size of the label in bold; of its longest word when it is long."""
        # Layouts ask many times over, and a grid has a hundred cells.
        here = QGuiApplication.font()
        if self._measured is None or self._measured[0] != here:
            self._measured = (here, self._measure())
        return self._measured[1]

    def _measure(self) -> QSize:
        if self.is_long:
            metrics = QFontMetrics(_small(bold=True))
            width = max(metrics.horizontalAdvance(word) for word in self.column.label.split())
            return QSize(width + px(10), px(38))
        width = QFontMetrics(font_of(Role.STRONG)).horizontalAdvance(self.column.label)
        return QSize(max(width + px(12), px(40)), px(38))

    def paint(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw the cell; the chosen one is filled and bold."""
        chosen = self.isChecked()
        if chosen:
            draw_box(painter, self.rect(), fill=tokens.accent)
        else:
            fill = tokens.hover if self.is_hot else tokens.surface
            draw_box(painter, self.rect(), fill=fill, border=tokens.control)
        short = font_of(Role.STRONG if chosen else Role.LABEL)
        painter.setFont(_small(bold=chosen) if self.is_long else short)
        painter.setPen(QColor(tokens.on_accent if chosen else tokens.text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(2, 0, -2, 0), flags, self.column.label)
        if self.hasFocus():
            draw_ring(painter, self.rect(), tokens, on=tokens.accent if chosen else "")


def _small(*, bold: bool) -> QFont:
    font = font_of(Role.CAPTION)
    font.setBold(bold)
    return font


class LevelGrid(QWidget):
    """Rows of cells with a line below that explains the cell in question.

    Signals:
        chosen: The user chose or cleared a cell; read `codes()`.
    """

    chosen = Signal()

    def __init__(
        self, rows: Sequence[Option], columns: Sequence[Option], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)
        self._cells: list[list[LevelCell]] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(px(4))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(4))
        grid.setVerticalSpacing(px(4))
        outer.addLayout(grid)
        self._labels = [
            BilingualLabel(row.label, row.other, row.language, Role.LABEL, stacked=True)
            for row in rows
        ]
        self._grid = grid
        self._per_line = -1
        for row in rows:
            self._cells.append([LevelCell(row, column) for column in columns])
            for cell in self._cells[-1]:
                cell.clicked.connect(self._on_clicked)
                cell.installEventFilter(self)
        self._arrange(0)
        self._hint = Label(role=Role.HINT, colour="muted")
        outer.addWidget(self._hint)
        self._hint.setVisible(any(column.hint for column in columns))
        if self._cells and self._cells[0]:
            self._cells[0][0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def codes(self) -> dict[str, str]:
        """Return row code → column code of every row that has a choice."""
        return {
            cell.row.code: cell.column.code
            for line in self._cells
            for cell in line
            if cell.isChecked()
        }

    def show_codes(self, codes: Mapping[str, str]) -> None:
        """Show these choices; rows that are not named are empty."""
        for line in self._cells:
            for cell in line:
                cell.setChecked(codes.get(cell.row.code) == cell.column.code)

    def cell(self, row: str, column: str) -> LevelCell:
        """Return a cell by the codes of its row and column."""
        return next(
            cell
            for line in self._cells
            for cell in line
            if (cell.row.code, cell.column.code) == (row, column)
        )

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # noqa: N802
        """Give the focus to the cell where it was last."""
        for line in self._cells:
            for cell in line:
                if cell.focusPolicy() is Qt.FocusPolicy.StrongFocus:
                    cell.setFocus(reason)
                    return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with arrows, clear a row with Delete."""
        here = self._focused()
        move = _MOVES.get(Qt.Key(event.key()))
        if here and move and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self._move(here, move[0], -move[1] if mirrored else move[1])
        elif here and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._set_row(here[0], None)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Explain the cell that the pointer or the focus is on."""
        if isinstance(watched, LevelCell):
            if event.type() in {QEvent.Type.Enter, QEvent.Type.FocusIn}:
                self._explain(watched)
            elif event.type() in {QEvent.Type.Leave, QEvent.Type.FocusOut}:
                self._hint.setText("")
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put label and cells into one line where there is room for it, else below."""
        super().resizeEvent(event)
        width = event.size().width()
        cells = self._cells[0] if self._cells else []
        needed = sum(cell.sizeHint().width() + px(4) for cell in cells)
        beside = max((label.width_beside() for label in self._labels), default=0)
        fits = beside <= px(_LABEL_WIDTH) and needed + beside <= width
        in_line = needed + px(_NARROW_LABEL) <= width
        for label in self._labels:
            label.set_stacked(stacked=in_line and not fits)
        lines = -(-needed // max(width, 1))
        self._arrange(0 if in_line else -(-len(cells) // max(lines, 1)))
        if in_line:
            self._grid.setColumnMinimumWidth(0, beside if fits else px(_NARROW_LABEL))

    def minimumSizeHint(self) -> QSize:
        """Return room for two cells; the others go below."""
        widest = max((c.sizeHint().width() for line in self._cells for c in line), default=0)
        return QSize(2 * widest + px(4), super().minimumSizeHint().height())

    def _arrange(self, per_line: int) -> None:
        """Place everything: cells behind their label (0), or so many per line below it."""
        if per_line == self._per_line:
            return
        self._per_line = per_line
        grid = self._grid
        while grid.takeAt(0) is not None:
            pass
        columns = len(self._cells[0]) if self._cells else 0
        grid.setColumnMinimumWidth(0, 0)
        for place in range(columns + 1):
            grid.setColumnStretch(place, 0)
        lines = 1 if not per_line else 1 - (-columns // per_line)
        for number, cells in enumerate(self._cells):
            top = number * lines
            if not per_line:
                grid.addWidget(self._labels[number], top, 0)
            else:
                grid.addWidget(self._labels[number], top, 0, 1, per_line)
            for place, cell in enumerate(cells):
                row, column = divmod(place, per_line) if per_line else (-1, place + 1)
                grid.addWidget(cell, top + row + 1, column)
                grid.setColumnStretch(column, 1 if per_line else cell.sizeHint().width())

    def _explain(self, cell: LevelCell) -> None:
        hint = cell.column.hint
        self._hint.setText(f"{cell.column.label} – {hint}" if hint else "")

    def _focused(self) -> tuple[int, int] | None:
        for line, cells in enumerate(self._cells):
            for place, cell in enumerate(cells):
                if cell.hasFocus():
                    return line, place
        return None

    def _move(self, here: tuple[int, int], down: int, right: int) -> None:
        line = max(0, min(here[0] + down, len(self._cells) - 1))
        place = max(0, min(here[1] + right, len(self._cells[line]) - 1))
        self._cells[here[0]][here[1]].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._cells[line][place].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cells[line][place].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self) -> None:
        clicked = self.sender()
        if not isinstance(clicked, LevelCell):
            return
        line = self._rows.index(clicked.row)
        # Qt has already toggled it: pressing the chosen cell again takes it back.
        self._set_row(line, clicked if clicked.isChecked() else None)

    def _set_row(self, line: int, chosen: LevelCell | None) -> None:
        for cell in self._cells[line]:
            cell.setChecked(cell is chosen)
        self.chosen.emit()
