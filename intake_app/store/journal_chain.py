"""The chain of the journal, and the check that walks along it."""

from __future__ import annotations

import hashlib
from datetime import UTC, date
from typing import TYPE_CHECKING

from intake_app.domain.journal import CLOCK_CONFIRMED, Finding, Flaw, JournalEntry, Mark
from intake_app.domain.office import office_day
from intake_app.store.types import canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.store.journal_seals import SealRepository

START = hashlib.sha256(b"intake-app journal 1").hexdigest()
"""Stands for the chain value before the first entry."""

BEGINNING = Mark(seq=0, chain=START, day=date.min)
"""Stands for what lies before the first entry."""

FOUND_BROKEN = "journal.found_broken"
"""The act with which the journal goes on when its end is not the one that was left."""


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


def day_after(last: Mark, entry: JournalEntry) -> date:
    """Return the day to which an entry counts that follows the mark."""
    day = office_day(entry.at)
    return day if entry.act == CLOCK_CONFIRMED else max(last.day, day)


def ends_day(last: Mark, entry: JournalEntry) -> bool:
    """Tell whether the day of the mark is sealed before the entry that follows it."""
    return entry.act == CLOCK_CONFIRMED or day_after(last, entry) > last.day


def check(entries: Iterable[JournalEntry], seals: SealRepository) -> list[Finding]:
    """Return everything that is wrong with the journal, in the order of the entries.

    Args:
        entries: All of them by their numbers.
        seals: The marks beside the chain.
    """
    findings: list[Finding] = []
    checkpoint = seals.checkpoint()
    if checkpoint is None and seals.has_checkpoint():
        findings.append(Finding(flaw=Flaw.CHECKPOINT))
    walk = _Walk(checkpoint.end if checkpoint else BEGINNING, seals.seals())
    for entry in entries:
        walk.step(entry)
    return findings + walk.end(seals.head(), has_head=seals.has_head())


class _Walk:
    """Goes from entry to entry and remembers what did not fit.

    Args:
        begin: Where the chain begins.
        seals: All seals, and whether each is authentic.
    """

    def __init__(self, begin: Mark, seals: list[tuple[Mark, bool]]) -> None:
        self._begin = begin
        self._last = begin
        self._findings: list[Finding] = []
        self._seals = {mark.seq: mark for mark, is_authentic in seals if is_authentic}
        self._forged = [mark for mark, is_authentic in seals if not is_authentic]

    def step(self, entry: JournalEntry) -> None:
        """Look at one more entry."""
        last = self._last
        if entry.seq > last.seq + 1:
            self._find(Flaw.MISSING, last.seq + 1, entry.seq - 1)
        if entry.seq <= last.seq or entry.chain != chain_value(last.chain, entry):
            self._find(Flaw.ALTERED, entry.seq)
        elif entry.act == FOUND_BROKEN:
            self._find(Flaw.FOUND_BROKEN, entry.seq)
        if ends_day(last, entry) and last is not self._begin:
            self._expect_seal(last)
        self._last = Mark(seq=entry.seq, chain=entry.chain, day=day_after(last, entry))

    def end(self, head: Mark | None, *, has_head: bool) -> list[Finding]:
        """Compare with the marks that no entry asked for, and return what was found."""
        last = self._last
        if head is None:
            if has_head or last.seq:
                self._findings.append(Finding(flaw=Flaw.END))
        elif head.seq > last.seq:
            self._find(Flaw.MISSING, last.seq + 1, head.seq)
        elif head.seq < last.seq:
            self._find(Flaw.ALTERED, head.seq + 1, last.seq)
        elif head != last:
            self._findings.append(Finding(flaw=Flaw.END))
        if self._begin.seq:
            # The seal at the checkpoint outlives its entries and proves the typed words.
            self._expect_seal(self._begin)
        for mark in (*self._forged, *self._seals.values()):
            if mark.seq > self._begin.seq or mark in self._forged:
                self._findings.append(Finding(flaw=Flaw.SEAL, day=mark.day))
        return list(dict.fromkeys(self._findings))

    def _expect_seal(self, mark: Mark) -> None:
        if self._seals.pop(mark.seq, None) != mark:
            self._findings.append(Finding(flaw=Flaw.SEAL, day=mark.day))

    def _find(self, flaw: Flaw, first: int, last: int = 0) -> None:
        self._findings.append(Finding(flaw=flaw, first=first, last=last or first))
