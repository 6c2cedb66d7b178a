"""The routing slip (Laufzettel): a cover page that stays, and a strip for every office.

It carries organisation, never content: no birth date, no origin, no papers, no health.
Each strip is torn off, so that one office does not read what another was visited for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.numbers import format_slip_number, slip_code
from intake_app.domain.slip import MarkKind
from intake_app.printing.block import Block, Figure, Gap, Stack
from intake_app.printing.blocks import (
    FINE_PRINT,
    PLAIN_TABLE,
    STRONG,
    Style,
    Writer,
    on_line,
)
from intake_app.printing.grid import Columns, Table, table_row
from intake_app.printing.layout import Span, insert
from intake_app.printing.page import Draft, PageDesign, print_pages, stamp_ids
from intake_app.printing.pictograms import STATION, pictogram
from intake_app.printing.shapes import QR_SIZE, empty_field, qr_code
from intake_app.printing.slip_strip import Strip
from intake_app.printing.typography import (
    BODY,
    FINE,
    MM,
    MUTED,
    SMALL,
    TEXT_WIDTH,
    WARN,
)
from intake_app.printing.waiver import office_fields
from intake_app.printing.wording import Bilingual, joined, same

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.printing.page import Imprint
    from intake_app.printing.tags import Element
    from intake_app.printing.wording import Wording

_TEXT: Final = Style(after=4)
_STEP: Final = Style(size=9.5, after=2)
_STRIP: Final = Style(size=9.5, after=0)
_SEQ: Final = Style(size=11, bold=True, after=3)
_CELL: Final = Style(size=BODY, after=0)
_NAME: Final = Style(size=13, bold=True, after=0)
_SMALL: Final = Style(size=SMALL, color=MUTED, after=0)
_LEFT: Final = 128 * MM
_RIGHT: Final = 50 * MM
_STAMP: Final = (_RIGHT, 32 * MM)
_NUMBER: Final = Style(bold=True, after=0)
_MARK_TITLE: Final = Style(bold=True, after=2)
_FINE: Final = Style(size=FINE, color=MUTED, after=0)
_FINE_LABEL: Final = Style(size=SMALL, color=MUTED, after=0)
_STAMPED: Final = Style(size=SMALL, bold=True, color=WARN, after=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipStation:
    """One office on the way.

    Attributes:
        seq: Number of the strip, 1 to 12.
        code: Station code, S01 to S15 or S99; chooses the pictogram.
        purposes: Codes of the list "station_purposes".
        neutral: The reason must not be readable: the strip says only that there is an
            appointment.
        bring: Documents, codes of the list "documents".
        on: Day of the appointment, with `time` ("09:30"); None for open hours or no date.
        companion: Code of the list "companions", "" when it was not settled.
    """

    seq: int
    code: str
    name: str
    address: str = ""
    phone: str = ""
    bus_stop: str = ""
    opening_hours: str = ""
    contact: str = ""
    purposes: tuple[str, ...] = ()
    neutral: bool = False
    bring: tuple[str, ...] = ()
    on: date | None = None
    time: str = ""
    open_hours: bool = False
    companion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A routing slip as it is printed.

    Attributes:
        number: Ten characters without the hyphen.
        name: The name as the person wants it on the paper, "" for the number alone.
        next_talk: Next appointment at the office.
    """

    number: str
    name: str
    issued_on: date
    valid_until: date
    stations: tuple[SlipStation, ...]
    next_talk: date | None = None


def render(data: Slip, german: Wording, other: Wording | None, imprint: Imprint) -> bytes:
    """Return cover page and strips as a PDF."""
    shown = format_slip_number(data.number)
    design = PageDesign(number=shown, code=lambda _page, _pages: slip_code(data.number))
    draft = Draft()
    writer = Writer(draft, german, other)
    _cover(writer, data, imprint)
    draft.begin_part(bare=True)
    for station in data.stations:
        draft.add(_strip(writer, data, station, imprint))
    return print_pages(draft, design, imprint, german, other)


def _cover(writer: Writer, data: Slip, imprint: Imprint) -> None:
    add = writer.draft.add
    add(*writer.title(writer.say("L-T01.title"), writer.say("L-T01")))
    until = f"{data.valid_until:%d.%m.%Y}"
    facts = [(writer.say("label.slip_number"), insert(format_slip_number(data.number)))]
    if data.name:
        facts.insert(0, (writer.say("label.name"), insert(data.name)))
    add(writer.facts(*facts))
    issued = writer.say("label.issued", date=f"{data.issued_on:%d.%m.%Y}")
    valid = writer.say("label.until", date=until)
    both = Bilingual(f"{issued.german} · {valid.german}", f"{issued.other} · {valid.other}")
    add(writer.pair(both, _TEXT, icon="calendar"))
    add(_overview(writer, data.stations), Gap(4))
    if data.next_talk:
        day = f"{data.next_talk:%d.%m.%Y}"
        add(writer.pair(writer.say("L-T05", date=day), _SEQ))
    add(writer.section(writer.say("L-T02.title"), "list"))
    office = office_fields(imprint)
    for number in range(1, 6):
        step = writer.say(f"L-T02.{number}", date=until, **office)
        add(writer.run_in(same(str(number)), step, _STEP))
    help_only, code = writer.say("L-T03"), writer.say("L-T04")
    small = Bilingual(f"{help_only.german} {code.german}", f"{help_only.other} {code.other}")
    add(Gap(2), writer.pair(small, FINE_PRINT))


def _overview(writer: Writer, stations: Sequence[SlipStation]) -> Block:
    widths = [9 * MM, 70 * MM, TEXT_WIDTH - 125 * MM, 46 * MM]
    table = writer.root.add("Table")
    head = table.add("TR")
    header: list[Block] = [writer.german("", STRONG, within=head.add("TH", scope="Column"))]
    header += (
        writer.below(writer.say(label), STRONG, within=head.add("TH", scope="Column"))
        for label in ("label.partner", "label.purpose", "label.appointment")
    )
    rows = [
        table_row(_overview_row(writer, table.add("TR"), station), widths, PLAIN_TABLE)
        for station in stations
    ]
    return Table([table_row(header, widths, PLAIN_TABLE)], rows, widths, PLAIN_TABLE)


def _overview_row(writer: Writer, row: Element, station: SlipStation) -> list[Block]:
    number = writer.german(str(station.seq), _SEQ, within=row.add("TD"))
    where = row.add("TD")
    place: list[Block] = [writer.german(insert(station.name), STRONG, within=where)]
    place[0].after = 0
    place += (writer.german(line, _SMALL, within=where) for line in _whereabouts(writer, station))
    why = writer.below(_purposes(writer, station), _CELL, within=row.add("TD"))
    when = writer.below(_appointment(writer, station), _CELL, within=row.add("TD"))
    return [number, Stack(place), why, when]


def _strip(writer: Writer, data: Slip, station: SlipStation, imprint: Imprint) -> Block:
    section = writer.root.add("Sect")
    left = Stack(
        [
            _strip_head(writer, section, data, station),
            Gap(3),
            *_strip_facts(writer, section, station),
            Gap(3),
            _marks(writer, section),
        ]
    )
    code = section.add("Figure", alternative=f"Code {format_slip_number(data.number)}")
    painter = qr_code(slip_code(data.number, station.seq))
    number = insert(f"{format_slip_number(data.number)} · {station.seq:02d}")
    stamp = section.add("Figure", alternative=writer.say("label.stamp").german)
    right = Stack(
        [
            Figure((QR_SIZE, QR_SIZE), painter, element=code, align="right"),
            writer.german(number, _NUMBER, within=section, align="right"),
            Gap(3),
            Figure(_STAMP, empty_field(), element=stamp),
            writer.german(writer.say("label.stamp").german, FINE_PRINT, within=section),
        ]
    )
    body = Columns([left, right], [_LEFT, _RIGHT], gap=8 * MM, whole=True)
    # At the right, so that it does not push the small print up.
    words = f"✂\u2002{writer.say('L-S03').german}"
    cut = writer.german(words, FINE_PRINT, within=section, align="right")
    return Strip(body, _strip_foot(writer, section, imprint), cut)


def _strip_foot(writer: Writer, section: Element, imprint: Imprint) -> Block:
    found = writer.say("L-S02", **office_fields(imprint)).german
    stamps = "  ".join(writer.say(text_id).german for text_id in stamp_ids(imprint))
    lines = [
        writer.german(writer.say("L-S01").german, _FINE, within=section),
        writer.german(found, _FINE, within=section),
    ]
    if stamps:
        lines.append(writer.german(stamps, _STAMPED, within=section))
    return Stack(lines)


def _strip_head(writer: Writer, section: Element, data: Slip, station: SlipStation) -> Block:
    title = writer.say("label.station", number=str(station.seq)).german
    who = f"  ·  {insert(data.name)}" if data.name else ""
    words: list[Block] = [
        writer.german((Span(title), Span(who, bold=True)), _SMALL, within=section),
        writer.german(insert(station.name), _NAME, within=section),
        *(writer.german(line, _SMALL, within=section) for line in _whereabouts(writer, station)),
    ]
    sign = Figure((13 * MM, 13 * MM), pictogram(STATION.get(station.code, "office")))
    return Columns([Stack([Gap(2), sign]), Stack(words)], [17 * MM, _LEFT - 17 * MM], whole=True)


def _strip_facts(writer: Writer, section: Element, station: SlipStation) -> list[Block]:
    rows: list[tuple[str, Bilingual]] = [("label.purpose", _purposes(writer, station))]
    if station.bring:
        rows.append(("label.bring", _entries(writer, "documents", station.bring)))
    rows.append(("label.appointment", _appointment(writer, station)))
    if station.contact:
        rows.append(("label.contact", same(insert(station.contact))))
    if station.companion:
        rows.append(("label.companion", writer.entry("companions", station.companion)))
    return [_strip_fact(writer, section, label, text) for label, text in rows]


def _strip_fact(writer: Writer, section: Element, label: str, text: Bilingual) -> Block:
    """Return one fact; the second language stands beside the first, to keep strips low."""
    row = section.add("P")
    cells: list[Block] = [
        writer.german(writer.say(label).german, _FINE_LABEL, tag="Span", within=row),
        writer.german(text.german, _STRIP, tag="Span", within=row),
    ]
    name, gap = 25 * MM, 3 * MM
    widths = [name, _LEFT - name - gap]
    if writer.bilingual:
        words = text.other if text.other != text.german else ""
        cells.append(writer.foreign(words, _STRIP, tag="Span", within=row))
        half = (_LEFT - name - 2 * gap) / 2
        widths = [name, half, half]
    fact = Columns(cells, widths, gap=gap, whole=True)
    fact.after = 1
    return fact


def _marks(writer: Writer, section: Element) -> Block:
    """Return the five boxes and the date; in German, because the office fills them in."""
    title = writer.german(writer.say("label.mark").german, _MARK_TITLE, within=section)
    boxes = [_mark(writer, section, kind) for kind in MarkKind]
    date_row = section.add("P")
    day = f"{writer.say('label.date').german}:  ____ . ____ . 20____"
    dated = writer.german(day, _STRIP, tag="Span", within=date_row)
    half = _LEFT / 2
    columns = Columns([Stack(boxes[:3]), Stack([*boxes[3:], dated])], [half, half], whole=True)
    return Stack([title, columns])


def _mark(writer: Writer, section: Element, kind: MarkKind) -> Block:
    row = section.add("P")
    text = writer.say(f"label.mark.{kind.value}").german
    room = " ______________" if text.endswith(":") else ""
    cells = [
        on_line(writer.box(within=row, align="left"), BODY),
        writer.german(text + room, _STRIP, tag="Span", within=row),
    ]
    line = Columns(cells, [16, _LEFT / 2 - 16], whole=True)
    line.after = 2.5
    return line


def _whereabouts(writer: Writer, station: SlipStation) -> list[str]:
    facts = [
        insert(station.address) if station.address else "",
        _labelled(writer, "label.phone", station.phone),
        _labelled(writer, "label.bus_stop", station.bus_stop),
        _labelled(writer, "label.opening_hours", station.opening_hours),
    ]
    first = " · ".join(fact for fact in facts[:2] if fact)
    second = " · ".join(fact for fact in facts[2:] if fact)
    return [line for line in (first, second) if line]


def _labelled(writer: Writer, label: str, value: str) -> str:
    return f"{writer.say(label).german} {insert(value)}" if value else ""


def _purposes(writer: Writer, station: SlipStation) -> Bilingual:
    if station.neutral or not station.purposes:
        return writer.say("label.appointment_neutral")
    return _entries(writer, "station_purposes", station.purposes)


def _entries(writer: Writer, list_id: str, codes: Sequence[str]) -> Bilingual:
    return joined([writer.entry(list_id, code) for code in codes], ", ", writer.comma)


def _appointment(writer: Writer, station: SlipStation) -> Bilingual:
    if station.on and station.time:
        day = f"{station.on:%d.%m.%Y}"
        return writer.say("label.appointment_at", date=day, time=station.time)
    if station.on:
        return same(insert(f"{station.on:%d.%m.%Y}"))
    return writer.say("label.open_hours") if station.open_hours else Bilingual("–", "–")
