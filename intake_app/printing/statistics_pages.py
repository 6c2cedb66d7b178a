"""The office's statistics on paper (Statistik): tables of counts, in German."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from intake_app.domain.counted_tables import german_number
from intake_app.printing.block import Gap, Stack
from intake_app.printing.blocks import FINE_PRINT, SECTION_STYLE, STRONG, Style, Writer
from intake_app.printing.grid import Table, TableLook, table_row
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.paragraph import Paragraph
from intake_app.printing.solo import Solo
from intake_app.printing.typography import INK, TEXT_WIDTH, TINT
from intake_app.printing.wording import same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.counted_tables import Line
    from intake_app.domain.counted_tables import Table as Counts
    from intake_app.printing.block import Block
    from intake_app.printing.page import Imprint
    from intake_app.printing.tags import Element
    from intake_app.printing.wording import Wording

_LOOK: Final = TableLook(header_fill=TINT, padding=(3.0, 1.8))
_SIZE: Final = 8.0
_HEAD: Final = Style(size=_SIZE, bold=True, color=INK, after=0)
_CELL: Final = Style(size=_SIZE, after=0)
_TOTAL: Final = Style(size=_SIZE, bold=True, after=0)
_NOTE: Final = Style(size=FINE_PRINT.size, color=FINE_PRINT.color, after=1)
_LEAST_NUMBER: Final = 24.0
"""Least width of a column of numbers."""

_MOST_LABEL: Final = 250.0
"""Widest column that names rows; where there are few columns, numbers stand near to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsPages:
    """Tables to be printed; nothing in them is about a single person.

    Attributes:
        title: Of the whole paper.
        subtitle: Of which days it is.
        warning: That nobody else may see it; empty for tables that are published.
    """

    number: str
    title: str
    subtitle: str
    warning: str
    tables: Sequence[Counts]


def render(data: StatisticsPages, german: Wording, imprint: Imprint) -> bytes:
    """Return the tables as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, None)
    page = Solo(writer, foreign=False)
    draft.add(*page.title(same(insert(data.title)), same(insert(data.subtitle))))
    if data.warning:
        draft.add(page.text(insert(data.warning), STRONG))
    draft.add(*(_part(writer, page, counts) for counts in data.tables))
    return print_pages(draft, PageDesign(number=data.number), imprint, german)


def _part(writer: Writer, page: Solo, counts: Counts) -> Block:
    """Return a table between its title and its notes; on one page unless it is too long."""
    heading = counts.heading
    title = page.text(insert(f"{heading.code}  {heading.title}"), SECTION_STYLE, tag="H2")
    title.keep_with_next = True
    table = [] if counts.is_withheld else [_table(writer, counts), Gap(3)]
    notes = [page.text(insert(note), _NOTE) for note in heading.notes]
    return Stack([title, *table, *notes], whole=True)


def _table(writer: Writer, counts: Counts) -> Block:
    """Return a table with the names of its rows and columns as headers."""
    widths = _widths(counts)
    root = writer.root.add("Table")
    top = root.add("TR")
    titles = [_cell(writer, top, counts.row_axes[-1].name, _HEAD, scope="Column")]
    titles += [
        _cell(writer, top, title, _HEAD, scope="Column", align="end") for title in counts.columns
    ]
    rows: list[Block] = []
    for outer, lines in groupby(counts.lines(), lambda line: line.labels[:-1]):
        group = [_named_group(writer, root, outer[0], widths)] if outer else []
        made = [*group, *(_row(writer, root, line, widths) for line in lines)]
        rows += [Stack(made)] if outer else made
    return Table([table_row(titles, widths, _LOOK)], rows, widths, _LOOK)


def _named_group(writer: Writer, root: Element, name: str, widths: Sequence[float]) -> Block:
    """Return the row that names what the following ones belong to."""
    row = root.add("TR")
    head = row.add("TH", scope="Row", column_span=len(widths))
    return table_row([writer.german(insert(name), _HEAD, within=head)], [sum(widths)], _LOOK)


def _row(writer: Writer, root: Element, line: Line, widths: Sequence[float]) -> Block:
    row, style = root.add("TR"), _TOTAL if line.is_total else _CELL
    cells = [_cell(writer, row, line.labels[-1], style, scope="Row")]
    cells += [
        _cell(writer, row, german_number(count), style, align="end") for count in line.numbers
    ]
    return table_row(cells, widths, _LOOK)


def _cell(
    writer: Writer,
    row: Element,
    words: str,
    style: Style,
    *,
    scope: str = "",
    align: str = "start",
) -> Paragraph:
    element = row.add("TH" if scope else "TD", scope=scope)
    return writer.german(insert(words), style, within=element, align=align)


def _widths(counts: Counts) -> list[float]:
    """Return the widths at which no word is cut; names of rows get what is left."""
    room = 2 * _LOOK.padding[0] + 1
    numbers = [max(_LEAST_NUMBER, _bold(title).narrowest + room) for title in counts.columns]
    names = (counts.row_axes[-1].name, *(line.labels[-1] for line in counts.lines()))
    wanted = max(_bold(name).breadth for name in names) + room
    return [min(wanted, _MOST_LABEL, TEXT_WIDTH - sum(numbers)), *numbers]


def _bold(text: str) -> Paragraph:
    return Paragraph(text, None, size=_SIZE, bold=True)
