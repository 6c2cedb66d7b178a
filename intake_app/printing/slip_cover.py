"""The cover of a routing slip: the page that stays with the person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from intake_app.domain.numbers import format_slip_number
from intake_app.printing.block import Gap, Stack
from intake_app.printing.blocks import PLAIN_TABLE, Style, Writer
from intake_app.printing.grid import Table, table_row
from intake_app.printing.layout import Span, insert
from intake_app.printing.slip_data import appointment, purposes, whereabouts
from intake_app.printing.typography import ACCENT, FINE, MM, MUTED, TEXT_WIDTH
from intake_app.printing.waiver import office_fields
from intake_app.printing.wording import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.printing.block import Block
    from intake_app.printing.page import Imprint
    from intake_app.printing.slip_data import Slip, SlipStation
    from intake_app.printing.tags import Element

_WIDTHS: Final = (8 * MM, TEXT_WIDTH - 98 * MM, 48 * MM, 42 * MM)
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
)
"""From the easiest to read to the tightest."""


def write_cover(writer: Writer, data: Slip, imprint: Imprint, look: CoverLook) -> None:
    """Write the cover."""
    add = writer.draft.add
    add(*writer.title(writer.say("L-T01.title"), writer.say("L-T01")))
    facts = [(writer.say("label.slip_number"), insert(format_slip_number(data.number)))]
    if data.name:
        facts.insert(0, (writer.say("label.name"), insert(data.name)))
    add(writer.facts(*facts))
    until = f"{data.valid_until:%d.%m.%Y}"
    issued = writer.say("label.issued", date=f"{data.issued_on:%d.%m.%Y}")
    valid = joined([issued, writer.say("label.until", date=until)], " · ")
    add(writer.pair(valid, look.text, icon="calendar"))
    add(_overview(writer, data.stations, look), Gap(4))
    if data.next_talk:
        text = writer.say("L-T05", date=f"{data.next_talk:%d.%m.%Y}")
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
    shape = replace(PLAIN_TABLE, padding=(4, look.padding))
    table = writer.root.add("Table")
    head = table.add("TR")
    header: list[Block] = [writer.german("", look.strong, within=head.add("TH", scope="Column"))]
    header += (
        writer.below(writer.say(label), look.strong, within=head.add("TH", scope="Column"))
        for label in ("label.partner", "label.purpose", "label.appointment")
    )
    rows = [
        table_row(_overview_row(writer, table.add("TR"), station, look), _WIDTHS, shape)
        for station in stations
    ]
    return Table([table_row(header, _WIDTHS, shape)], rows, _WIDTHS, shape)


def _overview_row(
    writer: Writer, row: Element, station: SlipStation, look: CoverLook
) -> list[Block]:
    number = writer.german(str(station.seq), look.strong, within=row.add("TD"))
    where = row.add("TD")
    place: list[Block] = [writer.german(insert(station.name), look.strong, within=where)]
    details = whereabouts(writer, station)
    if details:
        place.append(writer.german(details, look.small, within=where))
    why = writer.below(purposes(writer, station), look.cell, within=row.add("TD"))
    when = writer.below(appointment(writer, station), look.cell, within=row.add("TD"))
    return [number, Stack(place), why, when]
