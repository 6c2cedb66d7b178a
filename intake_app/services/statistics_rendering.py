"""Puts the statistics on paper and into a file for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.counted_tables import german_number
from intake_app.domain.dates import german_date
from intake_app.domain.office import PaperKind
from intake_app.printing import statistics_pages
from intake_app.printing.stamps import stamped
from intake_app.services.document import Document
from intake_app.services.rendering import GERMAN, own_imprint
from intake_app.services.statistics_words import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.counted_tables import Table
    from intake_app.services.session import Session
    from intake_app.services.statistics_wish import Statistics
    from intake_app.services.statistics_words import StatisticsWords


def tables_document(session: Session, counted: Statistics, words: StatisticsWords) -> Document:
    """Return the tables on paper; exact ones are stamped on each page."""
    wish = counted.wish
    number = f"S-{session.today():%Y%m%d}"
    span = f"{german_date(wish.period.first)} – {german_date(wish.period.last)}"
    people = f"{words.say(Term.PEOPLE)}: {german_number(counted.people)}"
    data = statistics_pages.StatisticsPages(
        number=number,
        title=words.say(Term.TITLE),
        subtitle=f"{span} · {people}",
        warning=words.say(Term.INTERNAL) if wish.is_internal else "",
        tables=counted.tables,
    )
    pages = statistics_pages.render(data, session.content.wording(GERMAN), own_imprint(session))
    return Document(
        kind=PaperKind.STATISTICS,
        case_id=None,
        number=number,
        language=GERMAN,
        data=stamped(pages, [words.say(Term.STAMP)] if wish.is_internal else []),
    )


def csv_rows(counted: Statistics) -> Iterator[tuple[object, ...]]:
    """Yield the tables one below the other, each with its title and its notes."""
    for table in counted.tables:
        heading = table.heading
        yield heading.code, heading.title
        yield from _numbers(table)
        for note in heading.notes:
            yield (note,)
        yield ()


def _numbers(table: Table) -> Iterator[tuple[object, ...]]:
    if table.is_withheld:
        return
    yield (*(axis.name for axis in table.row_axes), *table.columns)
    for line in table.lines():
        yield (*line.labels, *line.numbers)
