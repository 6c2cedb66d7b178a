"""The office's statistics: counted tables for the head and whoever reports to the county.

Nobody sees a case here.  Tables for others are rounded; exact ones are for the office alone,
say so, and leave an entry in the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.counted_tables import round_to_step, table_of
from intake_app.domain.dates import german_date
from intake_app.domain.roles import Right
from intake_app.services.csv_file import csv_file
from intake_app.services.permissions import needs
from intake_app.services.rendering import GERMAN
from intake_app.services.statistics_counting import Counting
from intake_app.services.statistics_people import OF_PEOPLE
from intake_app.services.statistics_reading import gather
from intake_app.services.statistics_rendering import csv_rows, tables_document
from intake_app.services.statistics_scales import Scales
from intake_app.services.statistics_wish import Statistics
from intake_app.services.statistics_words import Term
from intake_app.services.statistics_work import OF_WORK

if TYPE_CHECKING:
    from intake_app.domain.counted_tables import Tally
    from intake_app.services.document import Document
    from intake_app.services.session import Session
    from intake_app.services.statistics_wish import StatisticsWish
    from intake_app.services.statistics_words import StatisticsWords

_COUNTS: Final = {**OF_PEOPLE, **OF_WORK}


class StatisticsService:
    """Counts; needs no case to be opened, and gives none away."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.STATISTICS)
    def count(self, wish: StatisticsWish, words: StatisticsWords) -> Statistics:
        """Return the tables; exact ones leave an entry, once until the vault is locked.

        Args:
            wish: Which tables.
            words: What stands in no form, in the language of the reader.
        """
        if wish.is_internal:
            with self._session.looking() as store:
                self._session.note_once(store, "statistics.counted", of=wish.code)
        return self._counted(wish, words)

    @needs(Right.STATISTICS)
    def pages(self, wish: StatisticsWish, words: StatisticsWords) -> Document:
        """Return the tables on paper; that it is printed or saved is noted like any paper.

        Raises:
            NotPermittedError: The office has no address ("office_incomplete").
        """
        return tables_document(self._session, self.count(wish, words), words)

    @needs(Right.STATISTICS)
    def export(self, wish: StatisticsWish, words: StatisticsWords) -> bytes:
        """Return the tables for a spreadsheet (CSV, UTF-8, semicolons).

        Raises:
            NotPermittedError: The vault is open for reading only ("read_only").
        """
        with self._session.write() as store:
            self._session.note(store, "statistics.saved", of=wish.code)
        return csv_file(csv_rows(self._counted(wish, words)))

    def _counted(self, wish: StatisticsWish, words: StatisticsWords) -> Statistics:
        session = self._session
        content, today = session.content, session.today()
        with session.read() as store:
            gathered = gather(store, wish.period, wish.topics, today)
        scales = Scales(
            content=content,
            german=content.wording(GERMAN),
            words=words,
            day=wish.period.last,
        )
        counting = Counting(
            gathered=gathered,
            scales=scales,
            ages=wish.ages,
            rounded=not wish.is_internal,
            by_municipality=wish.is_internal and wish.by_municipality,
        )
        people = len(gathered.people)
        return Statistics(
            wish=wish,
            people=people if wish.is_internal else round_to_step(people),
            tables=tuple(
                table_of(_explained(_COUNTS[topic](counting), counting), rounded=counting.rounded)
                for topic in wish.topics
            ),
        )


def _explained(tally: Tally, counting: Counting) -> Tally:
    """Add what every table says: whom it counts, how fresh and how exact it is."""
    period = counting.gathered.period
    scope = counting.say(
        Term.SCOPE, first=german_date(period.first), last=german_date(period.last)
    )
    stored = counting.say(Term.AS_STORED, today=german_date(counting.gathered.today))
    exactness = counting.say(Term.ROUNDED if counting.rounded else Term.INTERNAL)
    return tally.explained(scope, exactness, stored)
