"""Where people sign: lines, labels, strokes of a pad."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Block, Figure, Gap, Stack
from intake_app.printing.blocks import FINE_PRINT, TIGHT, Writer
from intake_app.printing.grid import Columns
from intake_app.printing.layout import insert
from intake_app.printing.shapes import pen_strokes
from intake_app.printing.typography import COLUMN, FRAME, GUTTER, INK, MM, TEXT_WIDTH

if TYPE_CHECKING:
    from intake_app.printing.canvas import TaggedCanvas
    from intake_app.printing.wording import Bilingual

Strokes = tuple[tuple[tuple[float, float], ...], ...]

SIGNING_ROOM: Final = 13 * MM
"""Height that a hand needs to sign."""

_GAP: Final = 5 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningField:
    """One line to write on.

    Attributes:
        label: Words below it.
        share: Share of the width.
        written: Text that stands on it already, "" for pen.
        strokes: Signature that was made on a pad, in millimetres.
    """

    label: Bilingual
    share: float = 1.0
    written: str = ""
    strokes: Strokes = field(default=())


def signing_line(writer: Writer, *fields: SigningField, room: float = SIGNING_ROOM) -> Block:
    """Return fields side by side, with room above the line for a signature.

    Beside a draft translation they stand in the German column alone: what is signed is the
    German text, the other column only says what the lines are for.
    """
    block: Block
    if writer.is_large:
        block = _large(writer, fields, room)
    elif writer.bilingual and writer.reading_aid:
        german = _row(writer, fields, (COLUMN, room), translated=False)
        labels = " · ".join(entry.label.other for entry in fields)
        note = Stack([Gap(room + 2), writer.foreign(labels, FINE_PRINT)])
        block = Columns([german, Gap(0), note], [COLUMN, GUTTER, COLUMN], whole=True)
    else:
        margin = 0 if writer.bilingual else GUTTER
        row = _row(writer, fields, (TEXT_WIDTH - margin, room), translated=True)
        block = Columns([Gap(0), row], [margin, TEXT_WIDTH - margin], whole=True)
    block.after = 8
    return block


def _large(writer: Writer, fields: tuple[SigningField, ...], room: float) -> Block:
    """Return the fields over the full width; German alone labels what a draft only explains."""
    width = TEXT_WIDTH - GUTTER
    aid = writer.bilingual and writer.reading_aid
    blocks: list[Block] = [_row(writer, fields, (width, room), translated=not aid)]
    if aid:
        labels = " · ".join(entry.label.other for entry in fields)
        blocks += [Gap(2), writer.foreign(labels, FINE_PRINT)]
    return Columns([Gap(0), Stack(blocks)], [GUTTER, width], whole=True)


def _row(
    writer: Writer,
    fields: tuple[SigningField, ...],
    area: tuple[float, float],
    *,
    translated: bool,
) -> Columns:
    width, room = area
    free = width - _GAP * (len(fields) - 1)
    total = sum(entry.share for entry in fields)
    widths = [free * entry.share / total for entry in fields]
    cells = [
        _field(writer, entry, (wide, room), translated=translated)
        for entry, wide in zip(fields, widths, strict=True)
    ]
    return Columns(cells, widths, gap=_GAP, whole=True)


def _field(
    writer: Writer, entry: SigningField, area: tuple[float, float], *, translated: bool
) -> Block:
    width, room = area
    above: Block
    if entry.strokes:
        figure = writer.root.add("Figure", alternative=entry.label.german)
        size = (min(60 * MM, width), room - 2)
        above = Stack([Figure(size, pen_strokes(entry.strokes), element=figure), Gap(2)])
    elif entry.written:
        text = writer.german(insert(entry.written), TIGHT)
        above = Stack([Gap(max(0, room - text.height(width) - 2)), text, Gap(2)])
    else:
        above = Gap(room)
    label = writer.german(entry.label.german, FINE_PRINT)
    below: list[Block] = [label]
    if translated and entry.label.other:
        below.append(writer.foreign(entry.label.other, FINE_PRINT))
    for block in below:
        block.after = 0
    return Stack([above, _PenLine(), Gap(2), *below])


class _PenLine(Block):
    def height(self, width: float) -> float:
        del width
        return 0.8

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        with canvas.marked(None):
            canvas.setStrokeColorRGB(*INK)
            canvas.setLineWidth(0.7)
            canvas.line(x, top, x + width, top)


class Blank(Block):
    """An empty line to fill in by hand, as high as a line of handwriting."""

    def __init__(self, room: float = 8 * MM) -> None:
        self._room = room

    def height(self, width: float) -> float:
        """Return the height of the line."""
        del width
        return self._room

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the line at its foot."""
        with canvas.marked(None):
            canvas.setStrokeColorRGB(*FRAME)
            canvas.setLineWidth(0.5)
            canvas.line(x, top - self._room, x + width, top - self._room)
