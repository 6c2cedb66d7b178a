"""The building blocks that all documents share: German at the left, the other at the right.

A `Writer` makes blocks in one or two languages and hangs them into the structure tree in
the order in which they are made, which is the order in which they are read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Block, Figure, Gap, Stack
from intake_app.printing.grid import Columns, Panel, TableLook
from intake_app.printing.paragraph import Paragraph
from intake_app.printing.shapes import check_box
from intake_app.printing.typography import (
    ACCENT,
    BODY,
    COLUMN,
    FINE,
    GUTTER,
    INK,
    MM,
    MUTED,
    SECTION,
    SMALL,
    TEXT_WIDTH,
    TINT,
    TITLE,
    bcp47,
    runs_right_to_left,
)
from intake_app.printing.wording import Bilingual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.printing.canvas import TaggedCanvas
    from intake_app.printing.page import Draft
    from intake_app.printing.tags import Element
    from intake_app.printing.typography import Color
    from intake_app.printing.wording import Wording

_MEASURE: Final = 150 * MM
"""Widest column of running German text when it stands alone."""

_BOX: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A look of running text.

    Attributes:
        after: Space below.
    """

    size: float = BODY
    bold: bool = False
    color: Color = INK
    before: float = 0.0
    after: float = 5.0


TEXT: Final = Style()
STRONG: Final = Style(bold=True)
NOTE: Final = Style(size=SMALL, color=MUTED)
FINE_PRINT: Final = Style(size=FINE, color=MUTED)
LEAD: Final = Style(size=BODY + 1, after=7)
_TITLE: Final = Style(size=TITLE, bold=True, color=ACCENT, after=2)
_SUBTITLE: Final = Style(size=SECTION, color=MUTED, after=9)
_SECTION: Final = Style(size=SECTION, bold=True, color=ACCENT, before=11, after=3)

PLAIN_TABLE: Final = TableLook(header_fill=TINT)


class Writer:
    """Writes one document.

    Args:
        draft: Where it is written to.
        german: German texts.
        other: Texts of the person's language, None for German alone.
    """

    def __init__(self, draft: Draft, german: Wording, other: Wording | None) -> None:
        self.draft = draft
        self._german = german
        self._other = other
        self.root = draft.structure.root

    @property
    def bilingual(self) -> bool:
        """Whether there is a second language."""
        return self._other is not None

    @property
    def other_language(self) -> str:
        """Catalogue tag of the second language, "" without one."""
        return self._other.language if self._other else ""

    @property
    def mirrored(self) -> bool:
        """Whether the second language is read from right to left."""
        return bool(self._other) and runs_right_to_left(self.other_language)

    @property
    def reading_aid(self) -> bool:
        """Whether the translation only helps to read: signatures stand under German alone."""
        return self._other is not None and self._other.is_draft

    def say(self, text_id: str, **fields: str | Bilingual) -> Bilingual:
        """Return a text of the forms in both languages.

        A field that differs between the languages is given as `Bilingual`.
        """
        german = {key: _german(value) for key, value in fields.items()}
        if self._other is None:
            return Bilingual(self._german.block(text_id, **german))
        other = {key: _other(value) for key, value in fields.items()}
        return Bilingual(
            self._german.block(text_id, **german), self._other.block(text_id, **other)
        )

    # Text in one language

    def german(
        self,
        text: str,
        style: Style = TEXT,
        *,
        tag: str = "P",
        within: Element | None = None,
        align: str = "start",
    ) -> Paragraph:
        """Return a German paragraph."""
        element = (within or self.root).add(tag)
        return _paragraph(text, element, style, "de", align)

    def foreign(
        self,
        text: str,
        style: Style = TEXT,
        *,
        tag: str = "P",
        within: Element | None = None,
        align: str = "start",
    ) -> Paragraph:
        """Return a paragraph in the second language."""
        language = self.other_language or "de"
        element = (within or self.root).add(tag, language=bcp47(language))
        return _paragraph(text, element, style, language, align)

    # Text in both languages

    def sides(self, german: Block, other: Block | None) -> Block:
        """Set two blocks side by side; German alone keeps to a readable width."""
        if other is None:
            return Columns([german], [_MEASURE])
        return Columns([german, other], [COLUMN, COLUMN], gap=GUTTER)

    def pair(self, text: Bilingual, style: Style = TEXT, *, tag: str = "P") -> Block:
        """Return a paragraph in both languages side by side."""
        german = self.german(text.german, style, tag=tag)
        other = self.foreign(text.other, style) if self.bilingual else None
        return self.sides(german, other)

    def below(
        self,
        text: Bilingual,
        style: Style = TEXT,
        *,
        within: Element | None = None,
        align: str = "start",
    ) -> Block:
        """Return a text with its translation, smaller, below: for narrow cells."""
        parent = within or self.root
        tight = replace(style, after=0.0)
        german = self.german(text.german, tight, within=parent, align=align)
        if not self.bilingual or not text.other or text.other == text.german:
            return german
        size = max(FINE, style.size - 1)
        small = replace(tight, size=size, bold=False, color=MUTED)
        return Stack([german, self.foreign(text.other, small, within=parent, align=align)])

    def title(self, text: Bilingual, subtitle: Bilingual | None = None) -> list[Block]:
        """Return the title of the document."""
        blocks = [self._headline(text, _TITLE, "H1")]
        if subtitle:
            blocks.append(self.pair(subtitle, _SUBTITLE))
        else:
            blocks.append(Gap(6))
        return blocks

    def section(self, text: Bilingual) -> Block:
        """Return the heading of a section; it stays with what follows."""
        block = self._headline(text, _SECTION, "H2")
        block.keep_with_next = True
        return block

    def _headline(self, text: Bilingual, style: Style, tag: str) -> Block:
        element = self.root.add(tag)
        if not self.bilingual:
            return self.sides(_paragraph(text.german, element, style, "de", "start"), None)
        german = _paragraph(text.german, element.add("Span"), style, "de", "start")
        inner = element.add("Span", language=bcp47(self.other_language))
        other = _paragraph(text.other, inner, style, self.other_language, "start")
        return self.sides(german, other)

    # Things to tick and to fill in

    def option(
        self, text: Bilingual, *, checked: bool = False, style: Style = TEXT, indent: float = 0.0
    ) -> Block:
        """Return one box to tick with its words.

        There is one box for both languages: two boxes could be ticked differently.
        """
        row = self.root.add("P")
        box = self.box(checked=checked, within=row)
        left = COLUMN if self.bilingual else _MEASURE
        label = _BOX + 5
        german = self.german(text.german, style, tag="Span", within=row)
        cells: list[Block] = [Raised(box, style.size), german]
        widths = [label, left - label - indent]
        if indent:
            cells.insert(0, Gap(0))
            widths.insert(0, indent)
        if self.bilingual:
            cells += [Gap(0), self.foreign(text.other, style, tag="Span", within=row)]
            widths += [GUTTER, COLUMN]
        return Columns(cells, widths, whole=True)

    def box(self, *, checked: bool = False, within: Element | None = None) -> Figure:
        """Return a box to tick."""
        words = "angekreuzt" if checked else "nicht angekreuzt"
        element = (within or self.root).add("Figure", alternative=words)
        return Figure((_BOX, _BOX), check_box(checked=checked), element=element)

    def facts(
        self, rows: Sequence[tuple[Bilingual, str]], *, label_width: float = 30 * MM
    ) -> Block:
        """Return labels and values that are the same in both languages, on a tint."""
        value_width = TEXT_WIDTH - 20 - label_width * (2 if self.bilingual else 1)
        lines: list[Block] = []
        for label, value in rows:
            row = self.root.add("P")
            strong = Style(size=BODY, bold=True, after=0)
            cells: list[Block] = [
                self.german(label.german, NOTE, tag="Span", within=row),
                self.german(value, strong, tag="Span", within=row),
            ]
            widths = [label_width, value_width]
            if self.bilingual:
                cells.append(self.foreign(label.other, NOTE, tag="Span", within=row))
                widths.append(label_width)
            line = Columns(cells, widths, whole=True)
            line.after = 2
            lines.append(line)
        panel = Panel(Stack(lines), padding=(10, 6), fill=TINT)
        panel.after = 8
        return panel


class Raised(Block):
    """A drawn sign that stands on the base line of the text beside it."""

    def __init__(self, figure: Figure, size: float) -> None:
        self._figure = figure
        self._size = size

    def height(self, width: float) -> float:
        """Return the height of the sign."""
        return self._figure.height(width)

    def first_baseline(self, width: float) -> float | None:
        """Return the distance from its top to the base line it stands on."""
        return self._figure.height(width) - 0.18 * self._size

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the sign."""
        self._figure.paint(canvas, x, top, width)


def _paragraph(text: str, element: Element, style: Style, language: str, align: str) -> Paragraph:
    paragraph = Paragraph(
        text,
        element,
        language=language,
        size=style.size,
        bold=style.bold,
        color=style.color,
        align=align,
    )
    paragraph.before, paragraph.after = style.before, style.after
    return paragraph


def _german(value: str | Bilingual) -> str:
    return value.german if isinstance(value, Bilingual) else value


def _other(value: str | Bilingual) -> str:
    return (value.other or value.german) if isinstance(value, Bilingual) else value
