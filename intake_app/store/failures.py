"""What the database engine reports, said as an error that the user can act on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from sqlalchemy.exc import DBAPIError

from intake_app.errors import (
    IntakeError,
    StorageError,
    StorageFailingError,
    StorageFullError,
    StorageReadOnlyError,
    StoreDamagedError,
    VaultInUseError,
    VaultMissingError,
)
from intake_app.store.driver import sqlcipher

if TYPE_CHECKING:
    from collections.abc import Iterator

DRIVER_ERRORS: tuple[type[BaseException], ...] = (DBAPIError, sqlcipher.Error)
_PRIMARY = 0xFF
_IO_ERROR = 10
_BY_EXTENDED_CODE: dict[int, type[IntakeError]] = {
    # Not told which: a drive without room for the index of the log says no more, opening it.
    _IO_ERROR: StorageError,
    # The medium gives wrong bytes back.
    _IO_ERROR | 2 << 8: StoreDamagedError,  # SQLITE_IOERR_SHORT_READ
    _IO_ERROR | 32 << 8: StoreDamagedError,  # SQLITE_IOERR_DATA
    _IO_ERROR | 33 << 8: StoreDamagedError,  # SQLITE_IOERR_CORRUPTFS
    # No room for the index of the log; where there is room for it, the medium takes it.
    _IO_ERROR | 19 << 8: StorageFullError,  # SQLITE_IOERR_SHMSIZE
}
_BY_CODE: dict[int, type[IntakeError]] = {
    5: VaultInUseError,  # SQLITE_BUSY
    8: StorageReadOnlyError,  # SQLITE_READONLY
    _IO_ERROR: StorageFailingError,
    11: StoreDamagedError,  # SQLITE_CORRUPT
    13: StorageFullError,  # SQLITE_FULL
    14: VaultMissingError,  # SQLITE_CANTOPEN
    26: StoreDamagedError,  # SQLITE_NOTADB
}

_BY_TEXT = {
    "database is locked": 5,
    "disk I/O error": _IO_ERROR,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "file is not a database": 26,
}
"""`sqlite3_errstr`: the driver's copying of pages tells its errors without their number."""


def failure(error: BaseException) -> IntakeError | None:
    """Return what the error means for the user, None when it is a mistake of ours."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, sqlcipher.Error):
        return None
    code: int = getattr(cause, "sqlite_errorcode", 0) or _BY_TEXT.get(str(cause), 0)
    kind = _BY_EXTENDED_CODE.get(code) or _BY_CODE.get(code & _PRIMARY)
    return kind() if kind else None


@contextmanager
def explained() -> Iterator[None]:
    """Raise a failure of the medium or the file as an `IntakeError`.

    The cause is cut off: its text may name a file or quote a statement.
    """
    try:
        yield
    except DRIVER_ERRORS as error:
        explain(error)


def explain(error: BaseException) -> NoReturn:
    """Raise what an error of the driver means, or the error itself when it is our mistake."""
    meaning = failure(error)
    if meaning is None:
        raise error
    raise meaning from None
