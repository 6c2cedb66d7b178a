"""Reading the journal: for the data-protection officer and the head of the office."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.domain.journal import DaySeal, JournalFilter, JournalLine, JournalQuery
from intake_app.domain.keys import words_for
from intake_app.domain.office import OFFICE_ZONE, office_day
from intake_app.domain.roles import Right
from intake_app.errors import NotFoundError, NotPermittedError
from intake_app.services.csv_file import csv_file
from intake_app.services.journal_rendering import entries_document, words_document
from intake_app.services.permissions import needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from intake_app.domain.codes import CaseId
    from intake_app.domain.journal import Finding, JournalEntry
    from intake_app.services.document import Document
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

KEPT_MONTHS = 12
"""Whole months for which entries are kept; counts by month and act stay (forms 10.1)."""

MOST_PRINTED = 2000
"""Nobody reads more pages; a table for a spreadsheet has no such end."""


def first_day_kept(now: datetime) -> date:
    """Return the first day whose entries are kept: the first of a month, a year ago."""
    today = office_day(now)
    months = today.year * 12 + today.month - 1 - KEPT_MONTHS
    return date(months // 12, months % 12 + 1, 1)


class JournalService:
    """What can be read of the journal; its own reading stands in it too."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.JOURNAL)
    def open(self) -> None:
        """Write into the journal that somebody reads it, once until the vault is locked."""
        with self._session.looking() as store:
            self._session.note_once(store, "journal.read")

    @needs(Right.JOURNAL)
    def count(self, query: JournalQuery) -> int:
        """Return how many entries there are.

        Raises:
            NotFoundError: There is no case of this number.
        """
        with self._session.read() as store:
            return store.journal.count(_filter(store, query))

    @needs(Right.JOURNAL)
    def lines(self, query: JournalQuery, limit: int, offset: int = 0) -> list[JournalLine]:
        """Return a page of entries, newest first.

        Raises:
            NotFoundError: There is no case of this number.
        """
        with self._session.read() as store:
            entries = store.journal.entries(_filter(store, query), limit=limit, offset=offset)
            return _lines(store, entries)

    @needs(Right.JOURNAL)
    def known(self) -> tuple[list[str], list[str]]:
        """Return the initials and the acts that stand in the journal."""
        with self._session.read() as store:
            return store.journal.known()

    @needs(Right.JOURNAL)
    def seals(self, limit: int) -> list[DaySeal]:
        """Return the seals of the last days that are over, newest first."""
        words = self._session.content.words
        with self._session.read() as store:
            seals = store.journal.seals
            return [
                DaySeal(day=mark.day, words=words_for(seals.words_digest(mark), words))
                for mark in seals.latest(limit)
            ]

    @needs(Right.JOURNAL)
    def pages(
        self,
        query: JournalQuery,
        act_words: Callable[[str], str],
        detail_words: Callable[[str, str], str],
    ) -> Document:
        """Return the entries as pages to print or to keep as a PDF.

        Args:
            query: Which entries.
            act_words: Says an act in the language of the reader.
            detail_words: Says what an entry adds to its act.

        Raises:
            NotFoundError: There is no case of this number.
            NotPermittedError: There are more than `MOST_PRINTED` ("too_many_entries"), or the
                office has no address ("office_incomplete").
        """
        if self.count(query) > MOST_PRINTED:
            raise NotPermittedError("too_many_entries")
        lines = self.lines(query, MOST_PRINTED)
        return entries_document(self._session, lines, query, act_words, detail_words)

    @needs(Right.JOURNAL)
    def words_page(self, limit: int) -> Document:
        """Return a page with the words of the last days, to be kept outside the computer.

        Raises:
            NotPermittedError: The office has no address ("office_incomplete").
        """
        return words_document(self._session, self.seals(limit))

    @needs(Right.JOURNAL)
    def monthly_counts(self) -> Mapping[str, Mapping[str, int]]:
        """Return what is left of entries older than a year: month → act → how many."""
        with self._session.read() as store:
            checkpoint = store.journal.seals.checkpoint()
        return checkpoint.counts if checkpoint else {}

    @needs(Right.JOURNAL)
    def check(self) -> list[Finding]:
        """Return what is wrong with the chain and its seals."""
        with self._session.read() as store:
            return store.journal.verify()

    @needs(Right.JOURNAL)
    def export(self, query: JournalQuery, act_words: Callable[[str], str]) -> bytes:
        """Return the entries as a table for a spreadsheet (CSV, UTF-8, semicolons).

        Args:
            query: Which entries.
            act_words: Says an act in the language of the reader.

        Raises:
            NotFoundError: There is no case of this number.
        """
        with self._session.write() as store:
            wanted = _filter(store, query)
            entries = store.journal.entries(wanted, limit=store.journal.count(wanted))
            lines = _lines(store, entries)
            self._session.note(store, "journal.exported", of=len(lines))
        return _table(lines, act_words)


def _filter(store: Store, query: JournalQuery) -> JournalFilter:
    return JournalFilter(
        since=_midnight(query.first_day) if query.first_day else None,
        until=_midnight(query.last_day + timedelta(days=1)) if query.last_day else None,
        case_id=_case_of(store, query.case_number),
        by=query.by,
        act=query.act,
    )


def _case_of(store: Store, number: str) -> CaseId | None:
    if not number.strip():
        return None
    case = store.cases.by_number(number)
    if case is None:
        raise NotFoundError("case")
    return case.id


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)


def _lines(store: Store, entries: Iterable[JournalEntry]) -> list[JournalLine]:
    entries = list(entries)
    numbers = store.cases.numbers({entry.case_id for entry in entries if entry.case_id})
    return [
        JournalLine(
            seq=entry.seq,
            at=entry.at,
            by=entry.by,
            act=entry.act,
            case_number=numbers.get(entry.case_id, "") if entry.case_id else "",
            detail=_detail(entry, numbers),
        )
        for entry in entries
    ]


def _detail(entry: JournalEntry, numbers: Mapping[CaseId, str]) -> str:
    """Return what says something to a reader: not an id, not the case's number again."""
    if entry.case_id and entry.object_id == numbers.get(entry.case_id):
        return ""
    try:
        UUID(entry.object_id)
    except ValueError:
        return entry.object_id
    return ""


def _table(lines: Iterable[JournalLine], act_words: Callable[[str], str]) -> bytes:
    rows: list[tuple[object, ...]] = [
        ("Nr.", "Zeitpunkt", "Wer", "Fall", "Vorgang", "Einzelheit", "Kürzel")
    ]
    for line in lines:
        moment = f"{line.at.astimezone(OFFICE_ZONE):%d.%m.%Y %H:%M:%S}"
        act = act_words(line.act)
        rows.append((line.seq, moment, line.by, line.case_number, act, line.detail, line.act))
    return csv_file(rows)
