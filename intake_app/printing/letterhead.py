"""The head of every page: sender, stamps, and the number with its code.

Whole on the first page; the following pages name the sender in one line, unless a code
needs its room there too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Figure
from intake_app.printing.layout import insert, unbroken
from intake_app.printing.paragraph import Paragraph
from intake_app.printing.shapes import QR_SIZE, qr_code
from intake_app.printing.stamps import Stamps
from intake_app.printing.typography import (
    LINE,
    MARGIN,
    MM,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SMALL,
    TEXT_WIDTH,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from intake_app.domain.office import Office
    from intake_app.printing.canvas import TaggedCanvas

_TOP: Final = 11 * MM
_BELOW: Final = 5 * MM
# The quiet zone of the code may reach into the margin; its dark modules keep 8 mm away.
_CODE_TOP: Final = 5 * MM
_QUIET: Final = 3 * MM
_CODE_BELOW: Final = 3 * MM
_GAP: Final = 4 * MM


class Letterhead:
    """Draws the head of the pages of one document.

    Args:
        office: The sender.
        address: Its street and town in one line.
        number: Number of the document.
        stamps: What is stamped on every page.
        code: Gives the content of a page's code, None for pages without one.
    """

    def __init__(
        self,
        office: Office,
        address: str,
        number: str,
        stamps: Iterable[str],
        code: Callable[[int, int], str] | None,
    ) -> None:
        self._code = code
        self._number = Paragraph(insert(number), None, size=12, bold=True)
        self._sender = list(_sender(office, address))
        self._stamps = Stamps(stamps)

    def body_top(self, *, first: bool) -> float:
        """Return how far below the edge of the paper the text begins."""
        if self._code:
            return _CODE_TOP + QR_SIZE + _CODE_BELOW
        return _TOP + max(self._sender_height(first=first), self._stamps.height) + _BELOW

    def paint(self, canvas: TaggedCanvas, page: tuple[int, int]) -> None:
        """Draw the head of a page."""
        if self._code:
            self._paint_with_code(canvas, self._code(*page))
            return
        first = page[0] == 1
        room = TEXT_WIDTH - (self._stamps.width + _GAP if self._stamps.width else 0)
        y = PAGE_HEIGHT - _TOP
        for line in self._sender if first else self._sender[:1]:
            line.paint(canvas, MARGIN, y, room)
            y -= line.height(room)
        self._stamps.paint(canvas, MARGIN + TEXT_WIDTH, PAGE_HEIGHT - _TOP)
        rule = PAGE_HEIGHT - self.body_top(first=first) + _BELOW - 4
        with canvas.marked(None):
            canvas.setStrokeColorRGB(*LINE)
            canvas.setLineWidth(0.6)
            canvas.line(MARGIN, rule, MARGIN + TEXT_WIDTH, rule)

    def _sender_height(self, *, first: bool) -> float:
        room = TEXT_WIDTH - (self._stamps.width + _GAP if self._stamps.width else 0)
        return sum(line.height(room) for line in (self._sender if first else self._sender[:1]))

    def _paint_with_code(self, canvas: TaggedCanvas, content: str) -> None:
        width = TEXT_WIDTH - QR_SIZE - _GAP
        y = PAGE_HEIGHT - _CODE_TOP - _QUIET
        for line in self._sender:
            line.paint(canvas, MARGIN, y, width)
            y -= line.height(width)
        # The stamps stand beside the number, where the sender does not reach.
        bottom = PAGE_HEIGHT - _CODE_TOP - QR_SIZE + _QUIET
        self._number.paint(canvas, MARGIN, bottom + self._number.height(width), width)
        self._stamps.paint(canvas, MARGIN + width, bottom + self._stamps.height)
        code = Figure((QR_SIZE, QR_SIZE), qr_code(content))
        left = PAGE_WIDTH - MARGIN - QR_SIZE + _QUIET
        code.paint(canvas, left, PAGE_HEIGHT - _CODE_TOP, QR_SIZE)


def _sender(office: Office, address: str) -> Iterable[Paragraph]:
    phone = f"Telefon {unbroken(office.phone)}" if office.phone else ""
    lines = (
        (office.name, SMALL + 1, True),
        (office.carrier, SMALL, False),
        (" · ".join(part for part in (address, phone) if part), SMALL, False),
    )
    for text, size, bold in lines:
        if text:
            yield Paragraph(text, None, size=size, bold=bold, color=MUTED)
