"""The privacy notice (Datenschutz-Information), Art. 13 GDPR, in full and in short.

In full it is handed out and read at home, so both languages get a page of their own in a
readable size, front and back of one sheet, instead of two narrow columns.  In short it lies on
the table during the talk: one page with both languages side by side, and it names the full one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Block, Gap
from intake_app.printing.blocks import NOTE, STRONG, Style, Writer, run_in_spans
from intake_app.printing.layout import Layouts
from intake_app.printing.page import Draft, PageDesign, pages_of_parts, print_pages
from intake_app.printing.solo import Solo
from intake_app.printing.typography import LARGE_PRINT, SMALL, WARN
from intake_app.printing.waiver import office_fields, reading_aid_note

if TYPE_CHECKING:
    from datetime import date

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
_TOPICS_IN_SHORT: Final = (
    ("N-T02", "office"),
    ("N-T05", "people"),
    ("N-T06", "law"),
    ("N-T08", "rights"),
)
_SCALES: Final = (1.0, 0.95, 0.9)


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


def render(
    data: PrivacyNotice,
    german: Wording,
    other: Wording | None,
    imprint: Imprint,
    *,
    large: bool = False,
) -> bytes:
    """Return the notice as a PDF; in large print a language takes several pages."""
    draft = Draft()
    writer = Writer(draft, german, other, scale=LARGE_PRINT if large else 1.0)
    _page(writer, data, imprint, foreign=False)
    if writer.bilingual:
        draft.begin_part(bare=False)
        _page(writer, data, imprint, foreign=True)
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)


def render_short(
    data: PrivacyNotice,
    german: Wording,
    other: Wording | None,
    imprint: Imprint,
    *,
    large: bool = False,
) -> bytes:
    """Return the short notice as a PDF: what is said aloud, with who, the law and the rights.

    Letters shrink a little where a language needs it to stay on one page.
    """
    design = PageDesign(number=data.number)
    draft, layouts = Draft(), Layouts()
    for scale in (LARGE_PRINT,) if large else _SCALES:
        draft = _in_short(
            data, Writer(Draft(), german, other, scale=scale, layouts=layouts), imprint
        )
        if sum(pages_of_parts(draft, design, imprint, german, other)) == 1:
            break
    return print_pages(draft, design, imprint, german, other)


def _in_short(data: PrivacyNotice, writer: Writer, imprint: Imprint) -> Draft:
    add = writer.draft.add
    fields = {**office_fields(imprint), "months": str(imprint.office.retention_months)}
    add(*writer.title(writer.say("N-T01.title")))
    add(*reading_aid_note(writer))
    add(writer.pair(writer.say("N-T01", **fields), icon="pen"))
    for topic, icon in _TOPICS_IN_SHORT:
        heading, text = writer.say(f"{topic}.title"), writer.say(topic, **fields)
        add(writer.run_in(heading, text, icon=icon))
    add(Gap(6), writer.pair(writer.say("N-T12"), STRONG), _handed(writer, data))
    return writer.draft


def _handed(writer: Writer, data: PrivacyNotice) -> Block:
    day = f"{data.handed_out_on:%d.%m.%Y}"
    return writer.pair(writer.say("N-T11", date=day, language=data.language_name), NOTE)


def _page(writer: Writer, data: PrivacyNotice, imprint: Imprint, *, foreign: bool) -> None:
    page = Solo(writer, foreign=foreign)
    add = writer.draft.add
    office = office_fields(imprint)
    months = str(imprint.office.retention_months)
    add(*page.title(writer.say("label.paper.notice")))
    if foreign and writer.reading_aid:
        add(page.line(writer.say("D-T01"), _AID))
    add(page.line(writer.say("N-T01", months=months), _TEXT, icon="pen"))
    for topic, icon in _TOPICS:
        heading = page.words(writer.say(f"{topic}.title"))
        text = page.words(writer.say(topic, **office, months=months))
        add(page.line(run_in_spans(heading, text), _TEXT, icon=icon))
        if topic == "N-T02":
            add(page.line(writer.say("N-T02.officer", **office), _TEXT))
    handed = writer.say(
        "N-T11", date=f"{data.handed_out_on:%d.%m.%Y}", language=data.language_name
    )
    add(page.line(handed, NOTE))
