"""What a medium does not do, in words: no room, not writable, failing; and copies that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from intake_app.errors import StorageFailingError, StorageFullError, StorageReadOnlyError
from intake_app.i18n import _

if TYPE_CHECKING:
    from intake_app.errors import BackupError, KeyChangeError, StorageError


def storage_words(error: StorageError) -> str:
    """Say what the medium refused, and what can be done."""
    if isinstance(error, StorageFullError):
        if error.missing_bytes:
            text = _(
                "There is not enough room on the drive: {size} are missing. Nothing was changed; "
                "make room and try again."
            )
            return text.format(size=size_words(error.missing_bytes))
        return _(
            "There is no room left on the drive. What was stored before is safe; make room and "
            "try again."
        )
    if isinstance(error, StorageReadOnlyError):
        return _(
            "The drive or the folder cannot be written. What was stored before is safe; allow "
            "writing there, or take another place."
        )
    if isinstance(error, StorageFailingError):
        return _(
            "The drive answers with errors: it was pulled out, or it is failing. What was stored "
            "before stays as it is; check the plug, and if it comes again, take another drive and "
            "the last copy."
        )
    return _(
        "There is no room left on the drive, or it cannot be written. What was stored before "
        "is safe; make room and try again."
    )


def key_change_words(error: KeyChangeError) -> str:
    """Say why the vault keeps its key."""
    if error.reason == "cancelled":
        return _("Stopped. The key is the same as before, and nobody was removed.")
    if error.reason == "busy":
        return _(
            "Something else is at work with the vault, so the key stays the same and nobody "
            "was removed. Try again in a moment."
        )
    return _(
        "The vault could not be written anew without a mistake; it is unchanged, and nobody was "
        "removed. Make a copy of the vault on another drive, and check this one."
    )


def backup_words(error: BackupError) -> str:
    """Say why there is no copy, or no proof of one."""
    if error.missing_bytes:
        text = _(
            "There is not enough room for the copy: {size} are missing. The vault is unchanged; "
            "make room or choose another drive."
        )
        return text.format(size=size_words(error.missing_bytes))
    return _BACKUP.get(error.reason, _BACKUP["folder"])()


def size_words(count: int) -> str:
    """Say how large a file of so many bytes is."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


_BACKUP = {
    "folder": lambda: _(
        "The copy could not be written there. The vault is unchanged; choose another folder."
    ),
    "full": lambda: _(
        "There is not enough room for the copy. The vault is unchanged; choose another drive."
    ),
    "failing": lambda: _(
        "A drive answered with errors while it was copied: the one for the copy, or the vault’s. "
        "The vault is unchanged; try another drive for the copy, and soon."
    ),
    "check": lambda: _(
        "The copy did not pass its check and was removed. The vault is unchanged; try "
        "another drive."
    ),
    "exists": lambda: _(
        "There is a copy with this name already, and it stays. Choose another folder."
    ),
    "no_copy": lambda: _(
        "No copy of the vault lies there, or its drive is not connected. The vault is "
        "unchanged; connect the drive or choose another folder."
    ),
    "proof": lambda: _(
        "The last copy could not be restored on trial. The vault itself is unchanged and "
        "well; make a new copy now, best on another drive."
    ),
    "rekeyed": lambda: _(
        "The keys were changed since the last copy was made, so it opens with the "
        "passphrases of then only. Make a new copy now; it can be restored on trial."
    ),
    "cancelled": lambda: _("The copy was stopped and removed. The vault is unchanged."),
}
