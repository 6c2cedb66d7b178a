"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING

from intake_app.errors import (
    BackupError,
    StorageError,
    StorageFailingError,
    StorageFullError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Without O_BINARY Windows would turn line feeds into two bytes; the flag exists only there.
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that after a crash at any moment the old or the new content is there.

    The bytes go to a new file beside it, are forced to the medium and read back, and only then
    take the old file's name.  The new file's name is fixed, so what a crash leaves behind goes
    with the next writing.

    Args:
        path: The file; its folder must exist.
        data: The whole new content.

    Raises:
        StorageError: There is no room, or the medium does not take it; the old file is
            untouched, or the new one is there whole.
    """
    fresh = path.with_name(f".{path.name}.new")
    with medium_errors():
        fresh.unlink(missing_ok=True)
        try:
            _write_forced(fresh, data)
            fresh.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the medium, where the system has a way to ask for it.

    Raises:
        StorageError: The medium does not take them.
    """
    if os.name != "posix":
        return
    with medium_errors():
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def force(path: Path) -> None:
    """Force the content of a file to the medium.

    Raises:
        StorageError: The medium does not take it.
    """
    with medium_errors():
        descriptor = os.open(path, os.O_RDWR)
        try:
            _force(descriptor)
        finally:
            os.close(descriptor)


def _force(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - not on Windows

        # fsync on macOS stops at the drive's own memory.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def _write_forced(path: Path, data: bytes) -> None:
    """Write a new file, force it to the medium and compare."""
    descriptor = os.open(path, _NEW_FILE, 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor has no Path
        file.write(data)
        file.flush()
        _force(descriptor)
    if path.read_bytes() != data:
        raise OSError(errno.EIO, "the written file reads back differently")


def copy_refused(error: StorageError) -> BackupError:
    """Return what a refusal of the medium means for a safety copy that is read or written."""
    if isinstance(error, StorageFullError):
        return BackupError("full", error.missing_bytes)
    return BackupError("failing" if isinstance(error, StorageFailingError) else "folder")


@contextlib.contextmanager
def medium_errors() -> Iterator[None]:
    """Raise what the system says of a medium that is written to as a `StorageError`."""
    try:
        yield
    except OSError as error:
        raise StorageError.of(error) from error
