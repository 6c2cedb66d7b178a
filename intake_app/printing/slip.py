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
    run_in_spans,
)
from intake_app.printing.grid import Columns, Table, table_row
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.pictograms import STATION, pictogram
from intake_app.printing.shapes import QR_SIZE, empty_field, qr_code
from intake_app.printing.slip_strip import Strip
from intake_app.printing.typography import BODY, LARGE, MM, MUTED, SMALL, TEXT_WIDTH
from intake_app.printing.waiver import office_fields
from intake_app.printing.wording import Bilingual, same

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.printing.page import Imprint
    from intake_app.printing.tags import Element
    from intake_app.printing.wording import Wording

_TEXT: Final = Style(size=LARGE, after=5)
_CELL: Final = Style(size=BODY, after=0)
_NAME: Final = Style(size=13, bold=True, after=0)
_SMALL: Final = Style(size=SMALL, color=MUTED, after=0)
_LEFT: Final = 122 * MM
_RIGHT: Final = 56 * MM
_STAMP: Final = (_RIGHT, 33 * MM)


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
        add(writer.pair(writer.say("L-T05", date=day), Style(size=LARGE, bold=True)))
    add(writer.section(writer.say("L-T02.title"), "list"))
    office = office_fields(imprint)
    for number in range(1, 6):
        step = writer.say(f"L-T02.{number}", date=until, **office)
        add(writer.run_in(same(str(number)), step))
    add(Gap(4), writer.pair(writer.say("L-T03"), _CELL, icon="hand"))
    add(Gap(4), writer.pair(writer.say("L-T04"), FINE_PRINT))


def _overview(writer: Writer, stations: Sequence[SlipStation]) -> Block:
    widths = [10 * MM, 64 * MM, TEXT_WIDTH - 112 * MM, 38 * MM]
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
    number = writer.german(str(station.seq), Style(size=LARGE, bold=True), within=row.add("TD"))
    where = row.add("TD")
    place: list[Block] = [writer.german(insert(station.name), STRONG, within=where)]
    place[0].after = 0
    place += (writer.german(line, _SMALL, within=where) for line in _whereabouts(writer, station))
    purpose = row.add("TD")
    why = [writer.below(text, _CELL, within=purpose) for text in _purposes(writer, station)]
    when = writer.below(_appointment(writer, station), _CELL, within=row.add("TD"))
    return [number, Stack(place), Stack(why), when]


def _strip(writer: Writer, data: Slip, station: SlipStation, imprint: Imprint) -> Block:
    section = writer.root.add("Sect")
    left = Stack(
        [
            _strip_head(writer, section, data, station),
            Gap(5),
            *_strip_facts(writer, section, station),
            Gap(5),
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
            writer.german(number, STRONG, within=section, align="right"),
            Gap(2),
            writer.german(_field(writer, "label.date"), _CELL, within=section),
            Gap(3),
            Figure(_STAMP, empty_field(), element=stamp),
            writer.german(writer.say("label.stamp").german, FINE_PRINT, within=section),
        ]
    )
    note = writer.german(writer.say("L-S01").german, FINE_PRINT, within=section)
    found = writer.say("L-S02", **office_fields(imprint)).german
    foot = Stack([note, writer.german(found, FINE_PRINT, within=section)])
    for block in foot.blocks:
        block.after = 0
    body = Columns([left, right], [_LEFT, _RIGHT], gap=8 * MM, whole=True)
    cut = writer.german(f"✂\u2002{writer.say('L-S03').german}", FINE_PRINT, within=section)
    return Strip(body, foot, cut)


def _field(writer: Writer, label: str) -> str:
    return f"{writer.say(label).german}: ____ . ____ . 20____"


def _strip_head(writer: Writer, section: Element, data: Slip, station: SlipStation) -> Block:
    title = writer.say("label.station", number=str(station.seq))
    words: list[Block] = [
        writer.below(title, _SMALL, within=section),
        writer.german(insert(station.name), _NAME, within=section),
        *(writer.german(line, _SMALL, within=section) for line in _whereabouts(writer, station)),
    ]
    if data.name:
        who = (*run_in_spans(f"{writer.say('label.name').german}:", insert(data.name)),)
        words.append(writer.german(who, _CELL, within=section))
    sign = Figure((13 * MM, 13 * MM), pictogram(STATION.get(station.code, "office")))
    return Columns([Stack([Gap(2), sign]), Stack(words)], [17 * MM, _LEFT - 17 * MM], whole=True)


def _strip_facts(writer: Writer, section: Element, station: SlipStation) -> list[Block]:
    rows: list[tuple[Bilingual, list[Bilingual]]] = [
        (writer.say("label.purpose"), _purposes(writer, station)),
        (writer.say("label.appointment"), [_appointment(writer, station)]),
    ]
    if station.bring:
        rows.insert(1, (writer.say("label.bring"), [_documents(writer, station.bring)]))
    if station.contact:
        contact = insert(station.contact)
        rows.append((writer.say("label.contact"), [same(contact)]))
    if station.companion:
        rows.append(
            (writer.say("label.companion"), [writer.entry("companions", station.companion)])
        )
    label = 36 * MM
    return [
        Columns(
            [
                writer.below(name, _SMALL, within=section),
                Stack([writer.below(text, _CELL, within=section) for text in texts]),
            ],
            [label, _LEFT - label],
            whole=True,
        )
        for name, texts in rows
    ]


def _marks(writer: Writer, section: Element) -> Block:
    """Return the five boxes for the office; German, because the office fills them in."""
    lines: list[Block] = [
        writer.german(writer.say("label.mark").german, Style(bold=True, after=2), within=section)
    ]
    for kind in MarkKind:
        row = section.add("P")
        text = writer.say(f"label.mark.{kind.value}").german
        room = " ____________________" if text.endswith(":") else ""
        cells = [
            on_line(writer.box(within=row, align="left"), BODY),
            writer.german(text + room, _CELL, tag="Span", within=row),
        ]
        line = Columns(cells, [16, _LEFT - 16], whole=True)
        line.after = 3
        lines.append(line)
    return Stack(lines)


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


def _purposes(writer: Writer, station: SlipStation) -> list[Bilingual]:
    if station.neutral or not station.purposes:
        return [writer.say("label.appointment_neutral")]
    return [writer.entry("station_purposes", code) for code in station.purposes]


def _documents(writer: Writer, codes: Sequence[str]) -> Bilingual:
    names = [writer.entry("documents", code) for code in codes]
    return Bilingual(
        ", ".join(name.german for name in names), writer.comma.join(name.other for name in names)
    )


def _appointment(writer: Writer, station: SlipStation) -> Bilingual:
    if station.on and station.time:
        day = f"{station.on:%d.%m.%Y}"
        return writer.say("label.appointment_at", date=day, time=station.time)
    if station.on:
        return same(insert(f"{station.on:%d.%m.%Y}"))
    return writer.say("label.open_hours") if station.open_hours else Bilingual("–", "–")
