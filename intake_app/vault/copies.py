"""The key file's two copies on disk.

Of two valid copies the one with the higher generation counts.  Reading never writes: a missing,
damaged or older copy is put right by the next change, or by `repair`.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.errors import (
    StorageError,
    VaultDamagedError,
    VaultFolderError,
    VaultMissingError,
    VaultTooNewError,
)
from intake_app.vault.document import MAX_BYTES, KeyFile, is_intact, parse, serialise
from intake_app.vault.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

KEY_FILE_NAMES: Final = ("store.keys", "store.keys2")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """What one of the two copies turned out to be."""

    document: KeyFile | None = None
    missing: bool = False
    denied: bool = False
    newer: VaultTooNewError | None = None
    newer_for_sure: bool = False


class KeyFileCopies:
    """Reads and writes both copies of the key file in a folder.

    Attributes:
        paths: Where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self.paths = tuple(folder / name for name in KEY_FILE_NAMES)

    def read(self) -> KeyFile:
        """Return the copy that counts; nothing in it is authenticated yet.

        Raises:
            VaultMissingError: Both copies are missing.
            VaultDamagedError: None is whole.
            VaultTooNewError: A later version of the program wrote one.
            VaultFolderError: "not_readable": the system denies access.
        """
        whole = [document for document in self._read_both() if document is not None]
        return max(whole, key=lambda document: document.generation)

    def agree(self) -> bool:
        """Return whether both copies are whole and the same; raises as `read` does."""
        first, second = self._read_both()
        return first is not None and first == second

    def write_new(self, document: KeyFile) -> None:
        """Write both copies of a new vault, or none.

        Raises:
            StorageError: No room, or the medium does not take it.
        """
        data = _checked_bytes(document)
        try:
            for path in self.paths:
                write_atomic(path, data)
        except BaseException:
            for path in self.paths:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
            raise

    def write(self, document: KeyFile) -> None:
        """Write both copies, the worse one first, so that a whole one is there at any moment.

        With the first copy the change has happened, for the higher generation counts.  If the
        second then fails, "not changed" would be wrong; it is left to the next change.

        Raises:
            StorageError: No room, or the medium does not take it; nothing has changed.
        """
        data = _checked_bytes(document)
        copies = zip(self.paths, self._read_both(), strict=True)
        worse, better = sorted(copies, key=lambda pair: pair[1].generation if pair[1] else 0)
        try:
            write_atomic(worse[0], data)
        except StorageError:
            # It may have its name already, with only the folder not forced to the medium.
            if _read_copy(worse[0]).document != document:
                raise
        with contextlib.suppress(StorageError):
            write_atomic(better[0], data)

    def repair(self, document: KeyFile) -> None:
        """Write each copy anew that differs from the document, which the caller has verified.

        Raises:
            StorageError: No room, or the medium does not take it.
        """
        data = _checked_bytes(document)
        for path, copy in zip(self.paths, self._read_both(), strict=True):
            if copy != document:
                write_atomic(path, data)

    def _read_both(self) -> tuple[KeyFile | None, KeyFile | None]:
        """Read both copies, at least one of which is whole.

        A copy of a later format counts when its sum is right, even beside a whole copy of ours:
        that program may have crashed between its two writes.  One that only looks later is a
        damaged copy, unless there is nothing better.
        """
        first, second = (_read_copy(path) for path in self.paths)
        none_whole = first.document is None and second.document is None
        for copy in (first, second):
            if copy.newer is not None and (copy.newer_for_sure or none_whole):
                raise copy.newer
        if none_whole:
            if first.denied or second.denied:
                raise VaultFolderError("not_readable")
            raise VaultMissingError if first.missing and second.missing else VaultDamagedError
        return first.document, second.document


def _read_copy(path: Path) -> _Copy:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return _Copy(missing=True)
    except PermissionError:
        return _Copy(denied=True)
    except OSError:  # a bad sector is damage; the other copy may be whole
        return _Copy()
    try:
        return _Copy(document=parse(raw))
    except VaultTooNewError as error:
        return _Copy(newer=error, newer_for_sure=is_intact(raw))
    except VaultDamagedError:
        return _Copy()


def _checked_bytes(document: KeyFile) -> bytes:
    data = serialise(document)
    if parse(data) != document:
        msg = "the key file would not read back"
        raise AssertionError(msg)
    return data
