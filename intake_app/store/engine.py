"""Opens the encrypted database (SQLCipher 4) for SQLAlchemy.

Every setting here was measured or learned from a failure, see `docs/architecture.md`:

- The plain SQLite dialect with our own connect function: the key is handed over as bytes
  that are wiped at once, where `PRAGMA key` leaves copies of it in memory.
- The file must exist (`mode=rw`): a mistyped path would make a new, empty database.
- Writers start with BEGIN IMMEDIATE.  A transaction that begins as reader and writes later
  cannot wait for another writer and fails.
- `temp_store=MEMORY`: temporary files would be readable.
- WAL with `synchronous=FULL`: NORMAL loses the last commits when the power goes.

Never `open()` the database file in this process: closing it drops SQLite's locks.
"""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from intake_app.errors import (
    DatabaseMissingError,
    StoreDamagedError,
    VaultFolderError,
    VaultInUseError,
    VaultMissingError,
)
from intake_app.store.driver import sqlcipher
from intake_app.store.failures import explained
from intake_app.store.lending import Spare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.engine.interfaces import DBAPIConnection

Database: TypeAlias = Engine
"""An open database, for code that only passes it on."""

KEY_BYTES = 32
PAGE_BYTES = 4096
_STEPS_BETWEEN_QUESTIONS = 1000
BUSY_SECONDS = 5.0
BEGIN_OPTION = "sqlite_begin"
"""Name of the execution option that holds the BEGIN statement of a transaction."""
SEAL_KEY_OPTION = "journal_seal_key"
"""Name of the execution option that holds the key of the journal's marks."""
_SPARE_OPTION = "spare_connection"

_HEX = b"0123456789abcdef"
_ALWAYS = (
    "temp_store=MEMORY",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cache_size=-65536",
)
_WRITING = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "journal_size_limit=67108864",
)
_EXPECTED = {"temp_store": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}


def open_engine(
    path: Path,
    key: bytearray,
    *,
    seal_key: bytearray | None = None,
    create: bool = False,
    read_only: bool = False,
    is_still: bool = False,
) -> Engine:
    """Open the database and check that the key fits.

    The engine keeps its own copy of the key for further connections and wipes it on
    `engine.dispose()`, which closes the store for good; the caller wipes its own.

    Args:
        path: The database file.
        key: The 32 bytes of the database key.
        seal_key: Authenticates the marks of the journal; whoever writes entries hands it in.
        create: Make a new file; without it a missing file is an error.
        read_only: Refuse every write.
        is_still: Nobody writes the file meanwhile and no log lies beside it; then reading
            leaves no trace, not even a lock.  Only together with `read_only`.

    Raises:
        DatabaseMissingError: There is no such file.
        StoreDamagedError: The file does not open with this key.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"key has {len(key)} bytes instead of {KEY_BYTES}")
    # Path.is_file raises where a medium fails; whoever asks is told to look at the drive.
    if not create and not os.path.isfile(path):  # noqa: PTH113
        raise DatabaseMissingError
    mode = "ro" if read_only else "rwc" if create else "rw"
    if is_still:
        mode += "&immutable=1"
    own_key, own_seal_key, spare = bytearray(key), bytearray(seal_key or b""), Spare()
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _connect(path, own_key, mode),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=-1,  # nobody waits for the connection that the last transaction left
        hide_parameters=True,
        execution_options={SEAL_KEY_OPTION: own_seal_key, _SPARE_OPTION: spare},
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "engine_disposed", lambda _engine: spare.close())
    event.listen(engine, "engine_disposed", lambda _engine: _forget(own_key, own_seal_key))
    try:
        with explained(), engine.connect():
            pass
    except BaseException:
        engine.dispose()
        raise
    return engine


def open_to_read(path: Path, key: bytearray, *, nobody_writes: bool) -> Engine:
    """Open the database of a vault for reading only; nothing on the medium changes.

    Readers share the index of the write-ahead log with who writes.  On a medium that cannot be
    written there is no such index.  If nobody can write and no log was left, the file is read
    as one that never changes; a log that a crash left must not be passed over, for it may hold
    the last hour's work.

    Args:
        path: The database file.
        key: The 32 bytes of the database key.
        nobody_writes: Neither this program nor another can write the file meanwhile.

    Raises:
        VaultFolderError: A log was left ("needs_writing").
        DatabaseMissingError: There is no such file.
        StoreDamagedError: The file does not open with this key.
    """
    log = path.with_name(f"{path.name}-wal")
    is_complete = not log.exists() or log.stat().st_size == 0
    if nobody_writes and is_complete:
        return open_engine(path, key, read_only=True, is_still=True)
    try:
        return open_engine(path, key, read_only=True)
    except VaultMissingError:
        if path.is_file() and not is_complete:
            raise VaultFolderError("needs_writing") from None
        raise


def spare_of(engine: Engine) -> Spare:
    """Return the connection of an engine that a transaction left for the next one."""
    spare: Spare = engine.get_execution_options()[_SPARE_OPTION]
    return spare


def driver_of(connection: Connection) -> DBAPIConnection:
    """Return the driver's own connection, for what SQLAlchemy is too slow or has no words for."""
    driver: DBAPIConnection | None = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection was closed")
    return driver


def new_file(path: Path, key: bytearray) -> DBAPIConnection:
    """Open a new, empty file under a key, to be filled page by page.

    It keeps no journal: whoever fills it forces it to the medium afterwards, or removes it.
    """
    connection: DBAPIConnection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode=rwc", uri=True, isolation_level=None
    )
    try:
        _unlock(connection, key)
        for setting in ("journal_mode=OFF", "synchronous=OFF"):
            connection.execute(f"PRAGMA {setting}").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def damaged_pages(engine: Engine) -> list[str]:
    """Read every page and return what SQLCipher says of those that fail their check.

    Takes some seconds for each gigabyte.

    Raises:
        VaultInUseError: Somebody is reading or writing meanwhile.
        StoreDamagedError: The damage is such that reading cannot go on.
    """
    with explained(), engine.connect() as connection:
        # Pages that still wait in the write-ahead log would be reported as damaged.
        driver = _empty_log(connection)
        return [line for (line,) in driver.execute("PRAGMA cipher_integrity_check")]


def settle(
    engine: Engine, *, largest: int | None = None, go_on: Callable[[], bool] = lambda: True
) -> bool:
    """Write the file anew without what was deleted, and empty the write-ahead log.

    `secure_delete` is not enough: where rows moved between pages, SQLite leaves a copy in the
    room between the rows of a page.  The log holds pages as they were before.  Call it outside
    a transaction; it takes some seconds, and as much memory as the file has, for a gigabyte.

    Args:
        engine: The database.
        largest: Bytes up to which the file is written anew; of a larger one only the log is
            emptied.
        go_on: Asked now and then while it is written; False leaves the file as it was.

    Returns:
        Whether the file was written anew.

    Raises:
        VaultInUseError: Somebody is reading or writing meanwhile; try again.
        StorageError: There is no room for it; what was deleted stays deleted.
    """
    with explained(), engine.connect() as connection:
        driver = driver_of(connection)
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        if largest is not None and pages * PAGE_BYTES > largest:
            is_new = False
        else:
            is_new = _vacuum(driver, go_on)
        _empty_log(connection)
        return is_new


def _vacuum(driver: DBAPIConnection, go_on: Callable[[], bool]) -> bool:
    if not go_on():
        return False
    driver.set_progress_handler(lambda: not go_on(), _STEPS_BETWEEN_QUESTIONS)
    try:
        driver.execute("VACUUM")
    except sqlcipher.OperationalError as error:
        if error.sqlite_errorcode != sqlcipher.SQLITE_INTERRUPT:
            raise
        return False
    finally:
        driver.set_progress_handler(None, 0)
    return True


def _empty_log(connection: Connection) -> DBAPIConnection:
    driver = driver_of(connection)
    if driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise VaultInUseError
    return driver


def damaged_pages_of(path: Path, key: bytearray) -> list[str]:
    """Read every page of a file at rest, also one too damaged to be opened for work.

    Args:
        path: A database that nobody has open, without a log beside it.
        key: Its key.

    Returns:
        What SQLCipher says of the pages that fail their check.
    """
    with explained(), closing(_bare(path, "ro&immutable=1")) as connection:
        _set_key(connection, key)
        return [line for (line,) in connection.execute("PRAGMA cipher_integrity_check")]


def _connect(path: Path, key: bytearray, mode: str) -> DBAPIConnection:
    if not key:
        raise RuntimeError("the store was closed")
    connection = _bare(path, mode)
    try:
        _unlock(connection, key)
        for setting in _ALWAYS if mode.startswith("ro") else _ALWAYS + _WRITING:
            connection.execute(f"PRAGMA {setting}").fetchone()
        _check_settings(connection)
        connection.enable_load_extension(False)
    except BaseException:
        connection.close()
        raise
    return connection


def _bare(path: Path, mode: str) -> DBAPIConnection:
    connection: DBAPIConnection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    return connection


def _set_key(connection: DBAPIConnection, key: bytearray) -> None:
    # The form x'…' means "this is the key"; 32 bare bytes would be taken for a passphrase.
    literal = bytearray(b"x'" + b"0" * (2 * KEY_BYTES) + b"'")
    for place, byte in enumerate(key):
        literal[2 + 2 * place] = _HEX[byte >> 4]
        literal[3 + 2 * place] = _HEX[byte & 15]
    connection.set_key(literal)
    _wipe(literal)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute("PRAGMA cipher_page_size=4096")


def _unlock(connection: DBAPIConnection, key: bytearray) -> None:
    _set_key(connection, key)
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("this SQLite build does not encrypt")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError as error:
        # A wrong key and a damaged first page look the same from here.
        if error.sqlite_errorcode in {sqlcipher.SQLITE_CORRUPT, sqlcipher.SQLITE_NOTADB}:
            raise StoreDamagedError from None
        raise


def _check_settings(connection: DBAPIConnection) -> None:
    # Some of them are silently refused by some builds.
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _EXPECTED}
    if found != _EXPECTED:
        raise RuntimeError(f"the database refused a setting: {found}")


def _begin(connection: Connection) -> None:
    driver = driver_of(connection)
    # `store.transaction` begins on the driver, before there is a connection of SQLAlchemy.
    if not driver.in_transaction:
        driver.execute(connection.get_execution_options().get(BEGIN_OPTION, "BEGIN"))


def _wipe(secret: bytearray) -> None:
    secret[:] = bytes(len(secret))


def _forget(*keys: bytearray) -> None:
    for key in keys:
        _wipe(key)
        key.clear()
