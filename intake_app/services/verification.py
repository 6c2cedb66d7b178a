"""Checks a vault: every page of the database and every entry of the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.store.engine import damaged_pages

if TYPE_CHECKING:
    from intake_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the check found.

    Attributes:
        damaged_pages: What SQLCipher says of pages that fail their authentication.
        broken_entries: Numbers of journal entries that were changed, removed or moved.
        entries: How many entries the journal has.
    """

    damaged_pages: tuple[str, ...]
    broken_entries: tuple[int, ...]
    entries: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.damaged_pages and not self.broken_entries

    def lines(self) -> list[str]:
        """Return the report for a terminal."""
        if self.is_sound:
            return [f"ok: all pages authentic, {self.entries} journal entries in one chain"]
        found = [f"damaged: {page}" for page in self.damaged_pages]
        return [*found, *(f"journal entry {seq} was altered" for seq in self.broken_entries)]


def verify(session: Session) -> Report:
    """Check the pages of the database and the chain of the journal."""
    pages = damaged_pages(session.database)
    with session.read() as store:
        broken = store.journal.verify()
        entries = store.journal.count()
    return Report(damaged_pages=tuple(pages), broken_entries=tuple(broken), entries=entries)
