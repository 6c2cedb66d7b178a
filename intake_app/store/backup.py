"""Makes a safety copy of the vault and proves that it can be opened (Sicherungskopie).

`VACUUM INTO` writes a compact, encrypted copy beside running writers; SQLite's stepwise
backup never ends beside one.  The copy is written under a working name, brought to the
medium, opened again with the key and checked, and only then gets its name, so a folder
that looks like a copy is one.

Checked is that every page is authentic, that every tree can be read from end to end and each
index has an entry for each row, and that the journal's chain holds.  These passes, forcing the
file to the medium and hashing it go on at the same time.  The engine's own check reads a large
file twice, for what VACUUM has just built; the rehearsal (`services.copies`) does it on what
the medium gives back, and knows the copy by `file_sha256` and `counts`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from intake_app.domain.case import CaseState
from intake_app.errors import (
    BackupError,
    StorageError,
    StorageFailingError,
    StorageFullError,
    StorageReadOnlyError,
    StoreError,
    VaultMissingError,
)
from intake_app.store.copy_checks import counts, interrupted_by, opened
from intake_app.store.engine import PAGE_BYTES, damaged_pages_of, driver_of
from intake_app.store.failures import explained
from intake_app.store.tables import CaseRow
from intake_app.store.transaction import transaction
from intake_app.vault.files import copy_refused, force, sync_folder, write_atomic
from intake_app.vault.layout import DATABASE_NAME
from intake_app.vault.room import demand_room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Engine

_PART_OF_WRITING = 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupResult:
    """A finished copy.

    Attributes:
        folder: Where it lies.
        file_bytes: Size of the copied database.
        file_sha256: Its hash, hex.
        cases: How many cases it holds, discarded ones left out.
        counts: How many rows each table has; the search index is made from them.
    """

    folder: Path
    file_bytes: int
    file_sha256: str
    cases: int
    counts: Mapping[str, int]


def copy_vault(
    engine: Engine,
    key: bytearray,
    key_files: Sequence[Path],
    target: Path,
    progress: Callable[[float], bool] | None = None,
    *,
    older_schema: bool = False,
) -> BackupResult:
    """Copy database and key files into a new folder and check the copy.

    Takes up to half as long again as the engine's own copy, and no more memory for a large vault
    than for a small one; other transactions go on meanwhile.

    Args:
        engine: The open vault.
        key: Its database key, to open the copy with.
        key_files: The key files; without them the copy could never be opened.
        target: The folder to make; its parent must exist.
        progress: Gets the finished part between 0 and 1, on this thread; answers False to
            cancel, which removes what was written.
        older_schema: The vault waits for a migration: the journal is not read.

    Raises:
        BackupError: There is no such place ("folder"), it holds the name already
            ("exists"), has not enough room ("full"), a medium answers with errors ("failing"),
            the copy did not pass its check ("check"), or `progress` cancelled it ("cancelled").
    """
    if not target.parent.is_dir():
        raise BackupError("folder")
    if target.exists():
        raise BackupError("exists")
    work = target.with_name(f"{target.name}.part")
    report = _reporter(progress)
    with _as_backup_error():
        demand_room((target.parent, bytes_of_copy(engine)))
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        try:
            # First, so that a crash leaves nothing of which it is unknown whose it is.
            _copy_key_files(key_files, work)
            result = _copy_and_check(engine, key, work, report, older_schema=older_schema)
            # Again, for a passphrase may have changed since: they must not be older.
            _copy_key_files(key_files, work)
            sync_folder(work)
            work.rename(target)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
        sync_folder(target.parent)
    return replace(result, folder=target)


def _copy_key_files(key_files: Sequence[Path], folder: Path) -> None:
    for key_file in key_files:
        write_atomic(folder / key_file.name, key_file.read_bytes())


def bytes_of_copy(engine: Engine) -> int:
    """Return how many bytes a copy of the database has at most."""
    with explained(), engine.connect() as connection:
        asked = ("PRAGMA page_count", "PRAGMA freelist_count")
        pages, free = (connection.exec_driver_sql(pragma).scalar() or 0 for pragma in asked)
    return (pages - free) * PAGE_BYTES


def _copy_and_check(
    engine: Engine,
    key: bytearray,
    work: Path,
    report: Callable[[float], None],
    *,
    older_schema: bool,
) -> BackupResult:
    copy = work / DATABASE_NAME
    _write_copy(engine, copy, lambda part: report(part * _PART_OF_WRITING))
    report(_PART_OF_WRITING)
    with ThreadPoolExecutor(max_workers=2) as beside:
        pages = beside.submit(damaged_pages_of, copy, key)
        hashed = beside.submit(_hash_of, copy)
        force(copy)
        with opened(copy, key) as copied:
            found = counts(copied, lambda: report(_PART_OF_WRITING))
            report(0.9)
            cases = _cases_in(copied, older_schema=older_schema)
        _demand(not pages.result())
        sha256 = hashed.result()
    report(0.95)
    return BackupResult(
        folder=work,
        file_bytes=copy.stat().st_size,
        file_sha256=sha256,
        cases=cases,
        counts=found,
    )


def _cases_in(copied: Engine, *, older_schema: bool) -> int:
    """Check the journal's chain and return how many cases there are, discarded ones left out."""
    if not older_schema:
        with transaction(copied, write=False) as store:
            _demand(not store.journal.verify())
    with explained(), copied.connect() as connection:
        cases = connection.scalar(
            select(func.count()).select_from(CaseRow).where(CaseRow.state != CaseState.DISCARDED)
        )
    return cases or 0


def copy_database(
    engine: Engine, copy: Path, report: Callable[[float], None] = lambda _part: None
) -> None:
    """Write an encrypted copy of the database into a new file, forced to the medium.

    Args:
        engine: The open vault.
        copy: The file to make.
        report: Gets the finished part between 0 and 1; a `BackupError` it raises cancels.

    Raises:
        BackupError: It was cancelled.
        StorageError: There is no room for the copy, or a medium does not do its work.
    """
    _write_copy(engine, copy, report)
    force(copy)


def _write_copy(engine: Engine, copy: Path, report: Callable[[float], None]) -> None:
    size = bytes_of_copy(engine)

    def tell() -> None:
        # The file is SQLite's: ask for its size, never open it.
        report(min(copy.stat().st_size / size, 1.0) if copy.exists() else 0.0)

    try:
        with explained(), engine.connect() as connection:
            driver = driver_of(connection)
            with interrupted_by(driver, tell):
                driver.execute("VACUUM INTO ?", (str(copy),))
    except StorageError as error:
        if isinstance(error, (StorageFullError, StorageReadOnlyError)):
            raise
        raise _asked_again(copy, size) from None


def _asked_again(copy: Path, size: int) -> StorageError:
    """Ask the system why the medium does not take the copy.

    To the engine a quota that is used up, or a file too large for the medium, are faults of it.
    """
    if not hasattr(os, "posix_fallocate"):  # Windows, which answers "full" to both
        return StorageFailingError()
    try:
        with copy.open("ab") as file:
            os.posix_fallocate(file.fileno(), 0, size)
    except OSError as error:
        return StorageError.of(error)
    return StorageFailingError()


def _demand(holds: bool) -> None:  # noqa: FBT001 - a condition is what it takes
    if not holds:
        raise BackupError("check")


def _hash_of(file: Path) -> str:
    with file.open("rb", buffering=0) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _as_backup_error() -> Iterator[None]:
    try:
        yield
    except StorageError as error:
        raise copy_refused(error) from None
    except VaultMissingError:
        raise BackupError("folder") from None
    except StoreError:
        raise BackupError("check") from None
    except (FileNotFoundError, NotADirectoryError):
        raise BackupError("folder") from None
    except OSError as error:
        raise copy_refused(StorageError.of(error)) from None


def _reporter(progress: Callable[[float], bool] | None) -> Callable[[float], None]:
    def report(part: float) -> None:
        if progress is not None and not progress(part):
            raise BackupError("cancelled")

    return report
