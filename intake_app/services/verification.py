"""Checks a vault without opening it for work: pages, journal, seals, key file.

Nothing in the vault's folder is changed, not even the journal: the check reads a database
that nobody writes meanwhile, or a copy of it where a log of the last writes lies beside it.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.domain.journal import Finding, Flaw
from intake_app.domain.keys import words_for
from intake_app.errors import NotPermittedError, StoreDamagedError
from intake_app.store import migrate
from intake_app.store.engine import damaged_pages_of, open_engine
from intake_app.store.transaction import transaction
from intake_app.vault.folder import VaultFolder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from intake_app.services.session import Content
    from intake_app.store.engine import Database
    from intake_app.store.transaction import Store
    from intake_app.vault.keyfile import Unlocked
    from intake_app.vault.policy import KdfPolicy

_FIRST_ACT = "vault.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenWords:
    """The words of a day's seal, as somebody wrote them down then."""

    day: date
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the check found.

    Attributes:
        damaged_pages: What SQLCipher says of pages that fail their authentication.
        is_readable: Whether the database could be read at all.
        keys_agree: Whether both copies of the key file are whole and the same.
        is_newest: Whether the key file is the newest one that the database has seen.
        journal: What is wrong with the journal.
        entries: How many entries it has.
        words_fit: Whether the written words are those of the day; None when none were given.
    """

    damaged_pages: tuple[str, ...] = ()
    is_readable: bool = True
    keys_agree: bool = True
    is_newest: bool = True
    journal: tuple[Finding, ...] = ()
    entries: int = 0
    words_fit: bool | None = None

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return (
            not self.damaged_pages
            and not self.journal
            and self.is_readable
            and self.keys_agree
            and self.is_newest
            and self.words_fit is not False
        )


class VerificationService:
    """Checks vaults (`intake-app verify`).

    Args:
        content: For the list of words.
        policy: Bounds for the costs of passphrases.
    """

    def __init__(self, content: Content, policy: KdfPolicy) -> None:
        self._content = content
        self._policy = policy

    def verify(self, path: Path, passphrase: str, written: WrittenWords | None = None) -> Report:
        """Check everything that can be checked.

        Args:
            path: Folder of the vault.
            passphrase: Of any advisor.
            written: Words that were written down on some day, if any.

        Raises:
            VaultError: The vault does not open: wrong passphrase, damaged or newer key file.
            VaultInUseError: A program works with it; its next write would look like damage.
            NotPermittedError: An earlier version made it ("vault_older"): open it once first.
        """
        folder = VaultFolder(path, self._policy)
        holder = folder.lock_holder
        if holder is not None:
            raise holder.in_use()
        unlocked = folder.unlock(passphrase)
        key, seal_key = folder.database_key(unlocked), folder.journal_key(unlocked)
        try:
            with _at_rest(folder.database_path, key) as database_path:
                report = self._check(database_path, key, seal_key, unlocked, written)
        finally:
            unlocked.wipe()
            for secret in (key, seal_key):
                secret[:] = bytes(len(secret))
        return replace(report, keys_agree=not folder.needs_repair)

    def _check(
        self,
        path: Path,
        key: bytearray,
        seal_key: bytearray,
        unlocked: Unlocked,
        written: WrittenWords | None,
    ) -> Report:
        pages = tuple(damaged_pages_of(path, key))
        try:
            database = open_engine(path, key, seal_key=seal_key, read_only=True, is_still=True)
            try:
                _require_present(database)
                with transaction(database, write=False) as store:
                    return Report(
                        damaged_pages=pages,
                        is_newest=store.office.generation() <= unlocked.generation,
                        journal=tuple(_journal_findings(store)),
                        entries=store.journal.count(),
                        words_fit=self._words_fit(store, written),
                    )
            finally:
                database.dispose()
        except StoreDamagedError:
            return Report(damaged_pages=pages, is_readable=False)

    def _words_fit(self, store: Store, written: WrittenWords | None) -> bool | None:
        if written is None:
            return None
        seals = store.journal.seals
        head = seals.head()
        marks = seals.of_day(written.day)
        if head is not None and head.day == written.day:
            marks.append(head)
        typed = tuple(word.casefold() for word in written.words)
        return any(
            words_for(seals.words_digest(mark), self._content.words) == typed for mark in marks
        )


def _journal_findings(store: Store) -> list[Finding]:
    findings = store.journal.verify()
    if store.journal.seals.checkpoint() is None:
        first = next(store.journal.walk(), None)
        if first is None or first.act != _FIRST_ACT:
            # Every vault begins with its creation; without it everything was removed.
            findings.insert(0, Finding(flaw=Flaw.EMPTY))
    return findings


def _require_present(database: Database) -> None:
    found = migrate.revision(database)
    if found is None:
        raise StoreDamagedError
    if found != migrate.HEAD:
        raise NotPermittedError("vault_older" if found < migrate.HEAD else "vault_newer")


@contextmanager
def _at_rest(database_path: Path, key: bytearray) -> Iterator[Path]:
    """Yield the database, or a copy with the log written into it where one lies beside it."""
    log = database_path.with_name(f"{database_path.name}-wal")
    if not log.exists():
        yield database_path
        return
    with tempfile.TemporaryDirectory(prefix="intake-check-") as name:
        copy = Path(name) / database_path.name
        shutil.copyfile(database_path, copy)
        shutil.copyfile(log, copy.with_name(log.name))
        open_engine(copy, key).dispose()
        yield copy
