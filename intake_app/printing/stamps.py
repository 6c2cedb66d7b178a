"""Stamps: what a paper is (sample, practice), and what became of it (copy, withdrawn).

What a paper is, is part of its head.  What became of it is stamped into the left margin of
the finished file, so that the pages stay the very pages that were printed and signed.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Name

from intake_app.printing.canvas import TaggedCanvas
from intake_app.printing.finish import saved
from intake_app.printing.paragraph import Paragraph
from intake_app.printing.typography import MM, PAGE_HEIGHT, SMALL, WARN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ROW_GAP: Final = 3.0
_ROW_ROOM: Final = 84 * MM
_MARGIN_RIGHT: Final = 10.5 * MM
"""Right edge of the stamps in the margin; they end where the text of a strip begins."""


def stamped(pdf: bytes, labels: Sequence[str], *, times: int = 1) -> bytes:
    """Return the file with stamps in the left margin of every page.

    Args:
        pdf: A finished file.
        labels: What is stamped; nothing leaves the file as it is.
        times: How often on a page, for pages that are cut into strips.
    """
    if not labels:
        return pdf
    with (
        pikepdf.open(BytesIO(pdf)) as paper,
        pikepdf.open(BytesIO(_overlay(labels, times))) as over,
    ):
        form = paper.copy_foreign(over.pages[0].as_form_xobject())
        for page in paper.pages:
            page.add_resource(form, Name.XObject, Name.Stamps)
            page.contents_add(b"q /Stamps Do Q")
        return saved(paper)


def _overlay(labels: Sequence[str], times: int) -> bytes:
    """Return a page with nothing but the stamps, read from below."""
    canvas = TaggedCanvas()
    share = PAGE_HEIGHT / times
    for time in range(times):
        stamps = [_stamp(label) for label in labels]
        with canvas.kept_state():
            middle = (time + 0.5) * share
            canvas.translate(_MARGIN_RIGHT, middle - _row_width(stamps) / 2)
            canvas.rotate(90)
            x = 0.0
            for stamp in stamps:
                _paint_stamp(canvas, stamp, x, _stamp_height(stamp))
                x += _stamp_width(stamp) + _ROW_GAP
    canvas.showPage()
    return canvas.finished()


class Stamps:
    """Stamps in rows at the right, as many in a row as there is room for."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._rows: list[list[Paragraph]] = []
        for label in labels:
            stamp = _stamp(label)
            if self._rows and _row_width([*self._rows[-1], stamp]) <= _ROW_ROOM:
                self._rows[-1].append(stamp)
            else:
                self._rows.append([stamp])

    @property
    def width(self) -> float:
        """Width of the widest row, 0 without stamps."""
        return max((_row_width(row) for row in self._rows), default=0.0)

    @property
    def height(self) -> float:
        """Height of all rows."""
        gaps = _ROW_GAP * max(0, len(self._rows) - 1)
        return sum(_stamp_height(row[0]) for row in self._rows) + gaps

    def paint(self, canvas: TaggedCanvas, right: float, top: float) -> None:
        """Draw the rows below `top`, ending at `right`."""
        for row in self._rows:
            x = right
            for stamp in reversed(row):
                x -= _stamp_width(stamp)
                _paint_stamp(canvas, stamp, x, top)
                x -= _ROW_GAP
            top -= _stamp_height(row[0]) + _ROW_GAP


def _paint_stamp(canvas: TaggedCanvas, stamp: Paragraph, x: float, top: float) -> None:
    width, height = _stamp_width(stamp), _stamp_height(stamp)
    with canvas.marked(None):
        canvas.setStrokeColorRGB(*WARN)
        canvas.setLineWidth(1)
        canvas.roundRect(x, top - height, width, height, 3)
    stamp.paint(canvas, x, top - 2, width)


def _stamp_width(stamp: Paragraph) -> float:
    return stamp.breadth + 16


def _stamp_height(stamp: Paragraph) -> float:
    return stamp.height(_stamp_width(stamp)) + 4


def _row_width(row: Sequence[Paragraph]) -> float:
    return sum(_stamp_width(stamp) for stamp in row) + _ROW_GAP * (len(row) - 1)


def _stamp(label: str) -> Paragraph:
    return Paragraph(label, None, size=SMALL, bold=True, color=WARN, align="center")
