"""Drawn signs beside text: pictograms and boxes, at the height of the first line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Block, Figure, Gap
from intake_app.printing.grid import Columns
from intake_app.printing.pictograms import pictogram
from intake_app.printing.typography import MM

if TYPE_CHECKING:
    from intake_app.printing.canvas import TaggedCanvas
    from intake_app.printing.tags import Element

_ICON: Final = 7.5 * MM
_BESIDE: Final = 0.35
SMALL_SIGN: Final = 1.3
"""Edge of a small sign for letters of size 1: no taller than a line."""
SIGN_ROOM: Final = SMALL_SIGN * (1 + _BESIDE)
"""Width that a small sign takes from its line, for letters of size 1."""


class Sign(Block):
    """A drawn sign beside text.

    Args:
        figure: The sign.
        drop: How far its top lies above the base line of the text.
    """

    def __init__(self, figure: Figure, *, drop: float) -> None:
        self._figure = figure
        self._drop = drop

    def height(self, width: float) -> float:
        """Return the height of the sign."""
        return self._figure.height(width)

    def first_baseline(self, width: float) -> float | None:
        """Return the distance from its top to the base line beside it."""
        del width
        return self._drop

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the sign."""
        self._figure.paint(canvas, x, top, width)


def icon_block(name: str) -> Block:
    """Return a pictogram beside text; it only decorates, so it is an artifact."""
    if not name:
        return Gap(0)
    return Sign(Figure((_ICON, _ICON), pictogram(name), align="center"), drop=0.62 * _ICON)


def small_sign(name: str, size: float, element: Element, alternative: str) -> Sign:
    """Return a small pictogram on a line of text, with its words for whoever hears the page.

    Args:
        name: Name of the pictogram.
        size: Of the letters beside it.
        element: What it belongs to, as the cell of a table.
        alternative: What it stands for, in the language of the line.
    """
    edge = SMALL_SIGN * size
    figure = element.add("Figure", alternative=alternative)
    return on_line(Figure((edge, edge), pictogram(name), element=figure), size)


def with_sign(sign: Sign, block: Block, width: float, *, right_to_left: bool = False) -> Block:
    """Set a small sign before a block that is as wide as `width` together with it."""
    edge = sign.height(width)
    gap = _BESIDE * edge
    widths = [edge, width - edge - gap]
    return Columns([sign, block], widths, gap=gap, right_to_left=right_to_left, whole=True)


def on_line(figure: Figure, size: float) -> Sign:
    """Return a sign at the middle height of the letters of a line."""
    return Sign(figure, drop=figure.height(0) / 2 + 0.36 * size)
