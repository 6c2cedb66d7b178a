"""The privacy notice (Datenschutz-Information), Art. 13 GDPR: one page in each language.

It is handed out and read at home, so both languages get a page of their own in a readable
size, front and back of one sheet, instead of two narrow columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.blocks import NOTE, Style, Writer, run_in_spans
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.solo import Solo
from intake_app.printing.typography import LARGE_PRINT, SMALL, WARN
from intake_app.printing.waiver import office_fields

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


def _page(writer: Writer, data: PrivacyNotice, imprint: Imprint, *, foreign: bool) -> None:
    page = Solo(writer, foreign=foreign)
    add = writer.draft.add
    office = office_fields(imprint)
    months = str(imprint.office.retention_months)
    add(*page.title(writer.say("N-T01.title")))
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
