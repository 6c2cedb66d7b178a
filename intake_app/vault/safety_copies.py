"""The folders of safety copies: found, removed and put back as files.

A copy is a folder `Intake-Sicherung-2026-11-28-091500` with a database and its key file in it,
on the clock of the office.  Only what has this name, the files of a copy and nothing else, and
the vault's own id in the key file is ever taken for one of ours; everything else that lies
beside it is left alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from intake_app.errors import BackupError, StorageError, VaultError
from intake_app.vault.copies import KEY_FILE_NAMES, KeyFileCopies
from intake_app.vault.files import copy_refused, sync_folder, write_atomic
from intake_app.vault.layout import DATABASE_NAME, UNFINISHED_NAME
from intake_app.vault.room import demand_room, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WORKING_SUFFIX: Final = ".part"
"""Ends the name of a copy that is being written, and of one that is being removed."""

_NAME: Final = "Intake-Sicherung-%Y-%m-%d-%H%M%S"
_FILES: Final = frozenset({DATABASE_NAME, *KEY_FILE_NAMES})
# What a crash leaves of a copy that was being written.
_WORKING_FILES: Final = _FILES | {f".{name}.new" for name in KEY_FILE_NAMES} | {
    f"{DATABASE_NAME}-journal",
}  # fmt: skip
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyCopy:
    """A whole copy of a vault, found on a medium.

    Attributes:
        made: When it was made, on the clock of the office.
    """

    path: Path
    made: datetime
    vault_id: str
    office_name: str


def copy_name(made: datetime) -> str:
    """Return the name of the folder of a copy made at this moment of the office's clock."""
    return made.strftime(_NAME)


def default_copy_folder(vault: Path) -> Path:
    """Return where copies go while nobody has chosen: beside the vault, else in it.

    Args:
        vault: Folder of the vault.
    """
    beside = vault.with_name(f"{vault.name}-Sicherungen") if vault.name else vault
    if vault.name and (beside.is_dir() or os.access(vault.parent, os.W_OK | os.X_OK)):
        return beside
    return vault / "Sicherungen"


def is_on_same_drive(one: Path, other: Path) -> bool:
    """Tell whether two folders lie on one drive, as far as the system tells."""
    try:
        return nearest(one).stat().st_dev == nearest(other).stat().st_dev
    except OSError:
        return False


def look_at_copy(path: Path) -> SafetyCopy:
    """Return what a folder that somebody chose holds; its name may be another.

    Raises:
        BackupError: No copy lies there ("no_copy").
    """
    try:
        document = KeyFileCopies(path).read()
        is_whole = (path / DATABASE_NAME).stat().st_size > 0
    except (VaultError, OSError):
        raise BackupError("no_copy") from None
    if not is_whole:
        raise BackupError("no_copy")
    try:
        made = _made(path.name) or datetime.fromtimestamp(  # noqa: DTZ006 - the office's clock
            (path / DATABASE_NAME).stat().st_mtime
        )
    except OSError:
        raise BackupError("no_copy") from None
    return SafetyCopy(
        path=path, made=made, vault_id=document.vault_id, office_name=document.office_name
    )


def copies_in(folder: Path, vault_id: str) -> list[SafetyCopy]:
    """Return the whole copies of this vault that lie in a folder, newest first."""
    found = []
    for path in _folders_in(folder):
        if _made(path.name) is None or _names_in(path) != _FILES:
            continue
        with contextlib.suppress(BackupError):
            found.append(look_at_copy(path))
    ours = [copy for copy in found if copy.vault_id == vault_id]
    return sorted(ours, key=lambda copy: copy.made, reverse=True)


def remove_copy(copy: SafetyCopy) -> None:
    """Remove a copy that `copies_in` found.

    Raises:
        BackupError: The medium does not let it go ("folder"); what is left of it is removed
            by `remove_leftovers`.
    """
    leaving = copy.path.with_name(f"{copy.path.name}{WORKING_SUFFIX}")
    try:
        copy.path.rename(leaving)
        _remove_files(leaving)
    except OSError:
        raise BackupError("folder") from None


def remove_leftovers(folder: Path, vault_id: str) -> None:
    """Remove what a crash left of copies of this vault while they were written or removed.

    Nobody may be making one; whoever holds the vault is the only one who can.
    """
    for path in _folders_in(folder):
        if not path.name.endswith(WORKING_SUFFIX) or not _names_in(path) <= _WORKING_FILES:
            continue
        if _made(path.name.removesuffix(WORKING_SUFFIX)) is None:
            continue
        with contextlib.suppress(OSError, VaultError):
            if KeyFileCopies(path).read().vault_id == vault_id:
                _remove_files(path)


def put_back(copy: Path, target: Path, report: Callable[[float], None]) -> str:
    """Write the files of a copy into an empty or new folder; return the database's SHA-256.

    The database gets its name last, as in a new vault (see `vault.folder`): what was cut off
    is either no vault and can be put back again, or is finished by unlocking it.

    Args:
        copy: Folder of the copy.
        target: An empty folder, or one to be made.
        report: Gets the finished part between 0 and 1; what it raises ends the work.

    Raises:
        BackupError: The copy cannot be read ("no_copy"), the target not written ("folder",
            "full"), or a medium answers with errors ("failing"); what was written is removed.
    """
    was_there = target.is_dir()
    written: list[Path] = []
    try:
        keys = _readable_keys(copy)
        with _refused("no_copy"):
            size = (copy / DATABASE_NAME).stat().st_size
        with _refused("folder"):
            demand_room((target, size))
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = target / UNFINISHED_NAME
        with _refused("folder"):
            unfinished.unlink(missing_ok=True)
        written.append(unfinished)
        sha256 = _copy_file(copy / DATABASE_NAME, unfinished, report)
        for name, data in keys.items():
            written.append(target / name)
            with _refused("folder"):
                write_atomic(target / name, data)
        with _refused("folder"):
            unfinished.rename(target / DATABASE_NAME)
            written.append(target / DATABASE_NAME)
            sync_folder(target)
    except BaseException:
        for file in written:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
        if not was_there:
            with contextlib.suppress(OSError):
                target.rmdir()
        raise
    return sha256


def _readable_keys(copy: Path) -> dict[str, bytes]:
    keys = {}
    for name in KEY_FILE_NAMES:
        with contextlib.suppress(OSError):
            keys[name] = (copy / name).read_bytes()
    if not keys:
        raise BackupError("no_copy")
    return keys


def _copy_file(source: Path, target: Path, report: Callable[[float], None]) -> str:
    digest, done = hashlib.sha256(), 0
    with _refused("no_copy"):
        size = source.stat().st_size or 1
        reading = source.open("rb", buffering=0)
    with reading:
        with _refused("folder"):
            writing = target.open("xb")
        with _refused("folder"), writing:  # closing tries once more to write what is left
            while True:
                with _refused("no_copy"):
                    chunk = reading.read(_CHUNK)
                if not chunk:
                    break
                with _refused("folder"):
                    writing.write(chunk)
                digest.update(chunk)
                done += len(chunk)
                report(done / size)
            with _refused("folder"):
                writing.flush()
                os.fsync(writing.fileno())
    return digest.hexdigest()


@contextlib.contextmanager
def _refused(reason: str) -> Iterator[None]:
    try:
        yield
    except StorageError as error:
        raise copy_refused(error) from None
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        raise BackupError(reason) from None
    except OSError as error:
        raise copy_refused(StorageError.of(error)) from None


def _made(name: str) -> datetime | None:
    try:
        made = datetime.strptime(name, _NAME)  # noqa: DTZ007 - the office's clock
    except ValueError:
        return None
    return made if copy_name(made) == name else None


def _folders_in(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
    except (OSError, ValueError):  # a path that the system cannot even take
        return []


def _names_in(folder: Path) -> frozenset[str]:
    try:
        return frozenset(path.name for path in folder.iterdir())
    except OSError:
        return frozenset()


def _remove_files(folder: Path) -> None:
    """Remove a working folder; the key files, which tell whose it is, go last."""
    for name in sorted(_names_in(folder), key=lambda name: name in KEY_FILE_NAMES):
        (folder / name).unlink(missing_ok=True)
    folder.rmdir()
