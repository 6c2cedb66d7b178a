"""Drawn signs: check boxes, arrows, machine-readable codes, pen strokes.

They are vectors, not letters: sharp on every printer, and no shipped font has arrows.
All painters draw into (0, 0)–(width, height).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno

from intake_app.printing.typography import ACCENT, FRAME, INK, MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.pathobject import PDFPathObject

    from intake_app.printing.block import Painter
    from intake_app.printing.canvas import TaggedCanvas
    from intake_app.printing.typography import Color

QR_SIZE = 27 * MM
"""Edge of a code with its quiet zone: 33 modules of 0.8 mm survive folding and stamping."""

_QUIET_ZONE = 4
# Trying all eight masks takes longer than drawing the page, and readers take any of them.
_MASK = 4
_PEN_BLUE = (0.05, 0.1, 0.45)
_POINTS_PER_MM = MM


def check_box(*, checked: bool = False) -> Painter:
    """Return a painter of a box to tick, with a cross when it is ticked already."""

    def paint(canvas: TaggedCanvas, width: float, height: float) -> None:
        edge = min(width, height)
        canvas.setLineWidth(0.9)
        canvas.setStrokeColorRGB(*INK)
        canvas.rect(0.45, 0.45, edge - 0.9, edge - 0.9, stroke=1, fill=0)
        if checked:
            inset = edge * 0.22
            canvas.setLineWidth(1.5)
            canvas.setLineCap(1)
            canvas.line(inset, inset, edge - inset, edge - inset)
            canvas.line(inset, edge - inset, edge - inset, inset)

    return paint


def arrow(*, to_right: bool, both: bool = False, color: Color = ACCENT) -> Painter:
    """Return a painter of an arrow across the width; `both` gives it two heads."""

    def paint(canvas: TaggedCanvas, width: float, height: float) -> None:
        middle = height / 2
        head = height * 0.6
        canvas.setStrokeColorRGB(*color)
        canvas.setFillColorRGB(*color)
        canvas.setLineWidth(1.3)
        canvas.setLineCap(0)
        left, right = 0.0, width
        starts = left + (head if both or not to_right else 0)
        ends = right - (head if both or to_right else 0)
        canvas.line(starts, middle, ends, middle)
        path = canvas.beginPath()
        if both or to_right:
            _head(path, right, middle, -head)
        if both or not to_right:
            _head(path, left, middle, head)
        canvas.drawPath(path, stroke=0, fill=1)

    return paint


def _head(path: PDFPathObject, tip: float, middle: float, length: float) -> None:
    half = abs(length) * 0.62
    path.moveTo(tip, middle)
    path.lineTo(tip + length, middle + half)
    path.lineTo(tip + length, middle - half)
    path.close()


def qr_code(content: str) -> Painter:
    """Return a painter of a QR code with the highest error correction and a quiet zone."""
    code = segno.make(content, error="h", micro=False, boost_error=False, mask=_MASK)
    rows = [list(row) for row in code.matrix_iter(border=_QUIET_ZONE)]

    def paint(canvas: TaggedCanvas, width: float, height: float) -> None:
        module = min(width, height) / len(rows)
        dark = (
            f"{start * module:.3f} {height - number * module:.3f} "
            f"{length * module:.3f} {module:.3f} re"
            for number, row in enumerate(rows, start=1)
            for start, length in _dark_stretches(row)
        )
        canvas.setFillColorRGB(0, 0, 0)
        canvas.addLiteral(" ".join(dark) + " f")

    return paint


def _dark_stretches(row: Sequence[int]) -> list[tuple[int, int]]:
    """Return (start, length) of the dark modules; one rectangle leaves no hairlines."""
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and row[end]:
            end += 1
        if end > start:
            found.append((start, end - start))
        start = end + 1
    return found


def pen_strokes(strokes: Sequence[Sequence[tuple[float, float]]]) -> Painter:
    """Return a painter of a signature given as strokes in millimetres, y upwards.

    It is scaled down when it is larger than its field, never up.
    """
    points = [point for stroke in strokes for point in stroke]

    def paint(canvas: TaggedCanvas, width: float, height: float) -> None:
        if not points:
            return
        left = min(x for x, _ in points)
        bottom = min(y for _, y in points)
        across = (max(x for x, _ in points) - left) * _POINTS_PER_MM
        upright = (max(y for _, y in points) - bottom) * _POINTS_PER_MM
        scale = _POINTS_PER_MM * min(
            1.0, width / across if across else 1.0, height / upright if upright else 1.0
        )
        canvas.setStrokeColorRGB(*_PEN_BLUE)
        canvas.setLineWidth(1.3)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        for stroke in strokes:
            for number, (x, y) in enumerate(stroke):
                place = ((x - left) * scale, (y - bottom) * scale)
                (path.lineTo if number else path.moveTo)(*place)
        canvas.drawPath(path, stroke=1, fill=0)

    return paint


def empty_field(*, dotted: bool = False) -> Painter:
    """Return a painter of an empty field for a stamp or handwriting."""

    def paint(canvas: TaggedCanvas, width: float, height: float) -> None:
        canvas.setStrokeColorRGB(*FRAME)
        canvas.setLineWidth(0.7)
        if dotted:
            canvas.setDash(2, 2)
        canvas.roundRect(0.35, 0.35, width - 0.7, height - 0.7, 3, stroke=1, fill=0)

    return paint
