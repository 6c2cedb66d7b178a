"""Blocks side by side, framed blocks, and tables that break between their rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from intake_app.printing.block import Block, Gap
from intake_app.printing.typography import LINE, PAGE_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.printing.canvas import TaggedCanvas
    from intake_app.printing.typography import Color

_TALL = PAGE_HEIGHT / 3
"""Rows taller than this may be cut; shorter ones move to the next page whole."""


class Columns(Block):
    """Blocks side by side with their first lines on one base line.

    Args:
        cells: One block per column, in reading order.
        widths: Their widths in points.
        gap: Space between neighbours.
        right_to_left: The first cell stands at the right.
        whole: Do not cut.
    """

    def __init__(
        self,
        cells: Sequence[Block],
        widths: Sequence[float],
        *,
        gap: float = 0.0,
        right_to_left: bool = False,
        whole: bool = False,
    ) -> None:
        self._cells = list(cells)
        self._widths = list(widths)
        self._gap = gap
        self._rtl = right_to_left
        self._whole = whole
        self.before = max((cell.before for cell in cells), default=0.0)
        self.after = max((cell.after for cell in cells), default=0.0)
        self.keep_with_next = any(cell.keep_with_next for cell in cells)

    def height(self, width: float) -> float:
        """Return the height of the tallest cell."""
        del width
        return self._height

    def first_baseline(self, width: float) -> float | None:
        """Return the base line that the cells share."""
        del width
        return self._shared

    def divide(self, width: float, space: float) -> tuple[Block, Block] | None:
        """Cut every cell that does not fit."""
        del width
        if self._whole:
            return None
        upper: list[Block] = []
        lower: list[Block] = []
        for cell, wide, drop in self._placed:
            if drop + cell.height(wide) <= space:
                parts: tuple[Block, Block] | None = (cell, Gap(0))
            else:
                parts = cell.divide(wide, space - drop)
            if parts is None:
                return None
            upper.append(parts[0])
            lower.append(parts[1])
        return self._with(upper), self._with(lower)

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the cells in reading order."""
        del width
        for (cell, wide, drop), left in zip(self._placed, self._lefts(x), strict=True):
            cell.paint(canvas, left, top - drop, wide)

    def _with(self, cells: Sequence[Block]) -> Columns:
        return Columns(cells, self._widths, gap=self._gap, right_to_left=self._rtl)

    # Whoever looks for the best page break asks for these again and again.

    @cached_property
    def _height(self) -> float:
        return max((drop + cell.height(wide) for cell, wide, drop in self._placed), default=0.0)

    @cached_property
    def _shared(self) -> float | None:
        found = (
            cell.first_baseline(wide) for cell, wide in zip(self._cells, self._widths, strict=True)
        )
        return max((line for line in found if line is not None), default=None)

    @cached_property
    def _placed(self) -> list[tuple[Block, float, float]]:
        """Every cell with its width and how far it sinks to the shared base line."""
        placed: list[tuple[Block, float, float]] = []
        for cell, wide in zip(self._cells, self._widths, strict=True):
            line = cell.first_baseline(wide)
            drop = self._shared - line if self._shared is not None and line is not None else 0.0
            placed.append((cell, wide, drop))
        return placed

    def _lefts(self, x: float) -> Iterator[float]:
        if self._rtl:
            x += sum(self._widths) + self._gap * (len(self._widths) - 1)
        for wide in self._widths:
            if self._rtl:
                x -= wide
                yield x
                x -= self._gap
            else:
                yield x
                x += wide + self._gap


class Panel(Block):
    """A block with space around it, on a tint or in a frame.

    Args:
        inner: The block.
        padding: Space left and right, and above and below.
        fill: Colour behind it.
        frame: Colour of a thin frame.
        least: Least height.
    """

    def __init__(
        self,
        inner: Block,
        *,
        padding: tuple[float, float],
        fill: Color | None = None,
        frame: Color | None = None,
        least: float = 0.0,
    ) -> None:
        self._inner = inner
        self._across, self._upright = padding
        self._fill = fill
        self._frame = frame
        self._least = least
        self.before = inner.before
        self.after = inner.after

    def height(self, width: float) -> float:
        """Return the height with the space around."""
        inner = self._inner.height(width - 2 * self._across)
        return max(self._least, inner + 2 * self._upright)

    def first_baseline(self, width: float) -> float | None:
        """Return that of the inner block."""
        line = self._inner.first_baseline(width - 2 * self._across)
        return None if line is None else line + self._upright

    def divide(self, width: float, space: float) -> tuple[Block, Block] | None:
        """Cut the inner block; both parts keep tint and frame."""
        parts = self._inner.divide(width - 2 * self._across, space - 2 * self._upright)
        if parts is None:
            return None
        first, second = (
            Panel(
                part,
                padding=(self._across, self._upright),
                fill=self._fill,
                frame=self._frame,
            )
            for part in parts
        )
        return first, second

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw tint and frame, then the block."""
        if self._fill or self._frame:
            height = self.height(width)
            with canvas.marked(None):
                if self._fill:
                    canvas.setFillColorRGB(*self._fill)
                if self._frame:
                    canvas.setStrokeColorRGB(*self._frame)
                    canvas.setLineWidth(0.6)
                canvas.rect(
                    x,
                    top - height,
                    width,
                    height,
                    stroke=int(self._frame is not None),
                    fill=int(self._fill is not None),
                )
        inner = width - 2 * self._across
        self._inner.paint(canvas, x + self._across, top - self._upright, inner)


@dataclass(frozen=True, slots=True)
class TableLook:
    """How a table looks.

    Attributes:
        padding: Space in the cells, left and right, above and below.
        header_fill: Tint behind the header.
        rule: Colour of the lines between rows.
        frame: Colour of the outer frame and the lines between columns; None for none.
    """

    padding: tuple[float, float] = (4.0, 3.5)
    header_fill: Color | None = None
    rule: Color = LINE
    frame: Color | None = None


class Table(Block):
    """A table; its header is drawn again on every page it reaches.

    Args:
        header: Header rows, made with `table_row`.
        rows: The rows; a `Stack` of rows stays on one page.
        widths: Widths of the columns.
        look: How it looks.
        right_to_left: The first column stands at the right.
    """

    def __init__(
        self,
        header: Sequence[Block],
        rows: Sequence[Block],
        widths: Sequence[float],
        look: TableLook,
        *,
        right_to_left: bool = False,
    ) -> None:
        self._widths = list(widths)
        self._look = look
        self._rtl = right_to_left
        self._header = list(header)
        self._rows = list(rows)

    def height(self, width: float) -> float:
        """Return the height of header and rows."""
        return sum(row.height(width) for row in (*self._header, *self._rows))

    def first_baseline(self, width: float) -> float | None:
        """Return that of its first row."""
        rows = [*self._header, *self._rows]
        return rows[0].first_baseline(width) if rows else None

    def divide(self, width: float, space: float) -> tuple[Block, Block] | None:
        """Cut between two rows, or inside a very tall one."""
        space -= sum(row.height(width) for row in self._header)
        for index, row in enumerate(self._rows):
            height = row.height(width)
            if height > space:
                upper, lower = self._rows[:index], self._rows[index:]
                parts = row.divide(width, space) if height > _TALL else None
                if parts:
                    upper, lower = [*upper, parts[0]], [parts[1], *lower[1:]]
                return (self._with(upper), self._with(lower)) if upper else None
            space -= height
        return None

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw tint, rows and lines."""
        full = sum(self._widths)
        header = sum(row.height(width) for row in self._header)
        if header and self._look.header_fill:
            with canvas.marked(None):
                canvas.setFillColorRGB(*self._look.header_fill)
                canvas.rect(x, top - header, full, header, stroke=0, fill=1)
        y = top
        edges: list[float] = []
        for row in (*self._header, *self._rows):
            row.paint(canvas, x, y, width)
            y -= row.height(width)
            edges.append(y)
        self._paint_lines(canvas, x, top, edges)

    def _paint_lines(
        self, canvas: TaggedCanvas, x: float, top: float, edges: Sequence[float]
    ) -> None:
        full = sum(self._widths)
        with canvas.marked(None):
            canvas.setLineWidth(0.5)
            canvas.setStrokeColorRGB(*self._look.rule)
            for edge in edges:
                canvas.line(x, edge, x + full, edge)
            if self._look.frame:
                canvas.setStrokeColorRGB(*self._look.frame)
                bottom = edges[-1]
                canvas.rect(x, bottom, full, top - bottom, stroke=1, fill=0)
                order = self._widths[::-1] if self._rtl else self._widths
                for wide in order[:-1]:
                    x += wide
                    canvas.line(x, top, x, bottom)

    def _with(self, rows: Sequence[Block]) -> Table:
        part = object.__new__(Table)
        part.__dict__.update(self.__dict__)
        part._rows = list(rows)
        return part


def table_row(
    cells: Sequence[Block],
    widths: Sequence[float],
    look: TableLook,
    *,
    right_to_left: bool = False,
) -> Columns:
    """Return the cells of a table as a row, with the table's space around each."""
    padded = [Panel(cell, padding=look.padding) for cell in cells]
    return Columns(padded, widths, right_to_left=right_to_left)
