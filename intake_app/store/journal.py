"""The journal: one entry per act, chained so that tampering shows (Protokoll).

The chain value of an entry is SHA-256 over the chain value before it and the canonical
JSON of the entry.  Whoever changes, removes, inserts or reorders a row breaks the chain at
that place; the counter of the last number tells when rows are missing at the end.  It also
catches what SQLCipher cannot see: a page of the file that was put back.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select

from intake_app.domain.codes import CaseId
from intake_app.domain.office import JournalEntry
from intake_app.store.repository import Repository
from intake_app.store.tables import JournalRow, table_of
from intake_app.store.types import canonical_json

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

START = hashlib.sha256(b"intake-app journal 1").hexdigest()
"""Stands for the chain value before the first entry."""

_COUNTER = "journal"
_BATCH = 500
_JOURNAL = table_of(JournalRow)
_CHAIN = select(_JOURNAL.c.chain).where(_JOURNAL.c.seq == bindparam("last"))


def chain_value(before: str, entry: JournalEntry) -> str:
    """Return the chain value of an entry that follows the chain value `before`."""
    content = canonical_json(
        {
            "seq": entry.seq,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "by": entry.by,
            "act": entry.act,
            "case": str(entry.case_id) if entry.case_id else None,
            "object": entry.object_id,
        }
    )
    return hashlib.sha256(f"{before}\n{content}".encode()).hexdigest()


class JournalRepository(Repository):
    """Appends to the journal and reads it; nothing changes or removes an entry."""

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
        seq = self._next(_COUNTER)
        before = self._connection.execute(_CHAIN, {"last": seq - 1}).scalar() or START
        entry = JournalEntry(seq=seq, at=at, by=by, act=act, case_id=case_id, object_id=object_id)
        entry = replace(entry, chain=chain_value(before, entry))
        self._connection.execute(insert(_JOURNAL), asdict(entry))
        return entry

    def entries(
        self,
        case_id: CaseId | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 500,
        offset: int = 0,
    ) -> list[JournalEntry]:
        """Return entries, newest first.

        Args:
            case_id: Only about this case.
            since: Only from this moment on.
            until: Only before this moment.
            limit: How many at most.
            offset: How many to skip.
        """
        query = select(_JOURNAL)
        if case_id is not None:
            query = query.where(_JOURNAL.c.case_id == case_id)
        if since is not None:
            query = query.where(_JOURNAL.c.at >= since)
        if until is not None:
            query = query.where(_JOURNAL.c.at < until)
        page = query.order_by(_JOURNAL.c.seq.desc()).limit(limit).offset(offset)
        return [_to_domain(row) for row in self._connection.execute(page)]

    def count(self) -> int:
        """Return how many entries there are."""
        return self._connection.scalar(select(func.count()).select_from(_JOURNAL)) or 0

    def verify(self) -> list[int]:
        """Return the numbers of the entries that are missing or do not fit the chain."""
        broken: list[int] = []
        before, expected = START, 1
        query = select(_JOURNAL).order_by(_JOURNAL.c.seq)
        for row in self._connection.execute(query.execution_options(yield_per=_BATCH)):
            entry = _to_domain(row)
            broken += range(expected, entry.seq)
            if entry.chain != chain_value(before, entry):
                broken.append(entry.seq)
            before, expected = entry.chain, entry.seq + 1
        broken += range(expected, self._counted(_COUNTER) + 1)
        return broken


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
