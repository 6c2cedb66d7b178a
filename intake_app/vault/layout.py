"""The names in a vault's folder, and what may lie in one that is to become a vault."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from intake_app.errors import VaultFolderError
from intake_app.vault import location
from intake_app.vault.copies import KEY_FILE_NAMES
from intake_app.vault.hold import LOCK_NAME

if TYPE_CHECKING:
    from pathlib import Path

DATABASE_NAME: Final = "store.db"
UNFINISHED_NAME: Final = f".{DATABASE_NAME}.new"

# What file managers, drives and our own crash leave in a folder that a person calls empty.
_NO_CONTENT: Final = frozenset({
    ".DS_Store", ".directory", "desktop.ini", "Thumbs.db", "lost+found",
    "System Volume Information", LOCK_NAME, *(f".{name}.new" for name in KEY_FILE_NAMES),
    *(f"{UNFINISHED_NAME}{ending}" for ending in ("", "-wal", "-shm", "-journal")),
})  # fmt: skip


def refuse_unfit(path: Path) -> None:
    """Check whether a vault can be made in a folder; changes nothing.

    Raises:
        VaultFolderError: "network_share", "not_empty" or "not_writable".
    """
    if location.is_network_share(path):
        raise VaultFolderError("network_share")
    try:
        if is_there(path) and has_content(path):
            raise VaultFolderError("not_empty")
    except OSError as error:
        raise VaultFolderError("not_writable") from error
    nearest = next(place for place in (path, *path.parents) if is_there(place))
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        raise VaultFolderError("not_writable")


def is_there(path: Path) -> bool:
    """Return whether there is such a file or folder, as far as the medium tells."""
    try:
        path.stat()
    except OSError:
        return False
    return True


def has_content(folder: Path) -> bool:
    """Return whether somebody put something into a folder.

    Raises:
        OSError: It cannot be read.
    """
    return any(entry.name not in _NO_CONTENT for entry in folder.iterdir())
