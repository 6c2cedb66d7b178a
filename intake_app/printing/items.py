"""Lists with dots in both languages: hanging indent, and tags that say how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.printing.blocks import MEASURE, TEXT, Style, Writer
from intake_app.printing.grid import Columns
from intake_app.printing.paragraph import Paragraph
from intake_app.printing.typography import COLUMN, GUTTER, TEXT_WIDTH, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.printing.block import Block
    from intake_app.printing.tags import Element
    from intake_app.printing.wording import Bilingual

_DOT: Final = "•"
_DOT_WIDTH: Final = 0.9
"""Room for the dot and the space behind it, for letters of size 1."""


def items(writer: Writer, texts: Sequence[Bilingual], style: Style = TEXT) -> list[Block]:
    """Return a list, each item in both languages side by side with a dot before each.

    The translation belongs to its item, and so its dot only decorates: whoever hears the page
    is told of as many items as there are.
    """
    if not texts:
        return []
    element = writer.root.add("L")
    return [_item(writer, element.add("LI"), text, style) for text in texts]


def _item(writer: Writer, item: Element, text: Bilingual, style: Style) -> Block:
    label = writer.german(_DOT, style, tag="Lbl", within=item)
    body = item.add("LBody")
    german = _hanging(writer, label, writer.german(text.german, style, within=body), style)
    # Large print says a name once.
    if not writer.bilingual or (writer.is_large and text.other == text.german):
        return writer.sides(german, None)
    size = scaled(style.size, writer.scale)
    dot = Paragraph(_DOT, None, language=writer.other_language, size=size, color=style.color)
    foreign = writer.foreign(text.other, style, within=body)
    other = _hanging(writer, dot, foreign, style, right_to_left=writer.mirrored)
    return writer.sides(german, other)


def _hanging(
    writer: Writer, dot: Block, text: Block, style: Style, *, right_to_left: bool = False
) -> Block:
    width = COLUMN if writer.bilingual else MEASURE
    if writer.is_large:
        width = TEXT_WIDTH - GUTTER
    room = _DOT_WIDTH * scaled(style.size, writer.scale)
    cells = [dot, text]
    return Columns(cells, [room, width - room], right_to_left=right_to_left, whole=True)
