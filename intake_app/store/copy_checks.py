"""Reads whole copies of the database: how many rows they have, and whether they are sound.

Reading a gigabyte takes seconds, most of them for authenticating each page, and a second pass
costs as much again, for no cache holds so much.  So passes that need nothing of one another
go on at the same time, each on a connection of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, TypeAlias

from intake_app.errors import BackupError, StoreDamagedError
from intake_app.store.driver import sqlcipher
from intake_app.store.engine import driver_of, open_engine
from intake_app.store.failures import explained

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection

_STEPS_BETWEEN_REPORTS = 20_000
_CACHE_KIB = 128 * 1024
_SMALL_CACHE_KIB = 8 * 1024
"""For what is read once, in its order, where a cache is no use."""
_TREES = """
    SELECT t.name, i.name FROM sqlite_master AS t
    LEFT JOIN pragma_index_list(t.name) AS i
        ON NOT i.partial AND EXISTS (SELECT 1 FROM sqlite_master AS s WHERE s.name = i.name)
    WHERE t.type = 'table' AND t.rootpage > 0
    ORDER BY t.name, i.name
"""
"""Tables with their indexes.  A partial index has fewer entries than its table, and a virtual
table has no tree of its own, nor has a primary key in which the rows themselves lie."""
_NOT_OURS = ("sqlite", "case_search")

Tell: TypeAlias = Callable[[], None]


def _nothing() -> None:
    pass


def check_restored(copy: Path, key: bytearray, tell: Tell = _nothing) -> dict[str, int]:
    """Check everything of a copy that was put back, and return how many rows each table has.

    Args:
        copy: The database, at rest.
        key: Its key.
        tell: Called now and then; a `BackupError` it raises ends the check.

    Raises:
        StoreDamagedError: Something is not whole.
        StorageFailingError: The medium does not give the file back.
    """
    ended = Event()

    def until_ended() -> None:
        if ended.is_set():
            raise BackupError("cancelled")

    with (
        ThreadPoolExecutor(max_workers=1) as beside,
        opened(copy, key) as engine,
        opened(copy, key, cache_kib=_SMALL_CACHE_KIB) as other,
    ):
        counted = beside.submit(_counted_with_references, other, until_ended)
        try:
            is_consistent = _is_consistent(engine, tell)
        except BaseException:
            ended.set()
            raise
        found = counted.result()
    if not is_consistent:
        raise StoreDamagedError
    return found


def is_sound(engine: Engine) -> bool:
    """Read the whole database: pages authentic, trees sound, indexes and references complete.

    Raises:
        StoreDamagedError: The damage is such that reading cannot go on.
    """
    return _is_consistent(engine) and _are_references_whole(engine)


@contextmanager
def opened(path: Path, key: bytearray, *, cache_kib: int = _CACHE_KIB) -> Iterator[Engine]:
    """Open a copy, which nobody writes meanwhile, for the time of the block.

    Args:
        path: The database.
        key: Its key.
        cache_kib: Memory for pages, so that most are decrypted only once.

    Raises:
        StoreDamagedError: It does not open with this key.
    """
    engine = open_engine(path, key, read_only=True, is_still=True)
    try:
        with explained(), engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA cache_size=-{cache_kib}")
            connection.exec_driver_sql("PRAGMA cell_size_check=ON")
        yield engine
    finally:
        engine.dispose()


def counts(engine: Engine, tell: Tell = _nothing) -> dict[str, int]:
    """Read every tree from end to end and return how many rows each table has.

    The tables of the search index are read too, but not returned: they are made from others.

    Args:
        engine: The database, whatever the revision of its schema.
        tell: As for `check_restored`.

    Raises:
        StoreDamagedError: A tree cannot be read, or an index has not an entry for each row.
    """
    found: dict[str, int] = {}
    with _driver(engine, tell) as driver:
        for table, index in driver.execute(_TREES).fetchall():
            if table not in found:
                found[table] = _count(driver, f'"{table}" NOT INDEXED')
            if index and _count(driver, f'"{table}" INDEXED BY "{index}"') != found[table]:
                raise StoreDamagedError
    return {table: rows for table, rows in found.items() if not table.startswith(_NOT_OURS)}


@contextmanager
def interrupted_by(driver: DBAPIConnection, tell: Tell) -> Iterator[None]:
    """Call `tell` now and then while the engine works; a `BackupError` it raises ends that."""
    raised: list[BackupError] = []

    def interrupt() -> bool:
        try:
            tell()
        except BackupError as error:
            raised.append(error)
        return bool(raised)

    driver.set_progress_handler(interrupt, _STEPS_BETWEEN_REPORTS)
    try:
        yield
    except sqlcipher.OperationalError as error:
        if error.sqlite_errorcode == sqlcipher.SQLITE_INTERRUPT and raised:
            raise raised[0] from None
        raise
    finally:
        driver.set_progress_handler(None, 0)


@contextmanager
def _driver(engine: Engine, tell: Tell = _nothing) -> Iterator[DBAPIConnection]:
    with explained(), engine.connect() as connection:
        driver = driver_of(connection)
        with interrupted_by(driver, tell):
            yield driver


def _is_consistent(engine: Engine, tell: Tell = _nothing) -> bool:
    with _driver(engine, tell) as driver:
        return bool(driver.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def _counted_with_references(engine: Engine, tell: Tell) -> dict[str, int]:
    if not _are_references_whole(engine, tell):
        raise StoreDamagedError
    return counts(engine, tell)


def _are_references_whole(engine: Engine, tell: Tell = _nothing) -> bool:
    with _driver(engine, tell) as driver:
        return driver.execute("PRAGMA foreign_key_check").fetchone() is None


def _count(driver: DBAPIConnection, tree: str) -> int:
    # For count(*) the engine takes the smallest tree, whichever is named.
    rows: int = driver.execute(f"SELECT count(1) FROM {tree}").fetchone()[0]  # noqa: S608 - ours
    return rows
