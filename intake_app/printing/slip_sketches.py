"""Sketches of the ways on a routing slip: for who finds a place by a picture, not an address."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from reportlab.lib.utils import ImageReader

from intake_app.printing.block import Figure, Gap, Stack
from intake_app.printing.blocks import Style, Writer
from intake_app.printing.grid import Columns
from intake_app.printing.layout import Span, insert
from intake_app.printing.typography import ACCENT, LINE, MM, SMALL, TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.printing.block import Block, Painter
    from intake_app.printing.canvas import TaggedCanvas
    from intake_app.printing.slip_data import SlipStation
    from intake_app.printing.tags import Element

_BESIDE: Final = 3
_BETWEEN: Final = 5 * MM
_WIDTH: Final = (TEXT_WIDTH - (_BESIDE - 1) * _BETWEEN) / _BESIDE
_HEIGHT: Final = _WIDTH * 3 / 4
_INSET: Final = MM
_CAPTION: Final = Style(size=SMALL, bold=True, after=0)
_LARGER: Final = 1.25


def ways(writer: Writer, stations: Sequence[SlipStation]) -> list[Block]:
    """Return the sketches of the stations that have one, three beside one another.

    An office that is visited twice is drawn once.  Nothing is returned when no station has a
    sketch, so that no page says what it does not show.
    """
    seen: dict[bytes, list[SlipStation]] = {}
    for station in stations:
        if station.sketch:
            seen.setdefault(station.sketch, []).append(station)
    if not seen:
        return []
    heading = writer.section(writer.say("L-T06.title"), "place")
    boxes = [_captioned(writer, same_place) for same_place in seen.values()]
    rows = [boxes[start : start + _BESIDE] for start in range(0, len(boxes), _BESIDE)]
    return [heading, *(_row(row) for row in rows)]


def large_way(writer: Writer, station: SlipStation, within: Element) -> list[Block]:
    """Return the sketch of one station in large print, nothing when it has none."""
    if not station.sketch:
        return []
    return [Gap(4), sketch(writer, station, within, scale=_LARGER)]


def sketch(writer: Writer, station: SlipStation, within: Element, *, scale: float = 1.0) -> Figure:
    """Return the sketch of the way to a station, in its box."""
    words = writer.say("label.sketch", office=station.name).german
    element = within.add("Figure", alternative=words)
    return Figure((scale * _WIDTH, scale * _HEIGHT), _boxed(station.sketch), element=element)


def _captioned(writer: Writer, stations: Sequence[SlipStation]) -> Block:
    part = writer.root.add("Sect")
    box = sketch(writer, stations[0], part)
    numbers = ", ".join(str(station.seq) for station in stations)
    caption = (
        Span(f"{numbers}\u2002", color=ACCENT, bold=True),
        Span(insert(stations[0].name), bold=True),
    )
    return Stack([box, Gap(2), writer.german(caption, _CAPTION, within=part)])


def _row(boxes: Sequence[Block]) -> Block:
    row = Columns(boxes, [_WIDTH] * len(boxes), gap=_BETWEEN, whole=True)
    row.after = 8
    return row


def _boxed(picture: bytes) -> Painter:
    """Return a painter of a picture in the middle of a thin frame, as large as it fits."""

    def paint(canvas: TaggedCanvas, width: float, height: float) -> None:
        reader = ImageReader(BytesIO(picture))
        across, upright = reader.getSize()
        scale = min((width - 2 * _INSET) / across, (height - 2 * _INSET) / upright)
        wide, high = scale * across, scale * upright
        canvas.drawImage(reader, (width - wide) / 2, (height - high) / 2, wide, high)
        canvas.setStrokeColorRGB(*LINE)
        canvas.setLineWidth(0.6)
        canvas.rect(0.3, 0.3, width - 0.6, height - 0.6, stroke=1, fill=0)

    return paint
