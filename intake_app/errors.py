"""Every error a user can do something about.

    IntakeError
    ├── NotFoundError
    ├── InputError                    a value that cannot be stored as typed
    ├── NotPermittedError             a rule of the domain says no
    ├── VaultError
    │   ├── VaultMissingError
    │   ├── WrongPassphraseError
    │   ├── VaultDamagedError
    │   ├── VaultTamperedError
    │   ├── VaultTooNewError
    │   ├── VaultInUseError
    │   ├── VaultFolderError
    │   ├── RecoveryKeyError
    │   └── RecoverySheetError
    ├── StoreError
    │   ├── StoreDamagedError
    │   ├── StorageError: StorageFullError, StorageReadOnlyError, StorageFailingError
    │   └── KeyChangeError
    ├── BackupError
    ├── FormError: FormChangedError
    ├── TranslationFileError
    ├── MissingGlyphError
    ├── WaiverError: WaiverStateError, WaiverIncompleteError, CategoryNotOfferedError
    ├── DisclosureRefusedError
    └── BundleError: BundleDamagedError, BundleNotForUsError, BundleTooNewError

An `IntakeError` carries facts, never sentences and never personal data:
`ui.words.messages.explain` words it in the language of the reader.  A mistake of ours is not an
`IntakeError`; it stays a `ValueError` or `AssertionError`, reaches the crash dialog, and
gets fixed.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime


class IntakeError(Exception):
    """Base of all errors that are shown to the user as a sentence."""


class NotFoundError(IntakeError):
    """What was asked for is not in this vault (any more).

    Attributes:
        what: Kind of the thing, as in the glossary: "case", "waiver" …
    """

    def __init__(self, what: str) -> None:
        super().__init__(f"no such {what}")
        self.what = what


class InputError(IntakeError):
    """A typed value cannot be stored as it is.

    Attributes:
        code: What is wrong: "date", "future_date", "integer", "range", "too_long", "choice",
            "unknown_character", "required", "phone", "time", "year" …
        detail: A fact for the sentence (a bound, a character), never the typed text.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"input refused: {code} {detail}".rstrip())
        self.code = code
        self.detail = detail


class NotPermittedError(IntakeError):
    """A rule of the domain does not allow this act now.

    Attributes:
        rule: Name of the rule, for example "child_interpreter" or "reason_needed".
    """

    def __init__(self, rule: str) -> None:
        super().__init__(f"not permitted: {rule}")
        self.rule = rule


class VaultError(IntakeError):
    """Something about the vault's folder or its keys."""


class VaultMissingError(VaultError):
    """There is no vault where one should be."""


class DatabaseMissingError(VaultMissingError):
    """The keys lie in the folder, the database does not."""


class WrongPassphraseError(VaultError):
    """No key slot opens with this passphrase or recovery key."""


class VaultDamagedError(VaultError):
    """Neither copy of the key file can be read."""


class VaultTamperedError(VaultError):
    """The key file was changed by somebody who does not hold the master key, or put back."""


class VaultTooNewError(VaultError):
    """The vault was written by a later version of this program."""

    def __init__(self, found: str, supported: str) -> None:
        super().__init__(f"vault has format {found}, this program reads up to {supported}")
        self.found = found
        self.supported = supported


class VaultInUseError(VaultError):
    """Another program holds the vault.

    Attributes:
        holder: Host name and process number of the holder, as far as known.
        since: Since when it has the vault; by: initials of who works there.
        seen_at: Its last sign of life.
    """

    def __init__(
        self,
        holder: str = "",
        *,
        since: datetime | None = None,
        by: str = "",
        seen_at: datetime | None = None,
    ) -> None:
        super().__init__("the vault is open in another program")
        self.holder = holder
        self.since = since
        self.by = by
        self.seen_at = seen_at


class VaultFolderError(VaultError):
    """The chosen folder cannot hold a vault.

    Attributes:
        reason: "not_empty", "not_writable", "not_readable" or "network_share".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"folder cannot hold a vault: {reason}")
        self.reason = reason


class RecoveryKeyError(VaultError):
    """The typed recovery key has a wrong length or checksum.

    Attributes:
        group: Number (from 1) of the first group that cannot be right; 0 when unknown.
    """

    def __init__(self, group: int = 0) -> None:
        super().__init__("the recovery key was mistyped")
        self.group = group


class RecoverySheetError(VaultError):
    """One of two recovery sheets was mistyped, or the two do not belong together.

    Attributes:
        sheet: The first or second that was typed; 0 when it is plain which, or both are right.
        reason: "word" (not on the list), "length", "checksum", "same" or "mixed".
        place: Number of the word, or of the words that were typed.
    """

    def __init__(self, sheet: int, reason: str, place: int = 0) -> None:
        super().__init__(f"recovery sheet {sheet}: {reason} {place}")
        self.sheet = sheet
        self.reason = reason
        self.place = place


class StoreError(IntakeError):
    """The encrypted database could not be read or written."""


class StoreDamagedError(StoreError):
    """The database file exists but is not readable with its key."""


class StorageError(StoreError):
    """The medium does not take what is to be written; what was stored before is there."""

    @staticmethod
    def of(error: OSError) -> StorageError:
        """Return what the system's answer means for who works with the medium."""
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            return StorageFullError()
        is_denied = error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}
        return StorageReadOnlyError() if is_denied else StorageFailingError()


class StorageFullError(StorageError):
    """No space left on the medium.

    Attributes:
        missing_bytes: How many more it would have to have free; 0 when that is unknown.
    """

    def __init__(self, missing_bytes: int = 0) -> None:
        super().__init__(f"no space left: {missing_bytes} bytes missing")
        self.missing_bytes = missing_bytes


class StorageReadOnlyError(StorageError):
    """The medium or the folder may not be written."""


class StorageFailingError(StorageError):
    """The medium answers with errors, in reading or writing: it breaks, or was pulled out."""


class KeyChangeError(StoreError):
    """The key of the database stays the present one.

    Attributes:
        reason: "cancelled", "busy" (something else works with the database) or "check" (the
            copy under the new key read back differently).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the key was not changed: {reason}")
        self.reason = reason


class BackupError(IntakeError):
    """The copy could not be written or did not pass its check.

    Attributes:
        reason: "folder", "full", "failing", "check", "exists" or "cancelled"; "no_copy" where
            none lies, "rekeyed" when it has the keys of an earlier time, "proof" when one was
            restored on trial and is not what was copied.
        missing_bytes: Of "full": as in `StorageFullError`.
    """

    def __init__(self, reason: str, missing_bytes: int = 0) -> None:
        super().__init__(f"backup failed: {reason}")
        self.reason = reason
        self.missing_bytes = missing_bytes


class FormError(IntakeError):
    """A form file has a mistake; the message names file, section and question.

    Attributes:
        file: Path relative to the forms folder.
        where: Section and question, for example "A2 person.sex".
        complaint: What is wrong, for the author of the form.
    """

    def __init__(self, file: str, where: str, complaint: str) -> None:
        super().__init__(f"{file}, {where}: {complaint}" if where else f"{file}: {complaint}")
        self.file = file
        self.where = where
        self.complaint = complaint


class FormChangedError(FormError):
    """A form (`file`) has other texts now, under a version (`where`) that was used already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFlaw:
    """What is wrong with one text of a returned file.

    Attributes:
        key: Its key in the catalogue.
        german: The German text, "" where the forms have none of this key.
        what: "missing", "unknown", "stale", "unsure", "twice", "no_font", or the name of a flaw
            of the translation check: "fields", "script", …
        detail: Fields, words or characters that it is about.
    """

    key: str
    german: str
    what: str
    detail: str = ""


class TranslationFileError(IntakeError):
    """A file that came back from a translator cannot be taken; nothing of it was stored.

    Attributes:
        reason: "unreadable", "too_large", "other_catalogue" (another language or form), or
            "texts" with the single texts in `flaws`.
    """

    def __init__(self, reason: str, flaws: Sequence[TextFlaw] = ()) -> None:
        super().__init__(f"translation refused: {reason}, {len(flaws)} texts")
        self.reason = reason
        self.flaws = tuple(flaws)


class MissingGlyphError(IntakeError):
    """No shipped font has these characters.

    Attributes:
        characters: The characters, each once.
    """

    def __init__(self, characters: Sequence[str]) -> None:
        super().__init__("no font for " + " ".join(f"U+{ord(c):04X}" for c in characters))
        self.characters = tuple(characters)


class WaiverError(IntakeError):
    """Something about a waiver (Schweigepflichtentbindung)."""


class WaiverStateError(WaiverError):
    """The waiver's state does not allow this step.

    Attributes:
        state: The present state.
        needed: The state or condition that the step needs.
    """

    def __init__(self, state: str, needed: str) -> None:
        super().__init__(f"waiver is {state}, needed {needed}")
        self.state = state
        self.needed = needed


class WaiverIncompleteError(WaiverError):
    """The waiver lacks something that the law or the paper needs.

    Attributes:
        missing: What is missing: "line", "decision", "direction", "categories", "purposes",
            "valid_until", "explained", "guardian", "witness", "own_signature", "check" …
    """

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__("waiver incomplete: " + ", ".join(missing))
        self.missing = tuple(missing)


class CategoryNotOfferedError(WaiverError):
    """A partner of this kind must not get this category (limits per partner).

    Attributes:
        categories: Codes of the categories that are not offered.
    """

    def __init__(self, categories: Sequence[str]) -> None:
        super().__init__("not offered: " + ", ".join(categories))
        self.categories = tuple(categories)


class DisclosureRefusedError(IntakeError):
    """Nothing may be handed to this partner now.

    Attributes:
        reason: A `domain.disclosure.Reason` value.
        on: What decided: the moment of the withdrawal, or the last day of a line.
    """

    def __init__(self, reason: str, on: date | None = None) -> None:
        super().__init__(f"disclosure refused: {reason}")
        self.reason = reason
        self.on = on


class BundleError(IntakeError):
    """Something about a case bundle (Fallpaket)."""


class BundleDamagedError(BundleError):
    """The bundle is cut, changed, or not a bundle; nothing of it was released.

    Attributes:
        reason: A `bundle.bounds.Damage` value, for example "not_authentic".
    """

    def __init__(self, reason: str = "not_authentic") -> None:
        super().__init__(f"bundle damaged: {reason}")
        self.reason = reason


class BundleNotForUsError(BundleError):
    """The bundle is sealed for somebody else's key."""


class BundleTooNewError(BundleError):
    """The bundle has a schema version that this program does not know."""
