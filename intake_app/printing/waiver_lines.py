"""The lines of a waiver as a table: one partner, one decision, in both languages.

German stands left, the other language right; the boxes to tick stand between and belong to
both, so that nobody can tick one language differently from the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Block, Figure, Gap, Stack, one_below
from intake_app.printing.blocks import NOTE, STRONG, TEXT, Style, Writer
from intake_app.printing.grid import Columns, Table, TableLook, table_row
from intake_app.printing.layout import Span, insert
from intake_app.printing.pictograms import pictogram
from intake_app.printing.shapes import arrow
from intake_app.printing.signs import on_line
from intake_app.printing.typography import (
    BODY,
    FRAME,
    INK,
    MM,
    MUTED,
    SMALL,
    TEXT_WIDTH,
    TINT,
    scaled,
)
from intake_app.printing.wording import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intake_app.domain.waiver import WaiverLine
    from intake_app.printing.canvas import TaggedCanvas
    from intake_app.printing.tags import Element

_MIDDLE: Final = 34 * MM
_WIDE_MIDDLE: Final = 48 * MM
_PARTNER: Final = Style(size=BODY + 1, bold=True, after=0)
_LABEL: Final = Style(size=SMALL, bold=True, color=MUTED, before=3, after=1)
_UNTIL: Final = Style(before=3, after=0)
_ITEM: Final = Style(after=1)
_CODE: Final = Style(size=SMALL - 1, color=MUTED, after=1)
_CODE_WIDTH: Final = 8 * MM
_PAD: Final = 5.0
_TIGHT: Final = TableLook(padding=(_PAD, 0.5))
_LOOK: Final = TableLook(padding=(_PAD, 3), header_fill=TINT, rule=FRAME, frame=None)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Widths of the columns: German, boxes, other language.

    Without another language its width is 0, as in large print, where it stands below.
    """

    german: float
    middle: float
    other: float

    @classmethod
    def of(cls, writer: Writer) -> _Grid:
        if writer.is_large:
            return cls(TEXT_WIDTH - _WIDE_MIDDLE, _WIDE_MIDDLE, 0)
        if writer.bilingual:
            half = (TEXT_WIDTH - _MIDDLE) / 2
            return cls(half, _MIDDLE, half)
        return cls(TEXT_WIDTH - _MIDDLE, _MIDDLE, 0)

    @property
    def detail(self) -> float:
        """Width of a language where nothing stands between the two."""
        return TEXT_WIDTH / 2 if self.other else TEXT_WIDTH

    @property
    def widths(self) -> list[float]:
        return [self.german, self.middle, *([self.other] if self.other else [])]


def lines_table(writer: Writer, lines: Sequence[WaiverLine]) -> Block:
    """Return the table of decisions; a line never breaks over two pages unless it is long."""
    grid = _Grid.of(writer)
    outer = writer.root
    table = outer.add("Table")
    head = table.add("TR")
    header = _row(
        grid,
        _german_cell(writer, head, "TH", writer.say("label.partner").german, STRONG),
        writer.below(
            writer.say("label.decision"),
            STRONG,
            within=head.add("TH", scope="Column"),
            align="center",
        ),
        _other_cell(writer, head, "TH", writer.say("label.partner").other, STRONG),
    )
    rows = [_line(writer, table, grid, line) for line in lines]
    return Table([header], rows, grid.widths, _LOOK)


def _line(writer: Writer, table: Element, grid: _Grid, line: WaiverLine) -> Block:
    rows = [_partner_row(writer, table.add("TR"), grid, line)]
    if line.decision is not False:
        rows += [
            _direction_row(writer, table.add("TR"), grid, line, asking=asking)
            for asking in (False, True)
        ]
        rows.append(_details_row(writer, table.add("TR"), grid, line))
    return Stack([*rows, Gap(4)], whole=True)


def _partner_row(writer: Writer, row: Element, grid: _Grid, line: WaiverLine) -> Block:
    name = row.add("TH", scope="Row")
    german = Stack(
        [
            writer.german(insert(line.partner_name), _PARTNER, within=name),
        ]
    )
    if line.partner_address:
        german.blocks.append(writer.german(insert(line.partner_address), NOTE, within=name))
    decision = row.add("TD")
    boxes = Columns(
        [
            _answer(writer, decision, "label.no", checked=line.decision is False),
            _answer(writer, decision, "label.yes", checked=line.decision is True),
        ],
        [(grid.middle - 2 * _PAD) / 2] * 2,
        whole=True,
    )
    if not writer.bilingual:
        return _row(grid, german, boxes, None)
    cell = row.add("TD")
    kind = writer.entry("partners", line.partner_kind).other
    other = Stack(
        [
            writer.foreign(kind, _PARTNER, within=cell),
            writer.foreign(insert(line.partner_name), NOTE, within=cell),
        ]
    )
    return _row(grid, german, boxes, other)


def _answer(writer: Writer, cell: Element, text_id: str, *, checked: bool) -> Block:
    label = Style(size=SMALL, bold=True, after=0)
    below = writer.below(writer.say(text_id), label, within=cell, align="center")
    return Stack([Gap(1), writer.box(checked=checked, within=cell), Gap(1), below])


def _direction_row(
    writer: Writer, row: Element, grid: _Grid, line: WaiverLine, *, asking: bool
) -> Block:
    text = writer.say("label.ask" if asking else "label.tell")
    direction = line.direction
    ticked = direction is not None and (direction.may_ask if asking else direction.may_tell)
    german = _german_cell(writer, row, "TD", text.german, TEXT)
    middle = row.add("TD")
    figure = middle.add("Figure", alternative=text.german)
    box = writer.box(checked=ticked, within=middle)
    size = scaled(BODY, writer.scale)
    room = grid.middle - 2 * _PAD - box.height(0) - 8
    drawn = Columns(
        [
            on_line(box, size),
            Gap(0),
            _between(figure, (room, 1.3 * size), size, asking=asking),
        ],
        [box.height(0) + 4, 4, room],
        whole=True,
    )
    other = _other_cell(writer, row, "TD", text.other, TEXT)
    return _row(grid, german, drawn, other, _TIGHT)


def _between(figure: Element, area: tuple[float, float], size: float, *, asking: bool) -> Block:
    """Return the drawing of office and partner with an arrow from the one who speaks."""

    def paint(canvas: TaggedCanvas, width: float, height: float) -> None:
        icon = height
        for name, x in (("speech", 0.0), ("building", width - icon)):
            with canvas.kept_state():
                canvas.translate(x, 0)
                pictogram(name, color=INK)(canvas, icon, icon)
        with canvas.kept_state():
            canvas.translate(icon + 4, height / 2 - 4)
            arrow(to_right=not asking)(canvas, width - 2 * icon - 8, 8)

    return on_line(Figure(area, paint, element=figure), size)


def _details_row(writer: Writer, row: Element, grid: _Grid, line: WaiverLine) -> Block:
    """Return categories, purposes and last day; they need no room between the languages."""
    parts = _details(writer, line)
    cells: list[Block] = []
    for other in (False, True) if writer.bilingual else (False,):
        cell = row.add("TD")
        if not other:
            row.add("TD")
        blocks = [
            block
            for label, items in parts
            for block in _labelled(
                writer,
                cell,
                label.other if other else label.german,
                items,
                grid.detail,
                other=other,
            )
        ]
        cells.append(Stack(blocks + _last_day(writer, cell, line, other=other)))
    if writer.is_large:
        return table_row([Stack(cells)], [TEXT_WIDTH], _TIGHT)
    return table_row(cells, [grid.detail] * len(cells), _TIGHT)


def _details(
    writer: Writer, line: WaiverLine
) -> list[tuple[Bilingual, list[tuple[str, Bilingual]]]]:
    categories = sorted(line.categories, key=lambda item: int(item.value[1:]))
    purposes = sorted(line.purposes, key=lambda item: int(item.value[1:]))
    what = [(code.value, writer.entry("categories", code.value, full=True)) for code in categories]
    why = [(code.value, _purpose(writer, code.value, line)) for code in purposes]
    found = [(writer.say("label.categories"), what), (writer.say("label.purposes"), why)]
    return [(label, items) for label, items in found if items]


def _last_day(writer: Writer, cell: Element, line: WaiverLine, *, other: bool) -> list[Block]:
    if not line.valid_until:
        return []
    label = writer.say("label.valid_until")
    day = insert(f"{line.valid_until:%d.%m.%Y}")
    spans = (
        Span(f"{label.other if other else label.german} ", bold=True, color=MUTED),
        Span(day, bold=True),
    )
    make = writer.foreign if other else writer.german
    return [make(spans, _UNTIL, within=cell)]


def _purpose(writer: Writer, code: str, line: WaiverLine) -> Bilingual:
    if code == "Z8" and line.purpose_other:
        named = insert(line.purpose_other)
        return Bilingual(named, named)
    return writer.entry("purposes", code, full=True)


def _labelled(
    writer: Writer,
    cell: Element,
    label: str,
    items: Iterable[tuple[str, Bilingual]],
    room: float,
    *,
    other: bool,
) -> list[Block]:
    make = writer.foreign if other else writer.german
    blocks: list[Block] = [make(label, _LABEL, within=cell)]
    blocks[0].keep_with_next = True
    width = room - 2 * _PAD
    for code, text in items:
        words = text.other if other else text.german
        entry = cell.add("P")
        cells = [
            make(code, _CODE, tag="Span", within=entry),
            make(words, _ITEM, tag="Span", within=entry),
        ]
        number = _CODE_WIDTH * max(1.0, writer.scale)
        widths = [number, width - number]
        blocks.append(Columns(cells, widths, right_to_left=other and writer.mirrored))
    return blocks


def _german_cell(writer: Writer, row: Element, tag: str, text: str, style: Style) -> Block:
    cell = row.add(tag, scope="Column" if tag == "TH" else "")
    return writer.german(text, style, within=cell)


def _other_cell(writer: Writer, row: Element, tag: str, text: str, style: Style) -> Block | None:
    if not writer.bilingual:
        return None
    cell = row.add(tag, scope="Column" if tag == "TH" else "")
    return writer.foreign(text, style, within=cell)


def _row(
    grid: _Grid, german: Block, middle: Block, other: Block | None, look: TableLook = _LOOK
) -> Block:
    if other is not None and not grid.other:
        german, other = one_below(german, other), None
    cells = [german, middle, *([other] if other else [])]
    return table_row(cells, grid.widths, look)
