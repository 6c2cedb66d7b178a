"""Brings a vault's schema up to the one of this program (Alembic, forward only).

All steps run in one transaction, so a step that fails leaves the file as it was.  Foreign
keys are off while they run, because SQLite rebuilds a table by dropping the old one, which
would delete every row that refers to it; they are checked before the commit.

Steps import nothing from the program: they must do the same in ten years.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from intake_app.errors import StoreDamagedError, VaultTooNewError
from intake_app.store.engine import BEGIN_OPTION
from intake_app.store.failures import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0011"
"""Schema revision that this program works with."""


def revision(engine: Engine) -> str | None:
    """Return the revision of the vault's schema, None for an empty file."""
    with explained(), engine.connect() as connection:
        return _revision(connection)


def is_up_to_date(engine: Engine) -> bool:
    """Tell whether the schema is the one of this program; False for an older one.

    Raises:
        VaultTooNewError: A later version of the program wrote the vault.
    """
    found = revision(engine)
    if found is not None and found > HEAD:  # steps are numbered in their order
        raise VaultTooNewError(found, HEAD)
    return found == HEAD


def upgrade(
    engine: Engine,
    *,
    copy_first: Callable[[], object] = lambda: None,
    migrations: Path = MIGRATIONS,
) -> None:
    """Bring the schema up to the newest revision; nothing is written when it is there.

    Args:
        engine: Nobody else may use it meanwhile.
        copy_first: Makes a copy of the present state; called before the first step when
            there is anything to keep.
        migrations: Folder of the steps.

    Raises:
        VaultTooNewError: A later version of the program wrote the vault; it is not touched.
        StoreDamagedError: A row refers to one that does not exist.
        StorageError: There is no room for the steps.
    """
    found = revision(engine)
    if found == HEAD and migrations == MIGRATIONS:
        return
    # Alembic takes a quarter of a second to import, at every start, and is needed once a year.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    steps = ScriptDirectory.from_config(config)
    head = steps.get_current_head()
    known = {step.revision for step in steps.walk_revisions()}
    if found is not None and found not in known:
        raise VaultTooNewError(found, str(head))
    if found is not None:
        copy_first()
    with explained(), engine.connect() as connection, _foreign_keys_off(connection):
        config.attributes["connection"] = connection
        with connection.begin():
            command.upgrade(config, "head")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StoreDamagedError


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    # The setting only changes outside a transaction, so it is set on the driver's connection.
    _outside_transaction(connection, "PRAGMA foreign_keys=OFF")
    connection.execution_options(**{BEGIN_OPTION: "BEGIN IMMEDIATE"})
    try:
        yield
    finally:
        _outside_transaction(connection, "PRAGMA foreign_keys=ON")


def _outside_transaction(connection: Connection, statement: str) -> None:
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection was closed")
    driver.execute(statement)
