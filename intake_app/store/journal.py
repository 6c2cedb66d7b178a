"""The journal: one entry per act, chained so that tampering shows (Protokoll).

The chain value of an entry is SHA-256 over the chain value before it and the canonical
JSON of the entry.  Whoever changes, removes, inserts or reorders a row breaks the chain at
that place; `journal_seals` holds its ends.  Together they also catch what SQLCipher cannot
see: a page of the file that was put back.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Select, delete, func, insert, select

from intake_app.domain.codes import CaseId
from intake_app.domain.journal import (
    CLOCK_CONFIRMED,
    Checkpoint,
    JournalEntry,
    JournalFilter,
    Mark,
    leapt_from,
)
from intake_app.domain.office import office_day
from intake_app.store.journal_chain import (
    BEGINNING,
    FOUND_BROKEN,
    chain_value,
    check,
    day_after,
    ends_day,
)
from intake_app.store.journal_seals import SealRepository
from intake_app.store.repository import Repository, Work
from intake_app.store.tables import JournalRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sqlalchemy import Row

    from intake_app.domain.journal import Finding

EVERYTHING = JournalFilter()

_BATCH = 500
_JOURNAL = table_of(JournalRow)
_CONFIRMED = (
    select(func.coalesce(func.max(_JOURNAL.c.seq), 0))
    .where(_JOURNAL.c.act == CLOCK_CONFIRMED)
    .scalar_subquery()
)
_NEWEST = select(func.max(_JOURNAL.c.at)).where(_JOURNAL.c.seq >= _CONFIRMED)
_LAST = select(_JOURNAL).order_by(_JOURNAL.c.seq.desc()).limit(1)
_AnyQuery = TypeVar("_AnyQuery", bound=Select[Any])


class JournalRepository(Repository):
    """Appends to the journal and reads it; nothing changes an entry."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.seals = SealRepository(work)

    def write(
        self, at: datetime, by: str, act: str, case_id: CaseId | None = None, object_id: str = ""
    ) -> JournalEntry:
        """Append an entry, in the transaction of the act that it tells of.

        Args:
            at: When it was done.
            by: Initials of the advisor.
            act: What was done, for example "interview.completed".
            case_id: The case, if it was about one.
            object_id: Id or number of what it was done to, never a name.
        """
        head = self.seals.head()
        if head is None:
            head = self._end_of_rows()
            if head.seq or self.seals.has_head():
                # Somebody was here who had no key for it; going on in silence would hide that.
                broken = JournalEntry(seq=head.seq + 1, at=at, by=by, act=FOUND_BROKEN)
                head = self._append(head, broken)
        entry = JournalEntry(
            seq=head.seq + 1, at=at, by=by, act=act, case_id=case_id, object_id=object_id
        )
        return replace(entry, chain=self._append(head, entry).chain)

    def entries(
        self, wanted: JournalFilter = EVERYTHING, *, limit: int = 500, offset: int = 0
    ) -> list[JournalEntry]:
        """Return entries, newest first: at most `limit`, after skipping `offset`."""
        query = _narrowed(select(_JOURNAL), wanted).order_by(_JOURNAL.c.seq.desc())
        rows = self._connection.execute(query.limit(limit).offset(offset))
        return [_to_domain(row) for row in rows]

    def newest_at(self) -> datetime | None:
        """Return the latest moment of all entries; the last one's, unless a clock went back.

        Entries from before somebody confirmed the clock do not count.
        """
        newest: datetime | None = self._connection.scalar(_NEWEST)
        return newest

    def leapt_from(self, today: date) -> date | None:
        """Return the day after which the clock leapt further than anybody pauses, else None.

        A leap from before somebody confirmed the clock does not count, and none among the
        entries that were cut off: nothing is cut off while one is not confirmed.

        Args:
            today: Day of the office, by the clock of now.
        """
        confirmed: int = self._connection.scalar(select(_CONFIRMED)) or 0
        cut, head = self.seals.checkpoint(), self.seals.head()
        marks = self.seals.since(max(confirmed, cut.end.seq if cut else 0))
        marks += [head] if head else []
        return leapt_from([*(mark.day for mark in marks), today])

    def count(self, wanted: JournalFilter = EVERYTHING) -> int:
        """Return how many entries there are."""
        query = _narrowed(select(func.count()).select_from(_JOURNAL), wanted)
        return self._connection.scalar(query) or 0

    def known(self) -> tuple[list[str], list[str]]:
        """Return all initials and all acts that stand in the journal, for its filters."""
        people = self._connection.scalars(select(_JOURNAL.c.by).distinct())
        acts = self._connection.scalars(select(_JOURNAL.c.act).distinct())
        return sorted(people), sorted(acts)

    def walk(self) -> Iterator[JournalEntry]:
        """Yield all entries in their order, without holding them in memory."""
        query = select(_JOURNAL).order_by(_JOURNAL.c.seq)
        for row in self._connection.execute(query.execution_options(yield_per=_BATCH)):
            yield _to_domain(row)

    def verify(self) -> list[Finding]:
        """Return everything that is wrong with the chain and its marks, in order."""
        return check(self.walk(), self.seals)

    def cut(self, before: date) -> Checkpoint | None:
        """Cut off the entries of the days before, at the end of a sealed day.

        What stays of them are counts by month and act, and the chain value with which the
        rest of the chain is still proven.

        Returns:
            The new checkpoint; None when there was nothing to cut off.
        """
        end = self.seals.last_before(before)
        held = self.seals.checkpoint()
        if end is None or (held is not None and held.end.seq >= end.seq):
            return None
        counts = {month: Counter(acts) for month, acts in (held.counts if held else {}).items()}
        old = select(_JOURNAL.c.at, _JOURNAL.c.act).where(_JOURNAL.c.seq <= end.seq)
        for at, act in self._connection.execute(old):
            counts.setdefault(f"{office_day(at):%Y-%m}", Counter())[act] += 1
        plain = {month: dict(acts) for month, acts in counts.items()}
        checkpoint = Checkpoint(end=end, counts=plain)
        self.seals.set_checkpoint(checkpoint)
        self._connection.execute(delete(_JOURNAL).where(_JOURNAL.c.seq <= end.seq))
        return checkpoint

    def _append(self, head: Mark, entry: JournalEntry) -> Mark:
        day = day_after(head, entry)
        if head.seq and ends_day(head, entry):
            self.seals.seal(head)
        entry = replace(entry, chain=chain_value(head.chain, entry))
        self._connection.execute(insert(_JOURNAL), asdict(entry))
        end = Mark(seq=entry.seq, chain=entry.chain, day=day)
        self.seals.move_head(end)
        return end

    def _end_of_rows(self) -> Mark:
        """Return the end that the rows show, when the head is no help."""
        checkpoint = self.seals.checkpoint()
        marks = [checkpoint.end] if checkpoint else []
        marks += self.seals.latest(1)
        row = self._connection.execute(_LAST).first()
        if row is not None:
            marks.append(Mark(seq=row.seq, chain=row.chain, day=office_day(row.at)))
        if not marks:
            return BEGINNING
        end = max(marks, key=lambda mark: mark.seq)
        return replace(end, day=max(mark.day for mark in marks))


def _narrowed(query: _AnyQuery, wanted: JournalFilter) -> _AnyQuery:
    if wanted.case_id is not None:
        query = query.where(_JOURNAL.c.case_id == wanted.case_id)
    if wanted.since is not None:
        query = query.where(_JOURNAL.c.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(_JOURNAL.c.at < wanted.until)
    if wanted.by:
        query = query.where(_JOURNAL.c.by == wanted.by)
    if wanted.act:
        query = query.where(_JOURNAL.c.act == wanted.act)
    return query


def _to_domain(row: Row[Any]) -> JournalEntry:
    return JournalEntry(
        seq=row.seq,
        at=row.at,
        by=row.by,
        act=row.act,
        case_id=CaseId(row.case_id) if row.case_id else None,
        object_id=row.object_id,
        chain=row.chain,
    )
