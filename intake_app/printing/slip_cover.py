"""The cover of a routing slip: the page that stays with the person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from intake_app.domain.numbers import format_slip_number
from intake_app.printing.block import Figure, Gap, Stack
from intake_app.printing.blocks import PLAIN_TABLE, SUBTITLE_STYLE, Style, Writer
from intake_app.printing.grid import Columns, Table, table_row
from intake_app.printing.layout import Span, insert
from intake_app.printing.pictograms import pictogram
from intake_app.printing.signs import small_sign, with_sign
from intake_app.printing.slip_data import (
    appointment,
    entries,
    purposes,
    sign_of,
    what_to_bring,
    whereabouts,
)
from intake_app.printing.slip_sketches import large_way
from intake_app.printing.typography import ACCENT, FINE, MM, MUTED, TEXT_WIDTH, scaled
from intake_app.printing.waiver import office_fields
from intake_app.printing.wording import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.printing.block import Block
    from intake_app.printing.page import Imprint
    from intake_app.printing.slip_data import Slip, SlipStation
    from intake_app.printing.tags import Element
    from intake_app.printing.wording import Bilingual

_PADDING: Final = 4.0
_WIDTHS: Final = (14 * MM, TEXT_WIDTH - 106 * MM, 54 * MM, 38 * MM)
_WHEN: Final = _WIDTHS[-1] - 2 * _PADDING
_LABEL: Final = 18 * MM
_BAG: Final = 7 * MM
_GERMAN_SHARE: Final = 0.475
"""Of a line in two languages; the German names of papers are short."""
_STEPS: Final = 5


@dataclass(frozen=True, slots=True)
class CoverLook:
    """How large the cover is set; it shrinks until it fits on one sheet.

    Attributes:
        size: Of running text.
        padding: Above and below the rows of the overview.
        flowing: The steps follow each other in one paragraph.
    """

    size: float
    padding: float
    flowing: bool = False

    @property
    def text(self) -> Style:
        """Running text."""
        return Style(size=self.size, after=self.size / 4)

    @property
    def cell(self) -> Style:
        """Cells of the overview."""
        return Style(size=self.size, after=0)

    @property
    def strong(self) -> Style:
        """Names of offices, numbers."""
        return Style(size=self.size, bold=True, after=0)

    @property
    def small(self) -> Style:
        """Addresses and the small print."""
        return Style(size=max(FINE, self.size - 1.5), color=MUTED, after=0)


LOOKS: Final = (
    CoverLook(10, 3.5),
    CoverLook(9.5, 2.5),
    CoverLook(9, 2),
    CoverLook(9.5, 2.5, flowing=True),
    CoverLook(9, 2, flowing=True),
    CoverLook(8.5, 1.5, flowing=True),
    CoverLook(8, 1, flowing=True),
)
"""From the easiest to read to the tightest."""

EASY_LOOKS: Final = LOOKS[:5]
"""Those with letters that are easy to read."""

LARGE: Final = CoverLook(10, 4)
"""In large print; letters grow by the scale of the writer."""


def write_cover(writer: Writer, data: Slip, imprint: Imprint, look: CoverLook) -> None:
    """Write the cover."""
    add = writer.draft.add
    add(*writer.title(writer.say("L-T01.title")))
    add(
        writer.pair(
            writer.say("L-T01"), look.text if look.flowing else SUBTITLE_STYLE, icon="keep"
        )
    )
    facts = [(writer.say("label.slip_number"), insert(format_slip_number(data.number)))]
    if data.name:
        facts.insert(0, (writer.say("label.name"), insert(data.name)))
    add(writer.facts(*facts))
    until = f"{data.valid_until:%d.%m.%Y}"
    issued = writer.say("label.issued", date=f"{data.issued_on:%d.%m.%Y}")
    valid = joined([issued, writer.say("label.until", date=until)], "\u00a0· ")
    add(writer.pair(valid, look.text, icon="calendar"))
    if writer.is_large:
        add(*(_large_station(writer, station, look) for station in data.stations))
    else:
        add(_overview(writer, data.stations, look), Gap(4))
    if data.next_talk:
        when: str | Bilingual = f"{data.next_talk:%d.%m.%Y}"
        if data.next_time:
            when = writer.say("label.appointment_at", date=when, time=data.next_time)
        text = writer.say("L-T05", date=when)
        add(writer.pair(text, Style(size=look.size + 0.5, bold=True, after=0)))
    add(writer.section(writer.say("L-T02.title"), "list"))
    add(*_steps(writer, {"date": until, **office_fields(imprint)}, look))
    small = joined([writer.say("L-T03"), writer.say("L-T04")], " ")
    add(Gap(3), writer.pair(small, look.small))


def _steps(writer: Writer, fields: dict[str, str], look: CoverLook) -> list[Block]:
    texts = [writer.say(f"L-T02.{number}", **fields) for number in range(1, _STEPS + 1)]
    german = [_numbered(number, text.german) for number, text in enumerate(texts, start=1)]
    other = [_numbered(number, text.other) for number, text in enumerate(texts, start=1)]
    if look.flowing:
        german, other = [_in_one(german)], [_in_one(other)]
    return [
        writer.sides(
            writer.german(left, look.text),
            writer.foreign(right, look.text) if writer.bilingual else None,
        )
        for left, right in zip(german, other, strict=True)
    ]


def _numbered(number: int, text: str) -> tuple[Span, ...]:
    return Span(f"{number}\u2002", bold=True, color=ACCENT), Span(text)


def _in_one(steps: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    spans = [span for step in steps for span in (*step, Span(" "))]
    return tuple(spans[:-1])


def _overview(writer: Writer, stations: Sequence[SlipStation], look: CoverLook) -> Block:
    shape = replace(PLAIN_TABLE, padding=(_PADDING, look.padding))
    table = writer.root.add("Table")
    head = table.add("TR")
    header: list[Block] = [writer.german("", look.strong, within=head.add("TH", scope="Column"))]
    header += (
        writer.below(writer.say(label), look.strong, within=head.add("TH", scope="Column"))
        for label in ("label.partner", "label.purpose", "label.appointment")
    )
    rows = [_overview_row(writer, table.add("TR"), station, look) for station in stations]
    return Table([table_row(header, _WIDTHS, shape)], rows, _WIDTHS, shape)


def _overview_row(writer: Writer, row: Element, station: SlipStation, look: CoverLook) -> Block:
    shape = replace(PLAIN_TABLE, padding=(_PADDING, look.padding))
    first = row.add("TD")
    number = writer.german(str(station.seq), look.strong, within=first)
    kind = writer.entry("stations", station.code).german
    sign = small_sign(sign_of(station), look.size * 1.15, first, kind)
    numbered = Columns([number, sign], [12.0, _WIDTHS[0] - 2 * _PADDING - 12.0], whole=True)
    where = row.add("TD")
    place: list[Block] = [writer.german(insert(station.name), look.strong, within=where)]
    details = whereabouts(writer, station)
    if details:
        place.append(writer.german(details, look.small, within=where))
    why = writer.below(purposes(writer, station), look.cell, within=row.add("TD"))
    when = _when(writer, row.add("TD"), station, look)
    cells = table_row([numbered, Stack(place), why, when], _WIDTHS, shape)
    return Stack([cells, _bring(writer, where, station, look)]) if station.bring else cells


def _bring(writer: Writer, where: Element, station: SlipStation, look: CoverLook) -> Block:
    """Say below a row what to bring: the strip is handed in, at home one looks at this page."""
    text = what_to_bring(writer, station)
    room = TEXT_WIDTH - _BAG
    style = look.small if look.flowing else look.cell
    label = writer.say("label.bring").german
    german = writer.german(text.german, style, within=where)
    cells: list[Block] = [small_sign("bag", look.size, where, label), german]
    widths = [_BAG, room]
    if writer.bilingual:
        other = writer.foreign(text.other, style, within=where)
        cells.append(other)
        left = room * _GERMAN_SHARE
        widths = [_BAG, left, room - left]
    below = 0.0 if look.flowing else look.padding / 2
    return table_row(cells, widths, replace(PLAIN_TABLE, padding=(_PADDING, below)))


def _when(writer: Writer, cell: Element, station: SlipStation, look: CoverLook) -> Block:
    """Return day and hour, with a small calendar where there are some."""
    text = appointment(writer, station)
    if not station.on:
        return writer.below(text, look.cell, within=cell)
    label = writer.say("label.appointment").german
    sign = small_sign("calendar", look.size, cell, label)
    return with_sign(sign, writer.below(text, look.cell, within=cell), _WHEN)


def _large_station(writer: Writer, station: SlipStation, look: CoverLook) -> Block:
    """Return a station in large print, with what to bring; a table has no room for it."""
    part = writer.root.add("Sect")
    size = scaled(look.size, writer.scale)
    name = writer.german(
        (
            Span(f"{station.seq}\u2002", color=ACCENT, bold=True),
            Span(insert(station.name), bold=True),
        ),
        look.strong,
        within=part,
        tag="H2",
    )
    blocks: list[Block] = [name]
    details = whereabouts(writer, station)
    if details:
        blocks.append(writer.german(details, look.small, within=part))
    facts = [("label.purpose", "", purposes(writer, station))]
    if station.on or station.open_hours:
        facts.append(("label.appointment", "calendar", appointment(writer, station)))
    if station.bring:
        facts.append(("label.bring", "bag", entries(writer, "documents", station.bring)))
    width = TEXT_WIDTH - _LABEL
    for label, sign, text in facts:
        fact: Block = writer.below(joined([writer.say(label), text], ": "), look.text, within=part)
        if sign:
            words = writer.say(label).german
            fact = with_sign(small_sign(sign, size, part, words), fact, width)
        blocks.append(fact)
    blocks += large_way(writer, station, part)
    kind = part.add("Figure", alternative=writer.entry("stations", station.code).german)
    edge = 12 * MM
    drawn = Stack([Gap(4), Figure((edge, edge), pictogram(sign_of(station)), element=kind)])
    station_block = Columns([drawn, Stack(blocks)], [_LABEL, width], whole=True)
    station_block.after = 12
    return station_block
