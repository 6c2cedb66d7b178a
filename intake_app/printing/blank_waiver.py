"""A blank waiver with a number of its own, to be filled in by pen (Vordruck).

For talks away from the program.  Codes instead of words keep the table small: the person
who fills it in reads them from the list beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from intake_app.domain.codes import Category, Purpose
from intake_app.domain.numbers import waiver_page_code
from intake_app.domain.signing import CUSTODY
from intake_app.printing.block import Block, Gap, Stack
from intake_app.printing.blocks import NOTE, STRONG, Style, Writer
from intake_app.printing.grid import Columns, Table, TableLook, table_row
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.signing import Blank, SigningField, signing_line
from intake_app.printing.typography import FRAME, MM, SMALL, TEXT_WIDTH, TINT
from intake_app.printing.waiver import (
    information,
    office_fields,
    page_count,
    reading_aid_note,
)
from intake_app.printing.waiver_carer import carer_field

if TYPE_CHECKING:
    from intake_app.printing.page import Imprint
    from intake_app.printing.tags import Element
    from intake_app.printing.wording import Wording

_LINES: Final = 5
_MONTHS: Final = "12"
_LOOK: Final = TableLook(padding=(3, 3), header_fill=TINT, rule=FRAME, frame=FRAME)
_HEAD: Final = Style(size=SMALL, bold=True, after=0)
_CODE: Final = Style(size=SMALL, after=1)
_ROW: Final = 15 * MM
_COLUMNS: Final = (
    *("label.partner", "label.no", "label.yes", "label.tell", "label.ask"),
    *("label.categories", "label.purposes", "label.valid_until"),
)
_WIDTHS: Final = (42 * MM, 12 * MM, 12 * MM, 21 * MM, 21 * MM, 26 * MM, 20 * MM)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankWaiver:
    """A blank form.

    Attributes:
        number: Number drawn for this sheet alone.
        guardians: Print the block for guardians.
    """

    number: str
    text_version: str
    guardians: bool = True


def render(data: BlankWaiver, german: Wording, other: Wording | None, imprint: Imprint) -> bytes:
    """Return the blank form as a PDF."""
    design = PageDesign(
        number=data.number,
        code=partial(waiver_page_code, data.number),
        note=german.block("label.text_version", version=data.text_version),
        initials=german.block("label.initials"),
    )
    draft = Draft()
    writer = Writer(draft, german, other)
    add = draft.add
    add(*writer.title(writer.say("B-T01"), writer.say("B-T01.subtitle")))
    add(*reading_aid_note(writer))
    add(writer.pair(writer.say("V-T01", number=data.number), NOTE))
    add(_to_fill(writer, "label.name", "label.birth"), Gap(6))
    add(writer.pair(writer.say("B-T02"), icon="speech"))
    add(writer.pair(writer.say("B-T03", **office_fields(imprint)), icon="office"))
    information(writer, imprint)
    add(writer.section(writer.say("B-T05"), "choice"))
    add(writer.pair(writer.say("V-T02")))
    add(_table(writer), Gap(4))
    for text_id in ("B-T06", "V-T03", "B-T04.blank", "B-T13"):
        add(writer.pair(writer.say(text_id)))
    add(writer.pair(writer.say("B-T10.blank", months=_MONTHS), icon="calendar"))
    add(_legend(writer))
    _singled_out(writer, data)
    add(page_count(writer))
    _signatures(writer, data)
    return print_pages(draft, design, imprint, german, other)


def _to_fill(writer: Writer, *labels: str) -> Block:
    cells = [Stack([Blank(), Gap(1), writer.below(writer.say(label), NOTE)]) for label in labels]
    gap = 8 * MM
    width = (TEXT_WIDTH - gap * (len(labels) - 1)) / len(labels)
    return Columns(cells, [width] * len(labels), gap=gap, whole=True)


def _table(writer: Writer) -> Block:
    widths = [*_WIDTHS, TEXT_WIDTH - sum(_WIDTHS)]
    table = writer.root.add("Table")
    head = table.add("TR")
    header = [
        writer.below(writer.say(label), _HEAD, within=head.add("TH", scope="Column"))
        for label in _COLUMNS
    ]
    rows: list[Block] = [
        table_row(_blank_line(writer, table.add("TR")), widths, _LOOK) for _ in range(_LINES)
    ]
    return Table([table_row(header, widths, _LOOK)], rows, widths, _LOOK)


def _blank_line(writer: Writer, row: Element) -> list[Block]:
    cells: list[Block] = []
    for column in range(len(_WIDTHS) + 1):
        cell = row.add("TD")
        boxed = 1 <= column <= 4  # noqa: PLR2004 - no, yes, tell, ask
        inner: Block = writer.box(within=cell) if boxed else Gap(0)
        cells.append(Stack([Gap(_ROW / 3), inner, Gap(_ROW / 3)]))
    return cells


def _legend(writer: Writer) -> Block:
    """Return the codes with their words, in both languages."""
    categories = [code.value for code in Category]
    purposes = [code.value for code in Purpose]
    left = _codes(writer, "label.legend_categories", "categories", categories)
    right = _codes(writer, "label.legend_purposes", "purposes", purposes)
    half = (TEXT_WIDTH - 8 * MM) / 2
    return Columns([left, right], [half, half], gap=8 * MM, whole=True)


def _codes(writer: Writer, label: str, list_id: str, codes: list[str]) -> Block:
    rows: list[Block] = [writer.below(writer.say(label), STRONG), Gap(2)]
    width = (TEXT_WIDTH - 8 * MM) / 2
    for code in codes:
        entry = writer.root.add("P")
        words = writer.entry(list_id, code, full=True)
        cells = [
            writer.german(code, _HEAD, tag="Span", within=entry),
            writer.below(words, _CODE, within=entry),
        ]
        row = Columns(cells, [9 * MM, width - 9 * MM], whole=True)
        row.after = 2
        rows.append(row)
    return Stack(rows)


def _singled_out(writer: Writer, data: BlankWaiver) -> None:
    """Add what is decided on its own: health, and of minors the level (K9, K12)."""
    add = writer.draft.add
    room = "_" * 18
    health = [
        writer.pair(writer.say("B-T07"), icon="heart"),
        writer.option(writer.say("B-T07.yes", partner=room, detail=room)),
        Blank(),
        Gap(6),
        writer.option(writer.say("B-T07.no")),
    ]
    add(Stack(health, whole=True))
    if data.guardians:
        level = [
            writer.pair(writer.say("B-T07.level", name=room), icon="school"),
            writer.option(writer.say("B-T07.level_yes", partner=room)),
            writer.option(writer.say("B-T07.no")),
        ]
        add(Stack(level, whole=True))


def _signatures(writer: Writer, data: BlankWaiver) -> None:
    add = writer.draft.add
    ways = ("B-T14.translated", "B-T14.read_aloud", "B-T14.read")
    own = [
        writer.section(writer.say("B-T14.title"), "pen"),
        *(writer.option(writer.say(way)) for way in ways),
        writer.pair(writer.say("B-T14")),
        _sign(writer, "label.place_date", "label.signature.person"),
    ]
    add(Stack(own, whole=True))
    if data.guardians:
        roles = [writer.option(writer.say(f"B-T15.{role.value}")) for role in CUSTODY]
        guardian = [
            writer.section(writer.say("B-T15.title"), "family"),
            writer.pair(writer.say("B-T15", name="_" * 24)),
            *roles,
            writer.option(writer.say("B-T15.other_parent")),
            writer.pair(writer.say("B-T15.agree"), STRONG),
            _sign(writer, "label.name_in_print", "label.signature.guardian"),
        ]
        youth = [
            writer.run_in(writer.say("B-T16.title"), writer.say("B-T16")),
            _sign(writer, "label.date", "label.signature.person"),
        ]
        add(Stack(guardian, whole=True), Stack(youth, whole=True))
    add(carer_field(writer, "_" * 24))
    for text_id, icon, label in (
        ("B-T18", "two_speech", "label.signature.interpreter"),
        ("B-T19", "eye", "label.signature.witness"),
        ("B-T20", "person", "label.signature.advisor"),
    ):
        fields = {"language": "_" * 14} if text_id == "B-T18" else {}
        block = [
            writer.run_in(
                writer.say(f"{text_id}.title"), writer.say(text_id, **fields), icon=icon
            ),
            _sign(writer, "label.name_in_print", label),
        ]
        add(Stack(block, whole=True))


def _sign(writer: Writer, first: str, second: str) -> Block:
    return signing_line(
        writer,
        SigningField(label=writer.say(first), share=2),
        SigningField(label=writer.say(second), share=3),
    )
