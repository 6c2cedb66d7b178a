"""The database of a vault whose keys are known: opened to work in it, or only to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.errors import StoreDamagedError, VaultFolderError
from intake_app.services.copy_places import keep_copy, made_default_folder
from intake_app.services.key_change import settle
from intake_app.store import migrate
from intake_app.store.backup import bytes_of_copy, copy_vault
from intake_app.store.copy_checks import is_sound
from intake_app.store.engine import open_engine, open_to_read
from intake_app.vault.room import demand_room
from intake_app.vault.safety_copies import default_copy_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from intake_app.store.backup import BackupResult
    from intake_app.store.engine import Database
    from intake_app.vault.folder import VaultFolder
    from intake_app.vault.keyfile import Unlocked


def open_database(
    folder: VaultFolder,
    unlocked: Unlocked,
    now: datetime,
    *,
    create: bool = False,
    copied: Callable[[BackupResult], object] = lambda _copy: None,
    check: bool = False,
) -> Database:
    """Open the database in the present schema; a copy is made before that is changed.

    Args:
        folder: The vault, held by this program.
        unlocked: Its keys.
        now: The present moment.
        create: Make a new one.
        copied: Told of the copy before a migration.
        check: Read everything first and refuse a database that is not sound.

    Raises:
        StoreDamagedError: It cannot be read with these keys, or did not pass the check.
        BackupError: The copy before the migration failed, so nothing was changed.
        StorageFullError: There is no room for that copy and the migration; nothing was changed.
    """
    if not create:
        folder.finish_creation()
        settle(folder, unlocked)
    path = folder.unfinished_path if create else folder.database_path
    key, seal_key = folder.database_key(unlocked), folder.journal_key(unlocked)
    try:
        database = open_engine(path, key, seal_key=seal_key, create=create)
        try:
            if check:
                _refuse_unsound(database)
            migrate.upgrade(
                database, copy_first=lambda: copied(_copy_first(folder, database, key, now))
            )
        except BaseException:
            database.dispose()
            raise
    finally:
        for secret in (key, seal_key):
            secret[:] = bytes(len(secret))
    return database


def open_database_to_read(folder: VaultFolder, unlocked: Unlocked) -> Database:
    """Open the database for reading only, beside whoever works in it; nothing changes.

    Raises:
        VaultFolderError: It has to be opened for writing once ("needs_writing").
        StoreDamagedError: It cannot be read with these keys.
    """
    key = folder.database_key(unlocked)
    try:
        database = open_to_read(
            folder.database_path,
            key,
            nobody_writes=folder.lock_holder is None and not folder.is_writable,
        )
    finally:
        key[:] = bytes(len(key))
    try:
        _refuse_outdated(database)
    except BaseException:
        database.dispose()
        raise
    return database


def _copy_first(
    folder: VaultFolder, database: Database, key: bytearray, now: datetime
) -> BackupResult:
    """Make a copy before a migration; beside the vault, for no settings can be read yet.

    A migration may write every page anew before it gives up the old ones.  No older copy goes:
    whether the clock may be believed stands in the journal, which cannot be read yet.
    """
    size = bytes_of_copy(database)
    demand_room((default_copy_folder(folder.path), size), (folder.path, size))
    return keep_copy(
        lambda path: copy_vault(database, key, folder.key_paths, path, older_schema=True),
        made_default_folder(folder.path),
        folder.vault_id,
        now,
    )


def _refuse_unsound(database: Database) -> None:
    if not is_sound(database):
        raise StoreDamagedError


def _refuse_outdated(database: Database) -> None:
    if not migrate.is_up_to_date(database):
        raise VaultFolderError("needs_writing")
