"""Makes of a vault of today one of the first release, to be migrated again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from intake_app.store import migrate
from intake_app.store.engine import open_engine
from intake_app.vault.folder import VaultFolder
from tests.conftest import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.place import Place

FIRST = "0001"


def take_back_migrations(place: Place) -> None:
    """Take away every table, column and index that came after the first release."""
    folder = VaultFolder(place.vault, CHEAP)
    unlocked = folder.unlock(PASSPHRASE)
    key = folder.database_key(unlocked)
    engine = open_engine(folder.database_path, key)
    first = _first_schema(place.root / "first", key)
    with engine.connect() as connection, connection.begin():
        for statement in _statements(inspect(connection), first):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (FIRST,))
    engine.dispose()
    unlocked.wipe()


def _statements(now, first):
    for table in now.get_table_names():
        if table not in first:
            yield f"DROP TABLE {table}"
            continue
        columns, indexes = first[table]
        for index in now.get_indexes(table):
            if index["name"] not in indexes:
                yield f"DROP INDEX {index['name']}"
        present = now.get_columns(table)
        gone = columns - {column["name"] for column in present}
        for column in present:
            if column["name"] in columns:
                continue
            if column["primary_key"]:
                # Rows are numbered in another way since; the number goes by its old name.
                yield f"ALTER TABLE {table} RENAME COLUMN {column['name']} TO {gone.pop()}"
            else:
                yield f"ALTER TABLE {table} DROP COLUMN {column['name']}"


def _first_schema(scratch: Path, key):
    """Return columns and indexes of each table of the first release."""
    steps = scratch / "migrations"
    shutil.copytree(migrate.MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    for step in (steps / "versions").iterdir():
        if not step.name.startswith(FIRST):
            step.unlink()
    engine = open_engine(scratch / "first.db", key, create=True)
    migrate.upgrade(engine, migrations=steps)
    found = inspect(engine)
    schema = {
        table: (
            {column["name"] for column in found.get_columns(table)},
            {index["name"] for index in found.get_indexes(table)},
        )
        for table in found.get_table_names()
    }
    engine.dispose()
    shutil.rmtree(scratch)
    return schema
