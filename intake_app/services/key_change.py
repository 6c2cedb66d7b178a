"""A new master key for the vault, and with it a new key for the database.

The steps, and what a crash after each leaves behind:

1. The key file announces the next master key, sealed to everybody who stays.  The database
   opens with the present one; the next unlocking takes the announcement back.
2. A copy of the database under the next key is written beside it.  The same.
3. The copy takes the place of the database, by one renaming.  The database opens with the
   next key only; the next unlocking by anybody who stays goes on with step 4.
4. The key file takes the next master key into use; whoever has no copy of it is out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.errors import (
    KeyChangeError,
    NotPermittedError,
    StorageError,
    StorageFailingError,
    StoreDamagedError,
)
from intake_app.store import rekey
from intake_app.store.engine import open_engine, spare_of
from intake_app.vault.room import demand_room

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from intake_app.services.session import Session
    from intake_app.vault.folder import VaultFolder
    from intake_app.vault.keyfile import Unlocked


def change_key(
    session: Session, leaving: Collection[str], progress: Callable[[float], bool]
) -> None:
    """Change master key and database key; the slots of those who leave open nothing more.

    What was copied before (backups, a stolen folder) still opens as it did.

    Args:
        session: At work; it goes on with the new key.
        leaving: Slots that do not get the new key; none, to change the key only.
        progress: Gets the finished part between 0 and 1; False cancels, until the exchange.

    Raises:
        NotPermittedError: "own_slot" or "last_advisor".
        KeyChangeError: It was cancelled, or something else works with the database.
        StorageError: There is no room for the copy, or the medium does not take it.
    """
    folder, unlocked = session.folder, session.unlocked
    path = folder.database_path
    session.refuse_read_only()
    demand_room((folder.path, rekey.bytes_of_copy(path)))
    settle(folder, unlocked)  # an earlier attempt may have been cut off by its medium
    folder.begin_removal(unlocked, leaving)
    try:
        with session.gate.without_writers():
            key = folder.pending_database_key(unlocked)
            try:
                rekey.write_copy(session.database, path, key, progress)
            finally:
                key[:] = bytes(len(key))
            with session.gate.alone():
                _exchange(session)
    except BaseException:
        if unlocked.pending_master_key is not None and _opens(path, folder.database_key(unlocked)):
            folder.cancel_removal(unlocked)
            rekey.forget_copy(path)
        raise


def settle(folder: VaultFolder, unlocked: Unlocked) -> None:
    """Finish or take back a change of key that a crash cut off, before anything is opened.

    Raises:
        NotPermittedError: These keys are the ones being removed ("being_removed").
        StoreDamagedError: The database opens with neither key.
    """
    path = folder.database_path
    rekey.forget_copy(path)
    if not folder.removal_pending:
        return
    if unlocked.pending_master_key is None:
        raise NotPermittedError("being_removed")
    if _opens(path, folder.database_key(unlocked)):
        folder.cancel_removal(unlocked)
    elif _opens(path, folder.pending_database_key(unlocked)):
        folder.finish_removal(unlocked)
    else:
        raise StoreDamagedError


def _exchange(session: Session) -> None:
    folder, unlocked = session.folder, session.unlocked
    spare_of(session.database).give_back()
    if session.database.pool.checkedout():  # type: ignore[attr-defined]
        raise KeyChangeError("busy")
    session.database.dispose()
    try:
        rekey.exchange(folder.database_path)
    except BaseException:
        _reopen_as_it_is(session)
        raise
    _reopen_as_it_is(session)
    folder.finish_removal(unlocked)


def _reopen_as_it_is(session: Session) -> None:
    """Go on with whichever key fits: an exchange may fail before its renaming or after it."""
    folder, unlocked = session.folder, session.unlocked
    try:
        is_old = _opens(folder.database_path, folder.database_key(unlocked))
        key_of = folder.database_key if is_old else folder.pending_database_key
        session.reopen(key_of(unlocked))
    except BaseException as error:
        session.gate.give_up(error if isinstance(error, StorageError) else StorageFailingError())
        raise


def _opens(path: Path, key: bytearray) -> bool:
    try:
        open_engine(path, key).dispose()
    except StoreDamagedError:
        return False
    finally:
        key[:] = bytes(len(key))
    return True
