"""The sheet on which a family finds its routing slips again (Familien-Deckblatt, forms 5.5).

It holds numbers and first names only: who finds it learns of nobody's way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.numbers import format_slip_number
from intake_app.printing.block import Gap
from intake_app.printing.blocks import PLAIN_TABLE, Style, Writer
from intake_app.printing.grid import Table, table_row
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.slip_data import found
from intake_app.printing.typography import LARGE, TEXT_WIDTH

if TYPE_CHECKING:
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording

_WIDTHS: Final = (TEXT_WIDTH / 2, TEXT_WIDTH / 2)
_HEAD: Final = Style(bold=True, after=0)
_CELL: Final = Style(size=LARGE, after=0)
_NUMBER: Final = Style(size=LARGE, bold=True, after=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySlips:
    """The slips of a family.

    Attributes:
        slips: First name ("" where the slip shows none) and number, ten characters.
    """

    slips: tuple[tuple[str, str], ...]


def render(data: FamilySlips, german: Wording, other: Wording | None, imprint: Imprint) -> bytes:
    """Return the sheet as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, other)
    draft.add(*writer.title(writer.say("L-F01.title"), writer.say("L-F01")), Gap(8))
    table = writer.root.add("Table")
    head = table.add("TR")
    header = [
        writer.below(writer.say(label), _HEAD, within=head.add("TH", scope="Column"))
        for label in ("label.name", "label.slip_number")
    ]
    rows = []
    for name, number in data.slips:
        row = table.add("TR")
        cells = [
            writer.german(insert(name), _CELL, within=row.add("TD")),
            writer.german(insert(format_slip_number(number)), _NUMBER, within=row.add("TD")),
        ]
        rows.append(table_row(cells, _WIDTHS, PLAIN_TABLE))
    draft.add(Table([table_row(header, _WIDTHS, PLAIN_TABLE)], rows, _WIDTHS, PLAIN_TABLE))
    draft.add(Gap(12), writer.below(found(writer, imprint)))
    return print_pages(draft, PageDesign(number=""), imprint, german, other)
