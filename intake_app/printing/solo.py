"""Writing in one language over the full width, mirrored where that language is.

For papers that a person takes home: a page in their language, a page in German, both in a
size that is easy to read, instead of two narrow columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Block, Gap, Stack
from intake_app.printing.blocks import SECTION_STYLE, SUBTITLE_STYLE, TITLE_STYLE
from intake_app.printing.grid import Columns, Table, TableLook, table_row
from intake_app.printing.paragraph import Paragraph
from intake_app.printing.signs import SIGN_ROOM, icon_block, small_sign, with_sign
from intake_app.printing.typography import GUTTER, TEXT_WIDTH, scaled
from intake_app.printing.wording import Bilingual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.printing.blocks import Style, Writer
    from intake_app.printing.layout import Span
    from intake_app.printing.tags import Element

BODY_WIDTH: Final = TEXT_WIDTH - GUTTER


@dataclass(frozen=True, slots=True)
class CellLine:
    """A paragraph in a cell of a table.

    Attributes:
        sign: A small pictogram before it, "" for none.
        means: What the sign stands for, for whoever hears the page.
    """

    words: Bilingual | str
    style: Style
    sign: str = ""
    means: Bilingual | None = None


class Solo:
    """One language of a `Writer`.

    Args:
        writer: What is written with.
        foreign: The second language; German otherwise.

    Attributes:
        mirrored: Whether pages of this language are read from right to left.
    """

    def __init__(self, writer: Writer, *, foreign: bool) -> None:
        self._writer = writer
        self._foreign = foreign
        self.mirrored = foreign and writer.mirrored
        self.comma = writer.comma if foreign else ", "
        self.colon = writer.colon if foreign else ": "

    def words(self, text: Bilingual) -> str:
        """Return the words of this language."""
        return (text.other or text.german) if self._foreign else text.german

    def text(
        self,
        text: Bilingual | str | tuple[Span, ...],
        style: Style,
        *,
        tag: str = "P",
        within: Element | None = None,
    ) -> Paragraph:
        """Return a paragraph."""
        make = self._writer.foreign if self._foreign else self._writer.german
        words = self.words(text) if isinstance(text, Bilingual) else text
        return make(words, style, tag=tag, within=within)

    def line(
        self, text: Bilingual | str | tuple[Span, ...], style: Style, *, icon: str = ""
    ) -> Block:
        """Return a paragraph with room for a pictogram before it."""
        return self._beside(self.text(text, style), icon)

    def items(self, texts: Sequence[str], style: Style) -> list[Block]:
        """Return a list, each item with a dot before it."""
        element = self._writer.root.add("L")
        dot = 0.9 * scaled(style.size, self._writer.scale)
        found: list[Block] = []
        for words in texts:
            item = element.add("LI")
            cells: list[Block] = [
                icon_block(""),
                self.text("•", style, tag="Lbl", within=item),
                self.text(words, style, tag="LBody", within=item),
            ]
            widths = [GUTTER, dot, BODY_WIDTH - dot]
            found.append(Columns(cells, widths, right_to_left=self.mirrored, whole=True))
        return found

    def title(self, text: Bilingual, subtitle: Bilingual | None = None) -> list[Block]:
        """Return the title of the page."""
        blocks: list[Block] = [self.text(text, TITLE_STYLE, tag="H1")]
        blocks.append(self.text(subtitle, SUBTITLE_STYLE) if subtitle else Gap(6))
        return blocks

    def section(self, text: Bilingual, icon: str = "", *, style: Style = SECTION_STYLE) -> Block:
        """Return the heading of a section; it stays with what follows."""
        block = self._beside(self.text(text, style, tag="H2"), icon)
        block.keep_with_next = True
        return block

    def table(
        self,
        header: Sequence[Bilingual],
        rows: Sequence[Sequence[Sequence[CellLine]]],
        widths: Sequence[float],
        *,
        head: Style,
        look: TableLook,
    ) -> Block:
        """Return a table, mirrored where the language is.

        Args:
            header: Titles of the columns.
            rows: Cells in reading order, each with its paragraphs.
            widths: Widths of the columns in reading order; the widest gives to one that is
                too narrow for a word.
            head: Style of the titles.
            look: How the table looks.
        """
        named = [[CellLine(title, head)] for title in header]
        widths = self._widened(widths, [named, *rows], look)
        table = self._writer.root.add("Table")
        table.right_to_left = self.mirrored
        top = table.add("TR")
        titles = [self.text(title, head, within=top.add("TH", scope="Column")) for title in header]
        made = [
            self._row(
                [
                    self._cell(row.add("TD"), cell, width - 2 * look.padding[0])
                    for cell, width in zip(cells, widths, strict=True)
                ],
                widths,
                look,
            )
            for cells, row in ((cells, table.add("TR")) for cells in rows)
        ]
        return Table([self._row(titles, widths, look)], made, widths, look)

    def _cell(self, cell: Element, content: Sequence[CellLine], width: float) -> Block:
        return Stack([self._cell_line(cell, line, width) for line in content])

    def _cell_line(self, cell: Element, line: CellLine, width: float) -> Block:
        text = self.text(line.words, line.style, within=cell)
        if not line.sign or line.means is None:
            return text
        size = scaled(line.style.size, self._writer.scale)
        sign = small_sign(line.sign, size, cell, self.words(line.means))
        return with_sign(sign, text, width, right_to_left=self.mirrored)

    def _row(self, cells: Sequence[Block], widths: Sequence[float], look: TableLook) -> Block:
        return table_row(cells, widths, look, right_to_left=self.mirrored)

    def _beside(self, block: Block, icon: str) -> Block:
        cells = [icon_block(icon), block]
        whole = not self._writer.is_large
        return Columns(cells, [GUTTER, BODY_WIDTH], right_to_left=self.mirrored, whole=whole)

    def _widened(
        self,
        widths: Sequence[float],
        rows: Sequence[Sequence[Sequence[CellLine]]],
        look: TableLook,
    ) -> list[float]:
        """Return the widths of columns in which no word must be cut."""
        room = 2 * look.padding[0] + 1
        found = [
            max(width, *(self._narrowest(line) + room for cell in column for line in cell))
            for width, column in zip(widths, zip(*rows, strict=True), strict=True)
        ]
        found[found.index(max(found))] -= sum(found) - sum(widths)
        return found

    def _narrowest(self, line: CellLine) -> float:
        words = self.words(line.words) if isinstance(line.words, Bilingual) else line.words
        language = self._writer.other_language if self._foreign else "de"
        size = scaled(line.style.size, self._writer.scale)
        text = Paragraph(words, None, language=language, size=size, bold=line.style.bold)
        return text.narrowest + (SIGN_ROOM * size if line.sign else 0)
