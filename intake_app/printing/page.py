"""The frame of every page: letterhead, footer, watermark; and the cut into pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.printing.block import Block, Late, fit, gap_between
from intake_app.printing.canvas import TaggedCanvas
from intake_app.printing.finish import Metadata, finish
from intake_app.printing.layout import insert
from intake_app.printing.letterhead import Letterhead
from intake_app.printing.paragraph import Paragraph
from intake_app.printing.tags import Structure
from intake_app.printing.typography import (
    FINE,
    FRAME,
    LINE,
    MARGIN,
    MM,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SMALL,
    TEXT_WIDTH,
    Color,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from intake_app.domain.office import Office
    from intake_app.printing.wording import Wording

_FOOTER = 12 * MM
_BODY_BOTTOM = 19 * MM
_NUMBER_ROOM, _PAGE_ROOM, _FOOT_HEIGHT = 25 * MM, 22 * MM, 8 * MM
_WATERMARK = Color(0.945, 0.945, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Where a paper comes from.

    Attributes:
        office: The sender; papers carry "Muster" until its texts are released.
        made_at: Moment of making, aware; goes into the file's metadata only.
        practice: Made in a practice case (Übungsfall).
    """

    office: Office
    made_at: datetime
    practice: bool = False

    @property
    def address(self) -> str:
        """Street and town in one line."""
        town = f"{self.office.zip_code} {self.office.town}".strip()
        return ", ".join(part for part in (self.office.street, town) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDesign:
    """What all pages of one document share.

    Attributes:
        number: Number of the document, on each page; also the file's neutral title.
        code: Gives the content of a page's QR code from its number and the number of pages.
        note: Small text beside the number, for example the version of the wording.
        initials: Label of a line for initials at the foot of each page, "" for none.
        foot: Small text beside the number at the foot, in German and in the other language.
        one_sided: Parts of its sheets are torn off, so nothing may stand on their backs.
    """

    number: str
    code: Callable[[int, int], str] | None = None
    note: str = ""
    initials: str = ""
    foot: tuple[str, ...] = ()
    one_sided: bool = False


@dataclass(slots=True)
class Part:
    """Pages of one kind: with letterhead and footer, or bare from edge to edge."""

    blocks: list[Block] = field(default_factory=list)
    bare: bool = False


class Draft:
    """A document while it is written.

    Attributes:
        structure: The structure tree that the blocks hang in.
        parts: What was written so far.
    """

    def __init__(self) -> None:
        self.structure = Structure()
        self.parts = [Part()]

    def add(self, *blocks: Block) -> None:
        """Append blocks to the present part."""
        self.parts[-1].blocks.extend(blocks)

    def add_together(self, *blocks: Block) -> None:
        """Append blocks that share a page, what is signed and the line to sign on above all."""
        for block in blocks[:-1]:
            block.keep_with_next = True
        self.add(*blocks)

    def begin_part(self, *, bare: bool) -> None:
        """Go on with pages of another kind."""
        self.parts.append(Part(bare=bare))


def print_pages(
    draft: Draft,
    design: PageDesign,
    imprint: Imprint,
    german: Wording,
    other: Wording | None = None,
) -> bytes:
    """Break and draw a document; the same input gives the same bytes.

    Args:
        draft: What was written.
        design: What all pages share.
        imprint: Where the paper comes from.
        german: German texts.
        other: Texts of the person's language, None for German alone.
    """
    frame = _PageFrame(design, imprint, german, other)
    pages = [
        (part, page)
        for place, part in enumerate(draft.parts)
        for page in frame.broken(part, first=place == 0)
    ]
    canvas = TaggedCanvas()
    canvas.structure = draft.structure
    for number, (part, blocks) in enumerate(pages, start=1):
        for block in blocks:
            if isinstance(block, Late):
                block.settle(len(pages))
        frame.paint(canvas, part, blocks, (number, len(pages)))
        canvas.showPage()
    title = design.number or "Blatt"
    metadata = Metadata(
        title=title, language="de-DE", made_at=imprint.made_at, one_sided=design.one_sided
    )
    return finish(canvas.finished(), draft.structure, metadata)


def stamp_ids(imprint: Imprint) -> list[str]:
    """Return the ids of the stamps that a paper carries."""
    found = ["label.stamp.practice"] if imprint.practice else []
    if imprint.office.texts_released_on is None:
        found.append("label.stamp.sample")
    return found


def pages_of_parts(
    draft: Draft,
    design: PageDesign,
    imprint: Imprint,
    german: Wording,
    other: Wording | None = None,
) -> list[int]:
    """Return how many pages each part of a document takes, without drawing it."""
    frame = _PageFrame(design, imprint, german, other)
    return [len(frame.broken(part, first=place == 0)) for place, part in enumerate(draft.parts)]


class _PageFrame:
    def __init__(
        self, design: PageDesign, imprint: Imprint, german: Wording, other: Wording | None
    ) -> None:
        self._design = design
        self._imprint = imprint
        self._german = german
        self._other = other
        self._number = Paragraph(insert(design.number), None, size=SMALL, bold=True, color=MUTED)
        stamps = [german.block(text_id) for text_id in stamp_ids(imprint)]
        self._letterhead = Letterhead(
            imprint.office, imprint.address, design.number, stamps, design.code
        )

    def broken(self, part: Part, *, first: bool) -> list[list[Block]]:
        """Cut the blocks of a part into pages; `first` when the document begins with it."""
        pages: list[list[Block]] = []
        rest = part.blocks
        while rest:
            width, height = self._area(part, first=first and not pages)
            page, rest = fit(rest, width, height)
            if not page and rest[0].height(width) <= height:
                # A heading whose block needs a page of its own: better alone than not at all.
                page, rest = rest[:1], rest[1:]
            if not page:
                raise ValueError("a block is taller than a page and cannot be cut")
            pages.append(page)
        return pages

    def paint(
        self,
        canvas: TaggedCanvas,
        part: Part,
        blocks: Sequence[Block],
        page: tuple[int, int],
    ) -> None:
        if self._imprint.practice:
            self._watermark(canvas)
        if not part.bare:
            self._letterhead.paint(canvas, page)
        width, height = self._area(part, first=page[0] == 1)
        left = 0.0 if part.bare else MARGIN
        y = height + (0.0 if part.bare else _BODY_BOTTOM)
        above: Block | None = None
        for block in blocks:
            y -= gap_between(above, block)
            block.paint(canvas, left, y, width)
            y -= block.height(width)
            above = block
        if not part.bare:
            self._footer(canvas, page)

    def _area(self, part: Part, *, first: bool) -> tuple[float, float]:
        if part.bare:
            return PAGE_WIDTH, PAGE_HEIGHT
        top = self._letterhead.body_top(first=first)
        return TEXT_WIDTH, PAGE_HEIGHT - top - _BODY_BOTTOM

    def _watermark(self, canvas: TaggedCanvas) -> None:
        label = self._german.block("label.stamp.practice").upper()
        text = Paragraph(label, None, size=110, bold=True, color=_WATERMARK, align="center")
        with canvas.kept_state():
            canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
            canvas.rotate(50)
            text.paint(canvas, -PAGE_HEIGHT / 2, text.height(PAGE_HEIGHT) / 2, PAGE_HEIGHT)

    def _footer(self, canvas: TaggedCanvas, page: tuple[int, int]) -> None:
        fields = {"page": str(page[0]), "pages": str(page[1])}
        width = TEXT_WIDTH - _NUMBER_ROOM - _PAGE_ROOM
        foot = self._foot()
        # What needs more room begins higher: below is the margin that printers leave white.
        top = _FOOTER + max(0.0, sum(line.height(width) for line in foot) - _FOOT_HEIGHT)
        with canvas.marked(None):
            canvas.setStrokeColorRGB(*LINE)
            canvas.setLineWidth(0.6)
            canvas.line(MARGIN, top + 4, MARGIN + TEXT_WIDTH, top + 4)
        third = TEXT_WIDTH / 3
        number = self._number
        number.paint(canvas, MARGIN, top, third)
        if self._design.note:
            note = Paragraph(self._design.note, None, size=FINE, color=MUTED)
            note.paint(canvas, MARGIN, top - number.height(third), third)
        y = top
        for line in foot:
            line.paint(canvas, MARGIN + _NUMBER_ROOM, y, width)
            y -= line.height(width)
        self._initials(canvas, MARGIN + third, top, third)
        y = top
        for wording in (self._german, self._other):
            if wording is not None:
                label = Paragraph(
                    wording.block("label.page", **fields),
                    None,
                    language=wording.language,
                    size=SMALL if wording is self._german else FINE,
                    color=MUTED,
                    align="right",
                )
                label.paint(canvas, MARGIN + 2 * third, y, third)
                y -= label.height(third)

    def _foot(self) -> list[Paragraph]:
        said = zip(self._design.foot, (self._german, self._other), strict=False)
        return [
            Paragraph(text, None, language=wording.language, size=FINE, color=MUTED, align="left")
            for text, wording in said
            if wording is not None
        ]

    def _initials(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        if not self._design.initials:
            return
        label = Paragraph(f"{self._design.initials}:", None, size=SMALL, color=MUTED)
        label.paint(canvas, x, top, width)
        start = x + label.breadth + 4
        with canvas.marked(None):
            canvas.setStrokeColorRGB(*FRAME)
            canvas.setLineWidth(0.6)
            canvas.line(start, top - 12, x + width - 12, top - 12)
