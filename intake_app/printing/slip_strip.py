"""One tear-off strip: a third of a page, from edge to edge."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Block
from intake_app.printing.typography import FRAME, MM, PAGE_HEIGHT

if TYPE_CHECKING:
    from intake_app.printing.canvas import TaggedCanvas

STRIP_HEIGHT: Final = PAGE_HEIGHT / 3
_SIDE: Final = 12 * MM
_TOP: Final = 5 * MM
_BOTTOM: Final = 5 * MM


class Strip(Block):
    """A strip; one with unusually much to say takes two thirds of a page.

    Args:
        body: What it says.
        foot: Small print at its foot.
        cut: Words on the cutting line below it.
    """

    def __init__(self, body: Block, foot: Block, cut: Block) -> None:
        self._body = body
        self._foot = foot
        self._cut = cut

    def height(self, width: float) -> float:
        """Return a third of a page, or as many thirds as it needs."""
        inner = width - 2 * _SIDE
        needed = self._body.height(inner) + self._foot.height(inner) + _TOP + _BOTTOM + 2
        # A hair less than a third, so that three strips fit on a page in floating point.
        return math.ceil(needed / STRIP_HEIGHT) * STRIP_HEIGHT - 0.01

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the strip and the line to cut along."""
        inner = width - 2 * _SIDE
        bottom = top - self.height(width)
        self._body.paint(canvas, x + _SIDE, top - _TOP, inner)
        self._foot.paint(canvas, x + _SIDE, bottom + _BOTTOM + self._foot.height(inner), inner)
        if bottom > MM:
            with canvas.marked(None), canvas.kept_state():
                canvas.setStrokeColorRGB(*FRAME)
                canvas.setLineWidth(0.6)
                canvas.setDash(3, 3)
                canvas.line(x, bottom, x + width, bottom)
            self._cut.paint(canvas, x + _SIDE, bottom + self._cut.height(inner) + 1, inner)
