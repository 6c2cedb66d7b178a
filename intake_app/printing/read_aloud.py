"""The read-aloud sheet (Vorleseblatt): a waiver sentence by sentence, for who cannot read.

Whoever interprets reads each numbered sentence; the person follows by the pictogram.  The
four check questions come at the end, with boxes for what was answered.  The person signs the
waiver and not this sheet; witness and advisor confirm on it how it was read out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.signing import Check
from intake_app.printing.block import Block, Figure, Gap, Rule, Stack
from intake_app.printing.blocks import BOX, TIGHT, Style, Writer
from intake_app.printing.grid import Columns
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.pictograms import pictogram
from intake_app.printing.signs import Sign, on_line
from intake_app.printing.typography import (
    ACCENT,
    HAIR,
    LARGE,
    LARGE_PRINT,
    MM,
    SECTION,
    TEXT_WIDTH,
    scaled,
)
from intake_app.printing.waiver import countersignature, reading_aid_note

if TYPE_CHECKING:
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Bilingual, Wording

_TEXT: Final = Style(size=LARGE, after=0)
_NUMBER: Final = Style(size=SECTION, bold=True, color=ACCENT, after=0)
_EDGE: Final = 9.5 * MM
_GAP: Final = 4 * MM
_NUMBER_WIDTH: Final = 9 * MM
_ROOM: Final = TEXT_WIDTH - _NUMBER_WIDTH - _EDGE - 2 * _GAP
_PUT: Final = (Check.ANSWERED, Check.UNSURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenSentence:
    """One sentence, with its pictogram."""

    number: int
    text: Bilingual
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAloudSheet:
    """What is read out of a waiver.

    Attributes:
        number: Number of the waiver.
        request: What is said before the check questions.
        advisor: Who reads it out or lets it be interpreted.
    """

    number: str
    sentences: tuple[SpokenSentence, ...]
    request: Bilingual
    checks: tuple[SpokenSentence, ...]
    advisor: str = ""


def render(
    data: ReadAloudSheet,
    german: Wording,
    other: Wording | None,
    imprint: Imprint,
    *,
    large: bool = False,
) -> bytes:
    """Return the sheet as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, other, scale=LARGE_PRINT if large else 1.0)
    add = draft.add
    add(*writer.title(writer.say("B-T23.title"), writer.say("B-T23", number=data.number)))
    add(*reading_aid_note(writer))
    said = ""
    for sentence in data.sentences:
        add(_row(writer, sentence, repeats=sentence.text.german == said))
        said = sentence.text.german
    questions = [_row(writer, check, boxes=True) for check in data.checks]
    heading = writer.section(data.request, "speech")
    add(Gap(6), Stack([heading, *questions], whole=True), Gap(6))
    add(countersignature(writer, "B-T20", "person", "label.signature.advisor", data.advisor))
    add(countersignature(writer, "B-T19", "eye", "label.signature.witness"))
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)


def _row(
    writer: Writer, sentence: SpokenSentence, *, repeats: bool = False, boxes: bool = False
) -> Block:
    """Return number, pictogram and both languages, with a hairline below.

    Args:
        writer: What is written with.
        sentence: What is said.
        repeats: The German text stands in the row above already.
        boxes: Whether there are boxes for the answer.
    """
    part = writer.root.add("P")
    number = writer.german(str(sentence.number), _NUMBER, tag="Span", within=part)
    drawn = Figure((_EDGE, _EDGE), pictogram(sentence.sign))
    german: Block = Gap(0)
    if not repeats:
        german = writer.german(sentence.text.german, _TEXT, tag="Span", within=part)
    cells: list[Block] = [number, Sign(drawn, drop=0.6 * _EDGE), german]
    widths = [_NUMBER_WIDTH, _EDGE, _ROOM]
    if writer.bilingual:
        other = writer.foreign(sentence.text.other, _TEXT, tag="Span", within=part)
        if writer.is_large:
            cells[-1] = other if repeats else Stack([german, Gap(3), other])
        else:
            cells.append(other)
            widths[-1:] = [(_ROOM - _GAP) / 2] * 2
    # In large print a sentence that names all offices is taller than a page.
    row: list[Block] = [Columns(cells, widths, gap=_GAP, whole=not writer.is_large)]
    if boxes:
        row += [Gap(3), _boxes(writer)]
    line = Stack([*row, Gap(4), Rule(HAIR)], whole=True)
    line.after = 5
    return line


def _boxes(writer: Writer) -> Block:
    """Return the boxes for the answer, for the advisor and so in German."""
    part = writer.root.add("P")
    cells: list[Block] = [Gap(0)]
    widths = [_NUMBER_WIDTH + _EDGE + 2 * _GAP]
    for check in _PUT:
        words = writer.entry("checks", check.value).german
        label = writer.german(words, TIGHT, tag="Span", within=part)
        cells += [
            on_line(writer.box(within=part, align="left"), scaled(TIGHT.size, writer.scale)),
            label,
        ]
        widths += [scaled(BOX, writer.scale) + 5, 40 * MM]
    return Columns(cells, widths, whole=True)
