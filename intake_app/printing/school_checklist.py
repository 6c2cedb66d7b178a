"""The checklist for registering at a school (Schulanmeldung), German and the family's language.

It tells what a family may rely on and which papers the school asks for.  Boxes show what is
known already; the school or the family ticks the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Block, Stack, one_below
from intake_app.printing.blocks import NOTE, STRONG, TEXT, TIGHT, Style, Writer
from intake_app.printing.grid import Table, TableLook, table_row
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.signs import on_line
from intake_app.printing.typography import FINE, LARGE_PRINT, TEXT_WIDTH, TINT, WARN, scaled
from intake_app.printing.waiver import office_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.printing.page import Imprint
    from intake_app.printing.tags import Element
    from intake_app.printing.wording import Bilingual, Wording

STATES: Final = ("present", "in_progress", "not_exist")
"""What a box stands for, from the list "checklist_states"; what is not needed is left out."""

_BOX_WIDTH: Final = 50.0
"""Of a column of boxes; a long word above it makes it wider."""
_WIDE_BOX: Final = 84.0
_LOOK: Final = TableLook(padding=(4.0, 1.5), header_fill=TINT)
"""Close lines: all ends on the second page in nearly every language."""
_CLOSE: Final = Style(after=2)
_HEAD: Final = Style(size=FINE, bold=True, after=0)
_HINT: Final = Style(size=FINE, color=NOTE.color, after=0)
_AID: Final = Style(size=NOTE.size, color=WARN, after=8)
_BEFORE: Final = (
    ("school.welcome", "school"),
    ("school.first", "hand"),
    ("school.choice", "choice"),
)
_AFTER: Final = (
    ("school.measles", "shield"),
    ("school.status", "card"),
    ("school.religion", "heart"),
    ("school.interpreter", "two_speech"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPaper:
    """One line of the list.

    Attributes:
        code: Entry of the list "documents".
        state: Entry of "checklist_states", "" where nobody knows yet.
    """

    code: str
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolChecklist:
    """What differs between two checklists.

    Attributes:
        number: Number of the case.
        papers: The lines in their order.
    """

    number: str
    papers: tuple[ListedPaper, ...]


def render(
    data: SchoolChecklist,
    german: Wording,
    other: Wording | None,
    imprint: Imprint,
    *,
    large: bool = False,
) -> bytes:
    """Return the checklist as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, other, scale=LARGE_PRINT if large else 1.0)
    add = draft.add
    add(*writer.title(writer.say("school.title"), writer.say("school.subtitle")))
    if writer.reading_aid:
        add(writer.pair(writer.say("label.binding"), _AID))
    add(writer.pair(writer.say("school.stays"), STRONG, icon="bag"))
    for text_id, icon in _BEFORE:
        add(writer.pair(writer.say(text_id), _CLOSE, icon=icon))
    add(writer.section(writer.say("school.papers"), "list"))
    add(writer.pair(writer.say("school.missing"), TEXT))
    add(_table(writer, [paper for paper in data.papers if paper.state != "not_needed"]))
    *after, last = [writer.pair(writer.say(text), _CLOSE, icon=icon) for text, icon in _AFTER]
    office = office_fields(imprint)
    contact = writer.say("school.help", office=office["office"], phone=office["phone"])
    add(*after)
    draft.add_together(last, writer.pair(contact, STRONG, icon="phone"))
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)


def _table(writer: Writer, papers: Sequence[ListedPaper]) -> Block:
    table = writer.root.add("Table")
    head = table.add("TR")
    title = writer.say("school.column.paper")
    first = writer.german(title.german, _HEAD, within=head.add("TH", scope="Column"))
    states = [
        writer.below(
            writer.entry("checklist_states", state),
            _HEAD,
            within=head.add("TH", scope="Column"),
            align="center",
        )
        for state in STATES
    ]
    header: list[Block] = [first, *states]
    beside = writer.bilingual and not writer.is_large
    least = _WIDE_BOX if writer.is_large else _BOX_WIDTH
    boxes = [max(least, state.narrowest + 2 * _LOOK.padding[0] + 1) for state in states]
    words = (TEXT_WIDTH - sum(boxes)) / (2 if beside else 1)
    widths = [words, *boxes, *([words] if beside else [])]
    if writer.bilingual:
        cell = head.add("TH", scope="Column")
        header.append(writer.foreign(title.other, _HEAD, within=cell))
    header = _placed(writer, header)
    rows = [table_row(_row(writer, table.add("TR"), paper), widths, _LOOK) for paper in papers]
    made = Table([table_row(header, widths, _LOOK)], rows, widths, _LOOK)
    made.after = 6
    return made


def _row(writer: Writer, row: Element, paper: ListedPaper) -> list[Block]:
    label = writer.entry("documents", paper.code)
    full = writer.entry("documents", paper.code, full=True)
    named = row.add("TH", scope="Row")
    size = scaled(TIGHT.size, writer.scale)
    cells: list[Block] = [
        Stack([writer.german(words, style, within=named) for words, style in _lines(label, full)])
    ]
    cells += [
        on_line(writer.box(checked=paper.state == state, within=row.add("TD")), size)
        for state in STATES
    ]
    if writer.bilingual:
        cell = row.add("TD")
        cells.append(
            Stack(
                [
                    writer.foreign(words, style, within=cell)
                    for words, style in _lines(label, full, other=True)
                ]
            )
        )
    return _placed(writer, cells)


def _placed(writer: Writer, cells: list[Block]) -> list[Block]:
    """Put the other language below the German one in large print."""
    if not (writer.is_large and writer.bilingual):
        return cells
    return [one_below(cells[0], cells[-1]), *cells[1:-1]]


def _lines(label: Bilingual, full: Bilingual, *, other: bool = False) -> list[tuple[str, Style]]:
    """Return the paper's name and, smaller, when it is needed."""
    name, hint = (label.other, full.other) if other else (label.german, full.german)
    return [(name, TIGHT), *([(hint, _HINT)] if hint != name else [])]
