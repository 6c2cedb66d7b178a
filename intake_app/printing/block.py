"""What a page is made of: blocks that know their height, can be cut, and paint themselves.

Blocks are measured once for a width before anything is drawn, so the number of pages is
known when the first footer is written.  Coordinates are PDF's: y grows upwards; a block is
painted from its top left corner down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.printing.typography import PAGE_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.printing.canvas import TaggedCanvas
    from intake_app.printing.tags import Element
    from intake_app.printing.typography import Color

    Painter = Callable[[TaggedCanvas, float, float], None]


_TALLEST: Final = 0.55 * PAGE_HEIGHT
"""Blocks that stay whole are cut beyond this: they would leave half a page empty, or not fit."""


_SHORT: Final = 100.0
"""Stacks up to this height are not cut: a few lines stay with their translation."""

_CLOSE: Final = 3.0
"""Space between a text and its translation below."""


class Block:
    """Base of all blocks.

    Attributes:
        before: Space wanted above; `after` below; the larger of two neighbours counts.
        keep_with_next: Never the last block of a page, not even in part (headings, what is
            signed below).
        element: Where its content hangs in the structure tree; None for an artifact.
    """

    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    element: Element | None = None

    @property
    def narrowest(self) -> float:
        """Width in points below which a word would be cut; 0 where there are none."""
        return 0.0

    def height(self, width: float) -> float:
        """Return the height at a width."""
        raise NotImplementedError

    def divide(self, width: float, space: float) -> tuple[Block, Block] | None:
        """Cut the block so that the first part fits into `space`; None when it cannot."""
        del width, space
        return None

    def first_baseline(self, width: float) -> float | None:
        """Return the distance from the top to the first base line, None without text."""
        del width
        return None

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the block below `top`."""
        raise NotImplementedError


class Gap(Block):
    """Empty space."""

    def __init__(self, size: float) -> None:
        self._size = size

    def height(self, width: float) -> float:
        """Return the size of the gap."""
        del width
        return self._size

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw nothing."""


class Figure(Block):
    """Something drawn: a code, a pictogram, signature strokes.

    Args:
        width: Width of the figure, `height` its height.
        painter: Draws it; called with the lower left corner as the origin.
        element: Its Figure element; None when it only decorates.
        align: "left", "center" or "right" in the width it gets.
    """

    def __init__(
        self,
        size: tuple[float, float],
        painter: Painter,
        *,
        element: Element | None = None,
        align: str = "left",
    ) -> None:
        self._width, self._height = size
        self._painter = painter
        self.element = element
        self._align = align

    def height(self, width: float) -> float:
        """Return its height, whatever the width."""
        del width
        return self._height

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it in its own coordinates."""
        free = {"left": 0.0, "center": 0.5, "right": 1.0}[self._align] * (width - self._width)
        left, bottom = x + free, top - self._height
        with canvas.marked(self.element), canvas.kept_state():
            canvas.translate(left, bottom)
            self._painter(canvas, self._width, self._height)
        if self.element is not None:
            self.element.box = (left, bottom, left + self._width, bottom + self._height)


class Late(Block):
    """A block that says how many pages there are, which is known only when all are broken.

    Args:
        make: Makes the block for a number of pages.
    """

    def __init__(self, make: Callable[[int], Block]) -> None:
        self._make = make
        self._block = make(1)
        self.before, self.after = self._block.before, self._block.after

    def settle(self, pages: int) -> None:
        """Make the block anew for the true number of pages."""
        self._block = self._make(pages)

    def height(self, width: float) -> float:
        """Return the height of the block."""
        return self._block.height(width)

    def first_baseline(self, width: float) -> float | None:
        """Return that of the block."""
        return self._block.first_baseline(width)

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the block."""
        self._block.paint(canvas, x, top, width)


class Rule(Block):
    """A thin line across the width."""

    def __init__(self, color: Color, thickness: float = 0.6) -> None:
        self._color = color
        self._thickness = thickness

    def height(self, width: float) -> float:
        """Return the thickness."""
        del width
        return self._thickness

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the line."""
        with canvas.marked(None):
            canvas.setStrokeColorRGB(*self._color)
            canvas.setLineWidth(self._thickness)
            canvas.line(x, top, x + width, top)


class Stack(Block):
    """Blocks one below the other.

    Args:
        blocks: The blocks.
        whole: Do not cut, unless it is nearly as tall as a page.
    """

    def __init__(self, blocks: Sequence[Block], *, whole: bool = False) -> None:
        self.blocks = list(blocks)
        self._whole = whole
        self.before = self.blocks[0].before if self.blocks else 0.0
        self.after = self.blocks[-1].after if self.blocks else 0.0
        self.keep_with_next = bool(self.blocks) and self.blocks[-1].keep_with_next

    @property
    def narrowest(self) -> float:
        """Return that of its widest block."""
        return max((block.narrowest for block in self.blocks), default=0.0)

    def height(self, width: float) -> float:
        """Return the sum of heights and the spaces between."""
        return sum(
            gap_between(above, block) + block.height(width)
            for above, block in zip([None, *self.blocks], self.blocks, strict=False)
        )

    def divide(self, width: float, space: float) -> tuple[Block, Block] | None:
        """Cut between two blocks, or inside the first that does not fit."""
        if self.height(width) <= (_TALLEST if self._whole else _SHORT):
            return None
        fitting, rest = fit(self.blocks, width, space)
        if self._whole and len(rest) == 1 and len(fitting) > 1:
            # The line to sign on is not left alone: what is signed stands above it.
            rest.insert(0, fitting.pop())
        if not fitting or not rest:
            return None
        return Stack(fitting), Stack(rest, whole=self._whole)

    def first_baseline(self, width: float) -> float | None:
        """Return that of the first block."""
        return self.blocks[0].first_baseline(width) if self.blocks else None

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw all blocks."""
        above: Block | None = None
        for block in self.blocks:
            top -= gap_between(above, block)
            block.paint(canvas, x, top, width)
            top -= block.height(width)
            above = block


def one_below(german: Block, other: Block | None, *, whole: bool = False) -> Block:
    """Set a text and its translation one below the other, close to each other."""
    if other is None:
        return german
    german.after = min(german.after, _CLOSE)
    return Stack([german, other], whole=whole)


def gap_between(above: Block | None, block: Block) -> float:
    """Return the space between two blocks; none at the top."""
    return max(above.after, block.before) if above is not None else 0.0


def fit(blocks: Sequence[Block], width: float, space: float) -> tuple[list[Block], list[Block]]:
    """Return the blocks that fit into `space`, and the rest; a block may be cut in two."""
    fitting: list[Block] = []
    for index, block in enumerate(blocks):
        gap = gap_between(fitting[-1] if fitting else None, block)
        height = block.height(width)
        if gap + height <= space + 0.01:
            fitting.append(block)
            space -= gap + height
            continue
        rest = list(blocks[index:])
        # What keeps with the next block would leave its first part behind.
        parts = None if fitting and block.keep_with_next else block.divide(width, space - gap)
        if parts:
            fitting.append(parts[0])
            rest[0] = parts[1]
        else:
            while fitting and fitting[-1].keep_with_next:
                rest.insert(0, fitting.pop())
        return fitting, rest
    return fitting, []
