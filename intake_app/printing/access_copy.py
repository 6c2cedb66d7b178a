"""The answer to a request for access (Auskunft), Art. 15 GDPR.

First what the person has to know, in German and in the person's language side by side; then
everything that is stored, in the language in which it is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Gap
from intake_app.printing.blocks import NOTE, SECTION_STYLE, STRONG, Style, Writer
from intake_app.printing.grid import TableLook
from intake_app.printing.items import items
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.solo import CellLine, Solo
from intake_app.printing.typography import HAIR, MUTED, TEXT_WIDTH
from intake_app.printing.waiver import office_fields, reading_aid_note
from intake_app.printing.wording import Bilingual, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.codes import Category
    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording

_HEAD: Final = Style(size=8.5, bold=True, color=MUTED, after=0)
_CELL: Final = Style(size=9.5, after=0)
_SOURCE: Final = Style(size=8.5, color=MUTED, after=0)
_CAPTION: Final = Style(size=10.5, bold=True, before=8, after=2)
_SCALE: Final = 0.9
"""So that all the person has to know stands on one sheet."""

_LOOK: Final = TableLook(rule=HAIR)
_WIDTHS: Final = (TEXT_WIDTH * 0.36, TEXT_WIDTH * 0.38, TEXT_WIDTH * 0.26)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRow:
    """One line of what is stored: what was asked, the answer, and where it comes from."""

    label: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessTable:
    """Lines under one heading, in German."""

    caption: str
    rows: tuple[AccessRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessChapter:
    """Tables under one heading of the second part.

    Attributes:
        title: Id of the text that is the heading.
        header: Ids of the texts above the three columns.
    """

    title: str
    tables: tuple[AccessTable, ...]
    header: tuple[str, str, str] = ("R-L.question", "R-L.answer", "R-L.source")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessCopy:
    """Everything that is stored about a person.

    Attributes:
        identity: Code of how it was made sure who asks.
        delete_on: Day on which the case is due without new contact.
        recipients: Day, partner and kinds of data of everything that left, oldest first.
        chapters: Everything that is stored, in German.
        has_blanked: Something is blacked out.
    """

    number: str
    asked_on: date
    as_of: date
    identity: str
    delete_on: date
    recipients: tuple[tuple[date, str, tuple[Category, ...]], ...]
    chapters: tuple[AccessChapter, ...]
    has_blanked: bool


def render(data: AccessCopy, german: Wording, other: Wording | None, imprint: Imprint) -> bytes:
    """Return the access copy as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, other, scale=_SCALE)
    _summary(writer, data, imprint)
    draft.begin_part(bare=False)
    listed = Solo(writer, foreign=False)
    draft.add(*listed.title(writer.say("R-A07.title")))
    for chapter in data.chapters:
        _chapter(writer, listed, chapter)
    return print_pages(draft, PageDesign(number=data.number), imprint, german, other)


def _summary(writer: Writer, data: AccessCopy, imprint: Imprint) -> None:
    add, say = writer.draft.add, writer.say
    add(*writer.title(say("R-A01.title")))
    add(*reading_aid_note(writer))
    days = {"asked": _day(data.asked_on), "date": _day(data.as_of), "number": data.number}
    add(writer.pair(say("R-A01", **days), STRONG))
    add(writer.pair(say(f"R-A02.{data.identity}"), NOTE))
    office = imprint.office
    fields = office_fields(imprint)
    months = str(office.retention_months)
    for title, text in (("N-T02.title", "N-T02"), ("N-T03.title", "N-T03")):
        add(writer.run_in(say(title), say(text, **fields, months=months)))
    add(writer.run_in(say("R-A03.title"), say("R-A03")))
    _recipients(writer, data.recipients)
    add(writer.run_in(say("R-A05.title"), say("R-A05", date=_day(data.delete_on))))
    for topic in ("N-T08", "N-T09"):
        add(writer.run_in(say(f"{topic}.title"), say(topic, **fields, months=months)))
    add(writer.run_in(say("R-A07.title"), say("R-A07")))
    if data.has_blanked:
        add(writer.pair(say("R-A06"), NOTE))


def _recipients(writer: Writer, left: Sequence[tuple[date, str, tuple[Category, ...]]]) -> None:
    text = writer.say("R-A04" if left else "R-A04.none")
    writer.draft.add(writer.run_in(writer.say("R-A04.title"), text))
    listed: list[Bilingual] = []
    for day, partner, kinds in left:
        what = joined([writer.entry("categories", code) for code in kinds], ", ", writer.comma)
        begin = f"{insert(_day(day))}  {insert(partner)}: "
        listed.append(Bilingual(begin + what.german, begin + what.other))
    writer.draft.add(*items(writer, listed))


def _chapter(writer: Writer, page: Solo, chapter: AccessChapter) -> None:
    add = writer.draft.add
    heading = page.text(writer.say(chapter.title), SECTION_STYLE, tag="H2")
    heading.keep_with_next = True
    add(heading)
    header = [writer.say(text_id) for text_id in chapter.header]
    for table in chapter.tables:
        if table.caption:
            caption = page.text(insert(table.caption), _CAPTION, tag="H3")
            caption.keep_with_next = True
            add(caption)
        rows = [
            (
                [CellLine(insert(row.label), _CELL)],
                [CellLine(insert(row.value), _CELL)],
                [CellLine(insert(row.source), _SOURCE)],
            )
            for row in table.rows
        ]
        add(page.table(header, rows, _WIDTHS, head=_HEAD, look=_LOOK), Gap(4))


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
