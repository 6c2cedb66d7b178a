"""The journal on paper (Protokoll): its entries, and the words of its days, in German."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.printing.block import Gap
from intake_app.printing.blocks import NOTE, STRONG, Style, Writer
from intake_app.printing.grid import TableLook
from intake_app.printing.layout import insert
from intake_app.printing.page import Draft, PageDesign, print_pages
from intake_app.printing.solo import CellLine, Solo
from intake_app.printing.typography import INK, TEXT_WIDTH, TINT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.printing.page import Imprint
    from intake_app.printing.wording import Wording

_LOOK: Final = TableLook(header_fill=TINT, padding=(3.0, 2.0))
_ROOMY: Final = TableLook(header_fill=TINT, padding=(4.0, 6.0))
_HEAD: Final = Style(size=8.5, bold=True, color=INK, after=0)
_CELL: Final = Style(size=8.5, after=0)
_WORD_HEAD: Final = Style(size=10, bold=True, color=INK, after=0)
_WORDS: Final = Style(size=11, after=0)
_ENTRY_SHARES: Final = (0.07, 0.17, 0.07, 0.17, 0.30, 0.22)
_WORD_SHARES: Final = (0.14, 0.62, 0.24)
COMMAND: Final = 'intake-app verify TRESOR --day JJJJ-MM-TT --words "SECHS WORTE"'
"""How somebody compares the words; `cli` knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalPages:
    """Entries of the journal, as they are read: initials, numbers and acts.

    Attributes:
        span: From which day to which, in words.
        filters: What else narrows the entries, in words; empty for nothing.
        rows: Number, moment, initials, case number, act and detail of each entry.
    """

    number: str
    as_of: date
    span: str
    filters: str
    rows: Sequence[tuple[str, str, str, str, str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOfDays:
    """The seals of days that are over, to be kept outside the computer.

    Attributes:
        days: Each day with its words, newest first.
    """

    number: str
    as_of: date
    days: Sequence[tuple[date, tuple[str, ...]]]


def render_entries(data: JournalPages, german: Wording, imprint: Imprint) -> bytes:
    """Return the entries as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, None)
    page = Solo(writer, foreign=False)
    add, say = draft.add, writer.say
    facts = {"date": _day(data.as_of), "span": data.span, "count": str(len(data.rows))}
    add(*page.title(say("R-J01.title"), say("R-J01", **facts)))
    if data.filters:
        add(page.text(say("R-J01.filtered", filters=data.filters), STRONG))
    add(page.text(say("R-J02"), NOTE), Gap(4))
    header = [
        say(f"R-J03.{name}") for name in ("number", "moment", "who", "case", "act", "detail")
    ]
    rows = [[[CellLine(insert(cell), _CELL)] for cell in row] for row in data.rows]
    add(page.table(header, rows, _widths(_ENTRY_SHARES), head=_HEAD, look=_LOOK))
    return print_pages(draft, PageDesign(number=data.number), imprint, german)


def render_words(data: WordsOfDays, german: Wording, imprint: Imprint) -> bytes:
    """Return the page with the words of the days as a PDF."""
    draft = Draft()
    writer = Writer(draft, german, None)
    page = Solo(writer, foreign=False)
    add, say = draft.add, writer.say
    add(*page.title(say("R-J04.title"), say("R-J04", date=_day(data.as_of))))
    add(page.text(say("R-J05"), NOTE))
    add(page.text(say("R-J06"), NOTE), page.text(insert(COMMAND), STRONG))
    header = [say(f"R-J08.{name}") for name in ("day", "words", "checked")]
    rows = [
        [[CellLine(text, _WORDS)] for text in (insert(_day(day)), insert(" ".join(words)), "")]
        for day, words in data.days
    ]
    add(page.table(header, rows, _widths(_WORD_SHARES), head=_WORD_HEAD, look=_ROOMY), Gap(6))
    add(page.text(say("R-J07"), NOTE))
    return print_pages(draft, PageDesign(number=data.number), imprint, german)


def _widths(shares: Sequence[float]) -> list[float]:
    return [share * TEXT_WIDTH for share in shares]


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
