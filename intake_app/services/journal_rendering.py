"""Fills the journal's pages: entries, and the words of the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.dates import german_date
from intake_app.domain.office import OFFICE_ZONE, PaperKind
from intake_app.printing import journal_pages
from intake_app.services.document import Document
from intake_app.services.rendering import GERMAN, own_imprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from intake_app.domain.journal import DaySeal, JournalLine, JournalQuery
    from intake_app.services.session import Session


def entries_document(
    session: Session,
    lines: Sequence[JournalLine],
    query: JournalQuery,
    act_words: Callable[[str], str],
    detail_words: Callable[[str, str], str],
) -> Document:
    """Return the entries that a query found, oldest first as in a book."""
    narrowed = (query.case_number.strip(), query.by, act_words(query.act) if query.act else "")
    number = f"P-{session.today():%Y%m%d}"
    data = journal_pages.JournalPages(
        number=number,
        as_of=session.today(),
        span=_span(lines),
        filters=", ".join(part for part in narrowed if part),
        rows=[
            (
                str(line.seq),
                f"{line.at.astimezone(OFFICE_ZONE):%d.%m.%Y %H:%M}",
                line.by or "–",
                line.case_number,
                act_words(line.act),
                detail_words(line.act, line.detail),
            )
            for line in reversed(lines)
        ],
    )
    german = session.content.wording(GERMAN)
    pages = journal_pages.render_entries(data, german, own_imprint(session))
    return _document(PaperKind.JOURNAL, number, pages)


def words_document(session: Session, seals: Iterable[DaySeal]) -> Document:
    """Return the page with the words of the days."""
    number = f"W-{session.today():%Y%m%d}"
    data = journal_pages.WordsOfDays(
        number=number,
        as_of=session.today(),
        days=[(seal.day, seal.words) for seal in seals],
    )
    german = session.content.wording(GERMAN)
    pages = journal_pages.render_words(data, german, own_imprint(session))
    return _document(PaperKind.JOURNAL_WORDS, number, pages)


def _span(lines: Sequence[JournalLine]) -> str:
    if not lines:
        return "–"
    days = [line.at.astimezone(OFFICE_ZONE).date() for line in lines]
    return f"{german_date(min(days))} – {german_date(max(days))}"


def _document(kind: PaperKind, number: str, data: bytes) -> Document:
    return Document(kind=kind, case_id=None, number=number, language=GERMAN, data=data)
