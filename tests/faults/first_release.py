"""Makes of a vault of today one of the first release, to be migrated again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from intake_app.store import migrate
from intake_app.store.engine import driver_of, open_engine
from intake_app.vault.folder import VaultFolder
from tests.conftest import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.place import Place

FIRST = "0001"


def take_back_migrations(place: Place) -> None:
    """Give every table the form of the first release, and take later ones away."""
    folder = VaultFolder(place.vault, CHEAP)
    unlocked = folder.unlock(PASSPHRASE)
    key = folder.database_key(unlocked)
    engine = open_engine(folder.database_path, key)
    first = _first_schema(place.root / "first", key)
    with engine.connect() as connection:
        # Else dropping a table would take the rows that refer to it along.
        driver_of(connection).execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
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
        columns, made, indexes = first[table]
        for index in now.get_indexes(table):
            yield f"DROP INDEX {index['name']}"
        present = [column["name"] for column in now.get_columns(table)]
        if set(present) != columns:
            kept = ", ".join(f'"{name}"' for name in present if name in columns)
            yield made.replace(f"CREATE TABLE {table} ", f"CREATE TABLE {table}_first ")
            yield f"INSERT INTO {table}_first ({kept}) SELECT {kept} FROM {table}"
            yield f"DROP TABLE {table}"
            yield f"ALTER TABLE {table}_first RENAME TO {table}"
        yield from indexes


def _first_schema(scratch: Path, key):
    """Return the columns of each table of then, and how it and its indexes are made."""
    steps = scratch / "migrations"
    shutil.copytree(migrate.MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    for step in (steps / "versions").iterdir():
        if not step.name.startswith(FIRST):
            step.unlink()
    engine = open_engine(scratch / "first.db", key, create=True)
    migrate.upgrade(engine, migrations=steps)
    found = inspect(engine)
    with engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT name, tbl_name, sql FROM sqlite_master").all()
    schema = {
        table: (
            {column["name"] for column in found.get_columns(table)},
            next(sql for name, _of, sql in made if name == table),
            [sql for name, of, sql in made if of == table and name != table and sql],
        )
        for table in found.get_table_names()
    }
    engine.dispose()
    shutil.rmtree(scratch)
    return schema
