"""Gives the database another key: a copy under the new key takes the place of the file.

SQLCipher can change the key in place, but that cannot be stopped, tells nobody how far it is,
and ends in one commit of the whole file.  A copy beside it can be cancelled until the last
moment, is read back before it counts, and the exchange itself is one renaming: after a crash
at any moment the file opens with the old key or with the new one, whole.

Pages are copied as they are, decrypted by one connection and encrypted by the other, so
searching, row numbers and settings stay the same.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from intake_app.errors import KeyChangeError
from intake_app.store.engine import damaged_pages, driver_of, new_file, open_engine
from intake_app.store.failures import explained
from intake_app.vault.files import force, medium_errors, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

_PAGES_AT_ONCE = 512
_READ_BACK_FROM = 0.75


def next_path(path: Path) -> Path:
    """Return where the copy under the next key is written."""
    return path.with_name(f"{path.name}.next")


def forget_copy(path: Path) -> None:
    """Remove what an exchange that did not come about has left."""
    with medium_errors():
        for file in path.parent.glob(f"{next_path(path).name}*"):
            file.unlink(missing_ok=True)


def bytes_of_copy(path: Path) -> int:
    """Return how many bytes the copy beside the database takes at most."""
    return sum(file.stat().st_size for file in (path, _log(path)) if file.exists())


def write_copy(
    engine: Engine, path: Path, key: bytearray, report: Callable[[float], bool]
) -> None:
    """Write the database under another key into a new file beside it, and read it back.

    Takes some ten seconds for 1 GB.  Others read meanwhile; nobody can write.

    Args:
        engine: The open database.
        path: Its file.
        key: The key of the copy.
        report: Gets the finished part between 0 and 1; False cancels.

    Raises:
        KeyChangeError: `report` cancelled it, or the copy read back differently.
        VaultInUseError: Somebody was writing for five seconds.
        StorageError: There is no room, or the medium does not take it.
    """
    forget_copy(path)
    copy = next_path(path)
    with explained():
        pages = _copy_pages(engine, copy, key, lambda part: _go_on(report, part * _READ_BACK_FROM))
        force(copy)
    copied = open_engine(copy, key)
    try:
        with explained(), copied.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA page_count").scalar()
        if found != pages or damaged_pages(copied):
            raise KeyChangeError("check")
    finally:
        copied.dispose()
    _go_on(report, 1.0)


def exchange(path: Path) -> None:
    """Put the copy in the place of the database, which nobody may hold open.

    Raises:
        KeyChangeError: Somebody does ("busy"); nothing was changed.
        StorageError: The medium does not take it; either file is there, whole.
    """
    log = _log(path)
    if log.exists() and log.stat().st_size:
        # Its pages belong to the old file; beside the new one they would be damage.
        raise KeyChangeError("busy")
    with medium_errors():
        for file in (log, path.with_name(f"{path.name}-shm")):
            file.unlink(missing_ok=True)
        sync_folder(path.parent)
        next_path(path).replace(path)
        sync_folder(path.parent)


def _copy_pages(
    engine: Engine, copy: Path, key: bytearray, report: Callable[[float], None]
) -> int:
    # One connection keeps writers out, another one reads: SQLite copies nothing on a
    # connection that is writing, and begins anew when somebody else does.
    with engine.connect() as guard, engine.connect() as reader, _held(guard):
        source = driver_of(reader)
        target = new_file(copy, key)
        try:
            source.backup(
                target,
                pages=_PAGES_AT_ONCE,
                progress=lambda _status, left, total: report(1 - left / max(total, 1)),
            )
        finally:
            target.close()
        pages: int = source.execute("PRAGMA page_count").fetchone()[0]
    return pages


@contextmanager
def _held(connection: Connection) -> Iterator[None]:
    driver = driver_of(connection)
    driver.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        driver.execute("ROLLBACK")


def _go_on(report: Callable[[float], bool], part: float) -> None:
    if not report(part):
        raise KeyChangeError("cancelled")


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
