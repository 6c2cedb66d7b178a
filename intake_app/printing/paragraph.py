"""A paragraph of text in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.printing.block import Block
from intake_app.printing.layout import Layout, Line, Span, analyse
from intake_app.printing.typography import (
    BODY,
    INK,
    leading_factor,
    runs_right_to_left,
)

if TYPE_CHECKING:
    from intake_app.printing.canvas import TaggedCanvas
    from intake_app.printing.tags import Element
    from intake_app.printing.typography import Color

_FEWEST_LINES = 2


class Paragraph(Block):
    """Text that breaks into lines and, between lines, over pages.

    Args:
        text: A text, spans of different look, or their layout.
        element: Its structure element; None for an artifact.
        language: Catalogue tag; decides direction, font chain and optical size.
        size: Size of Latin letters; fonts with smaller letters enlarge themselves.
        align: "start", "center" or "end", as the language reads; or "left", "right".
    """

    def __init__(
        self,
        text: str | tuple[Span, ...] | Layout,
        element: Element | None,
        *,
        language: str = "de",
        size: float = BODY,
        bold: bool = False,
        color: Color = INK,
        align: str = "start",
    ) -> None:
        self.element = element
        self._rtl = runs_right_to_left(language)
        if isinstance(text, Layout):
            self._layout = text
        else:
            spans = (Span(text, bold=bold),) if isinstance(text, str) else text
            self._layout = analyse(spans, language, right_to_left=self._rtl)
        self._size = size
        self._color = color
        self._align = align
        self._range = slice(0, None)
        self._painted = False
        self._broken: tuple[float, list[Line]] | None = None
        self._height: tuple[float, float] | None = None

    @property
    def narrowest(self) -> float:
        """Width of its widest word in points."""
        return self._layout.widest * self._size / 1000

    @property
    def breadth(self) -> float:
        """Width of the whole text on one line in points."""
        line = Line(self._layout.atoms, last=True)
        return line.width * self._size / 1000

    def height(self, width: float) -> float:
        """Return the height of its lines."""
        if self._height is None or self._height[0] != width:
            self._height = width, sum(self._leading(line) for line in self._lines(width))
        return self._height[1]

    def first_baseline(self, width: float) -> float | None:
        """Return the distance from its top to the base line of the first line."""
        lines = self._lines(width)
        return self._baseline(lines[0]) if lines else None

    def divide(self, width: float, space: float) -> tuple[Block, Block] | None:
        """Cut between two lines; never leaves a single line on either page."""
        lines = self._lines(width)
        first = 0
        for line in lines:
            space -= self._leading(line)
            if space < 0:
                break
            first += 1
        first = min(first, len(lines) - _FEWEST_LINES)
        if first < _FEWEST_LINES:
            return None
        cut = self._range.start + first
        return self._part(slice(self._range.start, cut)), self._part(slice(cut, self._range.stop))

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw its lines; drawn a second time (repeated headers) they are an artifact."""
        scale = self._size / 1000
        with canvas.marked(None if self._painted else self.element):
            for line in self._lines(width):
                free = width - line.width * scale
                canvas.draw_line(
                    self._layout,
                    line,
                    x + free * self._share_left(),
                    top - self._baseline(line),
                    size=self._size,
                    color=self._color,
                )
                top -= self._leading(line)
        self._painted = True

    def _leading(self, line: Line) -> float:
        return leading_factor(line.ascent, line.descent) * self._size

    def _baseline(self, line: Line) -> float:
        """Return the distance from the top of a line to its base line."""
        return (self._leading(line) + (line.ascent + line.descent) * self._size) / 2

    def _share_left(self) -> float:
        """Return how much of the free width stands to the left of a line."""
        fixed = {"left": 0.0, "center": 0.5, "right": 1.0}
        found = fixed.get(self._align)
        return float((self._align == "end") != self._rtl) if found is None else found

    def _lines(self, width: float) -> list[Line]:
        if self._broken is None or self._broken[0] != width:
            self._broken = width, self._layout.lines(width * 1000 / self._size)
        return self._broken[1][self._range]

    def _part(self, lines: slice) -> Paragraph:
        part = object.__new__(Paragraph)
        part.__dict__.update(self.__dict__)
        part._range = lines
        part._height = None
        return part
