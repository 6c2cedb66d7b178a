"""The building blocks that all documents share: German at the left, the other at the right.

A `Writer` makes blocks in one or two languages and hangs them into the structure tree in
the order in which they are made, which is the order in which they are read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from intake_app.i18n import list_comma
from intake_app.printing.block import Block, Figure, Gap, Stack, one_below
from intake_app.printing.grid import Columns, Panel, TableLook
from intake_app.printing.layout import Layouts, Span
from intake_app.printing.paragraph import Paragraph
from intake_app.printing.shapes import check_box
from intake_app.printing.signs import icon_block, on_line
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
    scaled,
)
from intake_app.printing.wording import Bilingual

if TYPE_CHECKING:
    from intake_app.printing.page import Draft
    from intake_app.printing.tags import Element
    from intake_app.printing.typography import Color
    from intake_app.printing.wording import Wording

MEASURE: Final = 148 * MM
"""Widest column of running German text when it stands alone."""

BOX: Final = 10.0
"""Edge of a box to tick."""


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
TIGHT: Final = Style(after=0)
STRONG: Final = Style(bold=True)
NOTE: Final = Style(size=SMALL, color=MUTED)
FINE_PRINT: Final = Style(size=FINE, color=MUTED)
TITLE_STYLE: Final = Style(size=TITLE, bold=True, color=ACCENT, after=2)
SUBTITLE_STYLE: Final = Style(size=BODY + 1, color=MUTED, after=8)
SECTION_STYLE: Final = Style(size=SECTION, bold=True, color=ACCENT, before=11, after=3)

PLAIN_TABLE: Final = TableLook(header_fill=TINT)


class Writer:
    """Writes one document.

    Args:
        draft: Where it is written to.
        german: German texts.
        other: Texts of the person's language, None for German alone.
        scale: By how much letters and the space below them shrink, down to small print; or
            `LARGE_PRINT`, then both languages stand one below the other.
        layouts: Shared by the attempts to set one document; only the first takes long.

    Attributes:
        root: Element that blocks hang in; `within` changes it for a while.
    """

    def __init__(
        self,
        draft: Draft,
        german: Wording,
        other: Wording | None,
        *,
        scale: float = 1.0,
        layouts: Layouts | None = None,
    ) -> None:
        self.draft = draft
        self._scale = scale
        self._layouts = layouts or Layouts()
        self._german = german
        self._other = other
        self.root = draft.structure.root

    @property
    def is_large(self) -> bool:
        """Whether this is the large-print variant."""
        return self._scale > 1

    @property
    def scale(self) -> float:
        """By how much letters are larger or smaller than usual."""
        return self._scale

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
    def comma(self) -> str:
        """What stands between the items of a list in the second language."""
        return list_comma(self.other_language)

    @property
    def colon(self) -> str:
        """What stands between a label and its value in the second language."""
        return "\u00a0: " if self.other_language == "fr" else ": "

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

    def entry(self, list_id: str, code: str, *, full: bool = False) -> Bilingual:
        """Return an entry of a code list in both languages: its label, or its full words."""

        def words(wording: Wording) -> str:
            hint = wording.list_hint(list_id, code) if full else ""
            return hint or wording.list_label(list_id, code)

        other = words(self._other) if self._other else ""
        return Bilingual(words(self._german), other)

    # Text in one language

    def german(
        self,
        text: str | tuple[Span, ...],
        style: Style = TEXT,
        *,
        tag: str = "P",
        within: Element | None = None,
        align: str = "start",
    ) -> Paragraph:
        """Return a German paragraph."""
        element = (within or self.root).add(tag)
        return self._paragraph(text, element, style, "de", align)

    def foreign(
        self,
        text: str | tuple[Span, ...],
        style: Style = TEXT,
        *,
        tag: str = "P",
        within: Element | None = None,
        align: str = "start",
    ) -> Paragraph:
        """Return a paragraph in the second language."""
        language = self.other_language or "de"
        element = (within or self.root).add(tag, language=bcp47(language))
        return self._paragraph(text, element, style, language, align)

    # Text in both languages

    def sides(self, german: Block, other: Block | None, icon: str = "") -> Block:
        """Set two blocks side by side, with a pictogram between that belongs to both.

        German alone keeps to a readable width, with room for the pictogram before it.  In
        large print the other language stands below.
        """
        between = icon_block(icon)
        if self.is_large:
            return Columns([between, one_below(german, other)], [GUTTER, TEXT_WIDTH - GUTTER])
        if other is not None:
            return Columns([german, between, other], [COLUMN, GUTTER, COLUMN], whole=True)
        return Columns([between, german], [GUTTER, MEASURE], whole=True)

    def pair(
        self, text: Bilingual, style: Style = TEXT, *, icon: str = "", tag: str = "P"
    ) -> Block:
        """Return a paragraph in both languages side by side; large print says a name once."""
        german = self.german(text.german, style, tag=tag)
        repeated = self.is_large and text.other == text.german
        other = self.foreign(text.other, style) if self.bilingual and not repeated else None
        return self.sides(german, other, icon)

    def run_in(
        self, title: Bilingual, text: Bilingual, style: Style = TEXT, *, icon: str = ""
    ) -> Block:
        """Return a paragraph that begins with its heading, which saves a line each."""
        german = self.german(run_in_spans(title.german, text.german), style)
        if not self.bilingual:
            return self.sides(german, None, icon)
        other = self.foreign(run_in_spans(title.other, text.other), style)
        return self.sides(german, other, icon)

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
        # An Arabic line stands at the left too, or it would part from what it translates.
        beside = "left" if align == "start" else align
        return Stack([german, self.foreign(text.other, small, within=parent, align=beside)])

    def title(self, text: Bilingual, subtitle: Bilingual | None = None) -> list[Block]:
        """Return the title of the document."""
        blocks = [self._headline(text, TITLE_STYLE, "H1")]
        if subtitle:
            line = self.german(subtitle.german, SUBTITLE_STYLE)
            other = self.foreign(subtitle.other, SUBTITLE_STYLE) if self.bilingual else None
            blocks.append(self.sides(line, other) if other else line)
        else:
            blocks.append(Gap(6))
        return blocks

    def section(
        self, text: Bilingual, icon: str = "", *, style: Style = SECTION_STYLE, tag: str = "H2"
    ) -> Block:
        """Return the heading of a section; it stays with what follows."""
        block = self._headline(text, style, tag, icon)
        block.keep_with_next = True
        return block

    def _headline(self, text: Bilingual, style: Style, tag: str, icon: str = "") -> Block:
        element = self.root.add(tag)
        if not self.bilingual:
            german = self._paragraph(text.german, element, style, "de", "start")
            return self.sides(german, None, icon) if icon else german
        german = self._paragraph(text.german, element.add("Span"), style, "de", "start")
        inner = element.add("Span", language=bcp47(self.other_language))
        other = self._paragraph(text.other, inner, style, self.other_language, "start")
        if self.is_large:
            both = one_below(german, other, whole=True)
            return Columns([icon_block(icon), both], [GUTTER, TEXT_WIDTH - GUTTER], whole=True)
        return self.sides(german, other, icon)

    def _paragraph(
        self,
        text: str | tuple[Span, ...],
        element: Element,
        style: Style,
        language: str,
        align: str,
    ) -> Paragraph:
        spans = (Span(text, bold=style.bold),) if isinstance(text, str) else text
        mirrored = runs_right_to_left(language)
        paragraph = Paragraph(
            self._layouts.of(spans, language, right_to_left=mirrored),
            element,
            language=language,
            size=scaled(style.size, self._scale),
            color=style.color,
            align=align,
        )
        paragraph.before = style.before * self._scale
        paragraph.after = style.after * self._scale
        return paragraph

    # Things to tick and to fill in

    def option(
        self, text: Bilingual, *, checked: bool = False, style: Style = TEXT, indent: float = 0.0
    ) -> Block:
        """Return one box to tick with its words.

        There is one box for both languages: two boxes could be ticked differently.
        """
        row = self.root.add("P")
        box = self.box(checked=checked, within=row, align="left")
        if self.is_large:
            return self._large_option(row, box, text, style, indent)
        left = COLUMN if self.bilingual else MEASURE
        label = BOX + 5
        german = self.german(text.german, style, tag="Span", within=row)
        cells: list[Block] = [Gap(0), on_line(box, style.size), german]
        margin = indent if self.bilingual else indent + GUTTER
        widths = [margin, label, left - label - indent]
        if self.bilingual:
            cells += [Gap(0), self.foreign(text.other, style, tag="Span", within=row)]
            widths += [GUTTER, COLUMN]
        return Columns(cells, widths, whole=True)

    def _large_option(
        self, row: Element, box: Figure, text: Bilingual, style: Style, indent: float
    ) -> Block:
        german = self.german(text.german, style, tag="Span", within=row)
        other = self.foreign(text.other, style, tag="Span", within=row) if self.bilingual else None
        margin, label = indent + GUTTER, box.height(0) + 8
        sign = on_line(box, scaled(style.size, self._scale))
        widths = [margin, label, TEXT_WIDTH - margin - label]
        return Columns([Gap(0), sign, one_below(german, other)], widths, whole=True)

    def box(
        self, *, checked: bool = False, within: Element | None = None, align: str = "center"
    ) -> Figure:
        """Return a box to tick."""
        words = "angekreuzt" if checked else "nicht angekreuzt"
        element = (within or self.root).add("Figure", alternative=words)
        edge = BOX * max(1.0, self._scale)
        return Figure((edge, edge), check_box(checked=checked), element=element, align=align)

    def facts(self, *facts: tuple[Bilingual, str]) -> Block:
        """Return values that are the same in both languages, with their labels, on a tint."""
        made = [self._fact(label, value) for label, value in facts]
        room = TEXT_WIDTH - 20 - 10 * (len(facts) - 1)
        in_line = [max(sum(s.breadth + 9 for s in labels), v.breadth + 1) for labels, v in made]
        # Labels stand side by side in all of them or in none.
        stacked = sum(in_line) > room
        needed = (
            [max(*(s.breadth + 1 for s in labels), v.breadth + 1) for labels, v in made]
            if stacked
            else in_line
        )
        scale = min(1.0, room / sum(needed))
        spare = max(0.0, room - sum(needed)) / len(facts)
        widths = [need * scale + spare for need in needed]
        cells = [
            Stack([*labels, value])
            if stacked
            else Stack([Columns(labels, [s.breadth + 1 for s in labels], gap=8), value])
            for labels, value in made
        ]
        panel = Panel(Columns(cells, widths, gap=10), padding=(10, 5), fill=TINT)
        panel.after = 8
        return panel

    def _fact(self, label: Bilingual, value: str) -> tuple[list[Paragraph], Paragraph]:
        fact = self.root.add("P")
        labels = [self.german(label.german, NOTE, tag="Span", within=fact, align="left")]
        if self.bilingual and label.other != label.german:
            labels.append(self.foreign(label.other, NOTE, tag="Span", within=fact, align="left"))
        strong = Style(bold=True, size=BODY + 1, after=0)
        return labels, self.german(value, strong, tag="Span", within=fact)


def run_in_spans(title: str, text: str) -> tuple[Span, ...]:
    """Return the spans of a paragraph that begins with its heading."""
    return Span(f"{title}\u2002", bold=True, color=ACCENT), Span(text)


def _german(value: str | Bilingual) -> str:
    return value.german if isinstance(value, Bilingual) else value


def _other(value: str | Bilingual) -> str:
    return (value.other or value.german) if isinstance(value, Bilingual) else value
