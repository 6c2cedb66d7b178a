"""The privacy notice (Datenschutz-Information), Art. 13 GDPR: one page in each language.

It is handed out and read at home, so both languages get a page of their own in a readable
size, front and back of one sheet, instead of two narrow columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Block, Gap
from intake_app.printing.blocks import NOTE, TITLE_STYLE, Style, Writer, icon_block, run_in_spans
from intake_app.printing.grid import Columns
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.typography import GUTTER, SMALL, TEXT_WIDTH, WARN
from intake_app.printing.waiver import office_fields

if TYPE_CHECKING:
    from datetime import date

    from intake_app.printing.layout import Span
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Bilingual, Wording

_TEXT: Final = Style(size=10.5, after=6)
_AID: Final = Style(size=SMALL, color=WARN, after=8)
_TOPICS: Final = (
    ("N-T02", "office"),
    ("N-T03", "list"),
    ("N-T04", "choice"),
    ("N-T05", "people"),
    ("N-T06", "law"),
    ("N-T07", "clock"),
    ("N-T08", "rights"),
    ("N-T09", "letter"),
    ("N-T10", "hand"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyNotice:
    """What differs between two notices.

    Attributes:
        number: Number of the case, "" when the person has none yet.
        language_name: Language of the talk as German and that language call it.
    """

    number: str
    handed_out_on: date
    language_name: Bilingual


def render(data: PrivacyNotice, german: Wording, other: Wording | None, imprint: Imprint) -> bytes:
    """Return the notice as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, other)
    _page(writer, data, imprint, foreign=False)
    if writer.bilingual:
        draft.begin_part(bare=False)
        _page(writer, data, imprint, foreign=True)
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)


def _page(writer: Writer, data: PrivacyNotice, imprint: Imprint, *, foreign: bool) -> None:
    make = writer.foreign if foreign else writer.german
    rtl = foreign and writer.mirrored

    def words(text: Bilingual) -> str:
        return text.other if foreign else text.german

    def add(text: str | tuple[Span, ...], icon: str = "", style: Style = _TEXT) -> None:
        cells: list[Block] = [icon_block(icon), make(text, style)]
        widths = [GUTTER, TEXT_WIDTH - GUTTER]
        writer.draft.add(Columns(cells, widths, right_to_left=rtl, whole=True))

    office = office_fields(imprint)
    months = str(imprint.office.retention_months)
    title = writer.say("N-T01.title")
    writer.draft.add(make(words(title), TITLE_STYLE, tag="P" if foreign else "H1"), Gap(6))
    if foreign and writer.reading_aid:
        add(words(writer.say("D-T01")), style=_AID)
    add(words(writer.say("N-T01", months=months)), "pen")
    for topic, icon in _TOPICS:
        heading = writer.say(f"{topic}.title")
        text = writer.say(topic, **office, months=months)
        add(run_in_spans(words(heading), words(text)), icon)
        if topic == "N-T02":
            add(words(writer.say("N-T02.officer", **office)))
    handed = writer.say(
        "N-T11", date=f"{data.handed_out_on:%d.%m.%Y}", language=data.language_name
    )
    add(words(handed), style=NOTE)
