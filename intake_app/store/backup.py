"""Makes a safety copy of the vault and proves that it can be opened (Sicherungskopie).

`VACUUM INTO` writes a compact, encrypted copy beside running writers; SQLite's stepwise
backup never ends beside one.  The copy is written under a working name, brought to the
medium, opened again with the key and checked, and only then gets its name, so a folder
that looks like a copy is one.

Checked is that every page is authentic and belongs to a sound tree, and that the journal's
chain holds.  A pass over all pages costs nearly half of the copy, so one does for all: the
engine's quick check reads every page of a file that VACUUM wrote, for it has no free ones, and
the rows are counted while the pages are still in the cache.
Whether indexes and references are complete is left to the rehearsal (`services.copies`),
which knows the copy by `file_sha256` and `counts`.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from intake_app.domain.case import CaseState
from intake_app.errors import BackupError, StorageFullError, StoreError, VaultMissingError
from intake_app.store.driver import sqlcipher
from intake_app.store.engine import open_engine
from intake_app.store.failures import explained
from intake_app.store.tables import CaseRow
from intake_app.store.transaction import transaction
from intake_app.vault.files import force, sync_folder, write_atomic
from intake_app.vault.folder import DATABASE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine

_STEPS_BETWEEN_REPORTS = 20_000
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CHUNK = 1 << 20
_CACHE_KIB = 128 * 1024
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    " AND name NOT LIKE 'case_search%' ORDER BY name"
)


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

    Takes over half as long again as the engine's own copy, and no more memory for a large vault
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
            ("exists"), is full ("full"), the copy did not pass its check ("check"), or
            `progress` cancelled it ("cancelled").
    """
    if not target.parent.is_dir():
        raise BackupError("folder")
    if target.exists():
        raise BackupError("exists")
    work = target.with_name(f"{target.name}.part")
    report = _reporter(progress)
    with _as_backup_error():
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


def _copy_and_check(
    engine: Engine,
    key: bytearray,
    work: Path,
    report: Callable[[float], None],
    *,
    older_schema: bool,
) -> BackupResult:
    copy = work / DATABASE_NAME
    copy_database(engine, copy, lambda part: report(part * 0.6))
    # Before SQLite opens it: closing a file takes away the locks that SQLite has on it.
    sha256 = _hash_of(copy, lambda part: report(0.6 + part * 0.1))
    report(0.7)
    copied = open_copy(copy, key)
    try:
        _demand(is_readable(copied))
        report(0.9)
        found = counts(copied)
        if not older_schema:
            with transaction(copied, write=False) as store:
                _demand(not store.journal.verify())
        with explained(), copied.connect() as connection:
            cases = connection.scalar(
                select(func.count())
                .select_from(CaseRow)
                .where(CaseRow.state != CaseState.DISCARDED)
            )
    finally:
        copied.dispose()
    report(0.95)
    return BackupResult(
        folder=work,
        file_bytes=copy.stat().st_size,
        file_sha256=sha256,
        cases=cases or 0,
        counts=found,
    )


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
        StorageFullError: There is no room for the copy.
    """
    with explained(), engine.connect() as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            raise RuntimeError("the connection was closed")
        size = driver.execute("PRAGMA page_count").fetchone()[0] * 4096

        def interrupt() -> bool:
            # The file is SQLite's: ask for its size, never open it.
            try:
                report(min(copy.stat().st_size / size, 1.0) if copy.exists() else 0.0)
            except BackupError:
                return True
            return False

        driver.set_progress_handler(interrupt, _STEPS_BETWEEN_REPORTS)
        try:
            driver.execute("VACUUM INTO ?", (str(copy),))
        except sqlcipher.OperationalError as error:
            if error.sqlite_errorcode == sqlcipher.SQLITE_INTERRUPT:
                raise BackupError("cancelled") from None
            raise
        finally:
            driver.set_progress_handler(None, 0)
    force(copy)


def open_copy(path: Path, key: bytearray) -> Engine:
    """Open a copy to check it, with a cache in which most pages are decrypted only once.

    Raises:
        StoreDamagedError: It does not open with this key.
    """
    engine = open_engine(path, key, read_only=True)
    with explained(), engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_CACHE_KIB}")
    return engine


def counts(engine: Engine) -> dict[str, int]:
    """Return how many rows each table has, whatever the revision of the schema."""
    with explained(), engine.connect() as connection:
        tables = connection.exec_driver_sql(_TABLES).scalars().all()
        return {table: _count(connection, table) for table in tables}


def is_readable(engine: Engine) -> bool:
    """Read every page in use: all are authentic and all trees sound.

    Raises:
        StoreDamagedError: The damage is such that reading cannot go on.
    """
    return _says_ok(engine, "PRAGMA quick_check")


def is_sound(engine: Engine) -> bool:
    """Read the whole database: pages authentic, trees sound, indexes and references complete.

    Raises:
        StoreDamagedError: The damage is such that reading cannot go on.
    """
    if not _says_ok(engine, "PRAGMA integrity_check"):
        return False
    with explained(), engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None


def _says_ok(engine: Engine, check: str) -> bool:
    with explained(), engine.connect() as connection:
        return bool(connection.exec_driver_sql(check).scalar() == "ok")


def _count(connection: Connection, table: str) -> int:
    query = text(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - a name of our own
    return connection.scalar(query) or 0


def _demand(holds: bool) -> None:  # noqa: FBT001 - a condition is what it takes
    if not holds:
        raise BackupError("check")


def _hash_of(file: Path, report: Callable[[float], None]) -> str:
    """Read the file that was just written; SQLite must not have it open."""
    digest, size, done = hashlib.sha256(), file.stat().st_size, 0
    with file.open("rb", buffering=0) as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            report(done / size)
    return digest.hexdigest()


@contextmanager
def _as_backup_error() -> Iterator[None]:
    try:
        yield
    except StorageFullError:
        raise BackupError("full") from None
    except VaultMissingError:
        raise BackupError("folder") from None
    except StoreError:
        raise BackupError("check") from None
    except OSError as error:
        raise BackupError("full" if error.errno in _FULL else "folder") from None


def _reporter(progress: Callable[[float], bool] | None) -> Callable[[float], None]:
    def report(part: float) -> None:
        if progress is not None and not progress(part):
            raise BackupError("cancelled")

    return report
