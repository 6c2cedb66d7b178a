"""The sheet with the vault's recovery key, to be kept in a safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Figure, Gap, Stack
from intake_app.printing.blocks import NOTE, Style, Writer
from intake_app.printing.grid import Columns, Panel
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.shapes import qr_code
from intake_app.printing.typography import FRAME, LARGE, MM, TEXT_WIDTH
from intake_app.printing.wording import Bilingual

if TYPE_CHECKING:
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording

_GROUP: Final = Style(size=19, bold=True, after=0)
_TEXT: Final = Style(size=LARGE, after=7)
_PER_ROW: Final = 4
_CODE: Final = 42 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """The recovery key and what is said about it, in the language of the office.

    The words come from the caller, because this sheet belongs to no form.

    Attributes:
        label: Which vault it opens: name of the office, never more.
        groups: The key in groups of characters, or in words.
        code: The same for a scanner.
        instructions: Paragraphs below the key.
        code_label: What the code is for.
    """

    title: str
    label: str
    groups: tuple[str, ...]
    code: str
    instructions: tuple[str, ...]
    code_label: str


def render(data: RecoverySheet, german: Wording, imprint: Imprint) -> bytes:
    """Return the sheet as a PDF; its bytes are a secret and belong to nobody's file."""
    draft = Draft()
    writer = Writer(draft, german, None)
    draft.add(*writer.title(Bilingual(data.title)))
    draft.add(writer.german(insert(data.label), _TEXT), Gap(6))
    draft.add(_key(writer, data.groups), Gap(14))
    figure = writer.root.add("Figure", alternative=data.code_label)
    painter = qr_code(data.code)
    words = Stack([writer.german(text, _TEXT) for text in data.instructions])
    code = Stack(
        [
            Figure((_CODE, _CODE), painter, element=figure),
            writer.german(data.code_label, NOTE),
        ]
    )
    widths = [TEXT_WIDTH - _CODE - 10 * MM, _CODE]
    draft.add(Columns([words, code], widths, gap=10 * MM, whole=True))
    return print_pages(draft, PageDesign(number=""), imprint, german)


def _key(writer: Writer, groups: tuple[str, ...]) -> Panel:
    """Return the groups in rows, numbered so that two of them can be asked for."""
    key = writer.root.add("P")
    rows: list[Columns] = []
    width = (TEXT_WIDTH - 28) / _PER_ROW
    for start in range(0, len(groups), _PER_ROW):
        cells = [
            Stack(
                [
                    writer.german(str(number), NOTE, tag="Span", within=key, align="center"),
                    writer.german(insert(group), _GROUP, tag="Span", within=key, align="center"),
                ]
            )
            for number, group in enumerate(groups[start : start + _PER_ROW], start=start + 1)
        ]
        row = Columns(cells, [width] * len(cells), whole=True)
        row.after = 12
        rows.append(row)
    return Panel(Stack(rows), padding=(14, 14), frame=FRAME)
