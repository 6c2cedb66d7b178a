"""Where safety copies lie: a new one is laid down, older ones make room for it."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from intake_app.domain import copies as rules
from intake_app.domain.copies import CopyCause, VaultCopy
from intake_app.domain.office import OFFICE_ZONE
from intake_app.errors import BackupError
from intake_app.vault import safety_copies

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from intake_app.store.backup import BackupResult


def keep_copy(
    copy: Callable[[Path], BackupResult], target: Path, vault_id: str, now: datetime
) -> BackupResult:
    """Make a copy in a folder, after removing what one that was broken off left there.

    Args:
        copy: Makes the copy, given its folder.
        target: The folder that holds the copies.
        vault_id: Of the vault.
        now: The moment the copy is named after.
    """
    safety_copies.remove_leftovers(target, vault_id)
    return copy(_free_name(target, now.astimezone(OFFICE_ZONE)))


def rotate(target: Path, vault_id: str, today: date, *, spared: Path) -> None:
    """Remove the copies of a vault whose time is over from a folder.

    Args:
        target: The folder that holds the copies.
        vault_id: Of the vault.
        today: Day of the office.
        spared: The copy that was just made: it stays, whatever its name says.
    """
    there = safety_copies.copies_in(target, vault_id)
    staying = rules.kept([found.made for found in there], today)
    for found in there:
        if found.made not in staying and found.path != spared:
            # What cannot be removed now goes with the next copy.
            with contextlib.suppress(BackupError):
                safety_copies.remove_copy(found)


def entry_of(result: BackupResult, *, at: datetime, by: str, cause: CopyCause) -> VaultCopy:
    """Return the row of the register for a copy that was made."""
    return VaultCopy(
        id=uuid4(),
        made_at=at,
        made_by=by,
        cause=cause,
        folder=str(result.folder),
        file_bytes=result.file_bytes,
        file_sha256=result.file_sha256,
        counts=tuple(sorted(result.counts.items())),
    )


def made_default_folder(vault: Path) -> Path:
    """Return the folder for copies that holds while nobody chose one, and make it.

    Raises:
        BackupError: It cannot be made ("folder").
    """
    folder = safety_copies.default_copy_folder(vault)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        raise BackupError("folder") from None
    return folder


def _free_name(target: Path, moment: datetime) -> Path:
    """Return the folder for a copy; the next second's where this second has one already."""
    while (path := target / safety_copies.copy_name(moment)).exists():
        moment += timedelta(seconds=1)
    return path
