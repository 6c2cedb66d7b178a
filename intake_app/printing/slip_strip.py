"""One tear-off strip of a routing slip: a third of a page, from edge to edge."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.numbers import format_slip_number, slip_code
from intake_app.domain.slip import MarkKind
from intake_app.printing.block import Block, Figure, Gap, Stack
from intake_app.printing.blocks import FINE_PRINT, Style, Writer
from intake_app.printing.grid import Columns
from intake_app.printing.layout import Span, insert
from intake_app.printing.page import stamp_ids
from intake_app.printing.pictograms import pictogram
from intake_app.printing.shapes import QR_SIZE, empty_field, qr_code
from intake_app.printing.signs import SMALL_SIGN, on_line, small_sign, with_sign
from intake_app.printing.slip_data import (
    appointment,
    entries,
    found,
    purposes,
    sign_of,
    whereabouts,
)
from intake_app.printing.typography import (
    FINE,
    FRAME,
    MM,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    WARN,
)
from intake_app.printing.wording import Bilingual, same

if TYPE_CHECKING:
    from intake_app.printing.canvas import TaggedCanvas
    from intake_app.printing.page import Imprint
    from intake_app.printing.slip_data import Slip, SlipStation

STRIPS_PER_PAGE: Final = 3
STRIP_HEIGHT: Final = PAGE_HEIGHT / STRIPS_PER_PAGE
STAMP_FIELD: Final = (46 * MM, 30 * MM)
"""Room for the stamp of an office."""

_SIDE: Final = 12 * MM
_TOP: Final = 4 * MM
_BOTTOM: Final = 5 * MM
_BETWEEN: Final = 5 * MM
_RIGHT: Final = STAMP_FIELD[0]
_LEFT: Final = PAGE_WIDTH - 2 * _SIDE - _BETWEEN - _RIGHT
_LABEL: Final = 27 * MM
_GAP: Final = 2.5 * MM
_SECOND: Final = (_LEFT - _LABEL - 2 * _GAP) / 2
_SIGN: Final = 11 * MM
_MARKS: Final = 3
_SIGNS: Final = {"label.appointment": "calendar", "label.bring": "bag"}
"""Facts that a small pictogram tells apart for whoever does not read."""

_NUMBER: Final = Style(bold=True, after=0)
_FINE: Final = Style(size=FINE, color=MUTED, after=0)


@dataclass(frozen=True, slots=True)
class _Look:
    """How large a strip is set; it shrinks until it fits into a third of a page."""

    size: float

    @property
    def text(self) -> Style:
        return Style(size=self.size, after=0)

    @property
    def strong(self) -> Style:
        return Style(size=self.size, bold=True, after=1)

    @property
    def small(self) -> Style:
        return Style(size=max(FINE, self.size - 0.5), color=MUTED, after=0)

    @property
    def name(self) -> Style:
        return Style(size=self.size + 3, bold=True, after=0)


_LOOKS: Final = (_Look(9.5), _Look(9), _Look(8.5), _Look(8))


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


def strip(writer: Writer, data: Slip, station: SlipStation, imprint: Imprint) -> Strip:
    """Return the strip of a station, as large as a third of a page allows."""
    made = [_Writer(writer, data, look).strip(station, imprint) for look in _LOOKS[:1]]
    for look in _LOOKS[1:]:
        if made[-1].height(PAGE_WIDTH) <= STRIP_HEIGHT:
            return made[-1]
        made.append(_Writer(writer, data, look).strip(station, imprint))
    # When even the smallest letters need more than a third there is room for large ones.
    return made[-1] if made[-1].height(PAGE_WIDTH) <= STRIP_HEIGHT else made[0]


class _Writer:
    def __init__(self, writer: Writer, data: Slip, look: _Look) -> None:
        self._writer = writer
        self._data = data
        self._look = look
        self._section = writer.root.add("Sect")

    def strip(self, station: SlipStation, imprint: Imprint) -> Strip:
        left = Stack([self._head(station), Gap(3), *self._facts(station), Gap(3), self._marks()])
        body = Columns([left, self._right(station)], [_LEFT, _RIGHT], gap=_BETWEEN, whole=True)
        foot = self._foot(imprint)
        # At the right, so that it does not push the small print up.
        cut = self._german(f"✂\u2002{self._say('L-S03')}", FINE_PRINT, align="right")
        return Strip(body, foot, cut)

    def _head(self, station: SlipStation) -> Block:
        title = self._say("label.station", number=str(station.seq))
        who = f"  ·  {insert(self._data.name)}" if self._data.name else ""
        words: list[Block] = [
            self._german((Span(title), Span(who, bold=True)), self._look.small),
            self._german(insert(station.name), self._look.name),
        ]
        details = whereabouts(self._writer, station)
        if details:
            words.append(self._german(details, self._look.small))
        kind = self._writer.entry("stations", station.code).german
        element = self._section.add("Figure", alternative=kind)
        sign = Figure((_SIGN, _SIGN), pictogram(sign_of(station)), element=element)
        indent = _SIGN + 3 * MM
        return Columns([Stack([Gap(2), sign]), Stack(words)], [indent, _LEFT - indent], whole=True)

    def _facts(self, station: SlipStation) -> list[Block]:
        writer = self._writer
        rows: list[tuple[str, Bilingual]] = [
            ("label.appointment", appointment(writer, station)),
            ("label.purpose", purposes(writer, station)),
        ]
        if station.bring:
            rows.append(("label.bring", entries(writer, "documents", station.bring)))
        if station.contact:
            rows.append(("label.contact", same(insert(station.contact))))
        if station.companion:
            rows.append(("label.companion", writer.entry("companions", station.companion)))
        return [self._fact(label, text) for label, text in rows]

    def _fact(self, label: str, text: Bilingual) -> Block:
        """Return one fact; the second language stands beside the first, to keep strips low."""
        row = self._section.add("P")
        said = self._writer.german(self._say(label), self._look.small, tag="Span", within=row)
        # A long label takes its room from the answer behind it.
        room = SMALL_SIGN * self._look.size * 1.35
        name = max(_LABEL, said.breadth + 1 + (room if label in _SIGNS else 0))
        words: Block = said
        if label in _SIGNS:
            sign = small_sign(_SIGNS[label], self._look.size, row, self._say(label))
            words = with_sign(sign, said, name)
        rest = _LEFT - name - _GAP
        german = self._writer.german(text.german, self._look.text, tag="Span", within=row)
        cells: list[Block] = [words, german]
        widths = [name, rest]
        if self._writer.bilingual and text.other != text.german:
            other = self._writer.foreign(text.other, self._look.text, tag="Span", within=row)
            second = _SECOND
            if german.breadth > rest - _GAP - second:
                # Whoever says less leaves the room to the other.
                second = min(second, other.breadth + 1)
            cells.append(other)
            widths = [name, rest - _GAP - second, second]
        fact = Columns(cells, widths, gap=_GAP, whole=True)
        fact.after = 1
        return fact

    def _marks(self) -> Block:
        """Return the five boxes and the date; in German, because the office fills them in."""
        title = self._german(self._say("label.mark"), self._look.strong)
        boxes = [self._mark(kind) for kind in MarkKind]
        dated = self._german(f"{self._say('label.date')}:  ____ . ____ . 20____", self._look.text)
        half = _LEFT / 2
        halves = [Stack(boxes[:_MARKS]), Stack([*boxes[_MARKS:], dated])]
        return Stack([title, Columns(halves, [half, half], whole=True)])

    def _mark(self, kind: MarkKind) -> Block:
        row = self._section.add("P")
        text = self._say(f"label.mark.{kind.value}")
        room = " ______________" if text.endswith(":") else ""
        cells = [
            on_line(self._writer.box(within=row, align="left"), self._look.size),
            self._writer.german(text + room, self._look.text, tag="Span", within=row),
        ]
        line = Columns(cells, [16, _LEFT / 2 - 16], whole=True)
        line.after = 2
        return line

    def _right(self, station: SlipStation) -> Block:
        number = format_slip_number(self._data.number)
        code = self._section.add("Figure", alternative=f"Code {number}")
        painter = qr_code(slip_code(self._data.number, station.seq))
        words = insert(f"{number} · {station.seq:02d}")
        stamp = self._section.add("Figure", alternative=self._say("label.stamp"))
        return Stack(
            [
                Figure((QR_SIZE, QR_SIZE), painter, element=code, align="right"),
                self._german(words, _NUMBER, align="right"),
                Gap(3),
                Figure(STAMP_FIELD, empty_field(), element=stamp),
                self._german(self._say("label.stamp"), _FINE),
            ]
        )

    def _foot(self, imprint: Imprint) -> Block:
        stamps = [self._say(text_id) for text_id in stamp_ids(imprint)]
        warned = [Span(f"{text}.  ", bold=True, color=WARN) for text in stamps]
        where = found(self._writer, imprint).german
        return self._german((*warned, Span(f"{self._say('L-S01')} {where}")), _FINE)

    def _german(
        self, text: str | tuple[Span, ...], style: Style, *, align: str = "start"
    ) -> Block:
        return self._writer.german(text, style, within=self._section, align=align)

    def _say(self, text_id: str, **fields: str) -> str:
        return self._writer.say(text_id, **fields).german
