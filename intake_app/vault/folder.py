"""The vault's folder, and every step that can be taken with its keys.

`store.db` is the database, `store.keys` and `store.keys2` are the copies of the key file,
`store.lock` names the program that works on the vault.

A new vault is made in an order in which a crash leaves either none or one that opens: the
database is finished under the name `.store.db.new`, then the key file is written, then the
database takes its name.  Where the last step is missing, the next opening does it.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.errors import (
    StorageError,
    VaultDamagedError,
    VaultFolderError,
    VaultMissingError,
)
from intake_app.vault import changes, files, keyfile, recovery
from intake_app.vault.copies import KeyFileCopies
from intake_app.vault.document import SlotKind
from intake_app.vault.hold import LOCK_NAME, Holder, VaultHold, hold, holder_of
from intake_app.vault.layout import (
    DATABASE_NAME,
    UNFINISHED_NAME,
    has_content,
    is_there,
    refuse_unfit,
)
from intake_app.vault.recovery import RecoveryKey

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime
    from pathlib import Path

    from intake_app.vault.document import KeyFile
    from intake_app.vault.keyfile import Unlocked
    from intake_app.vault.policy import KdfPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotInfo:
    """An advisor whom the card before unlocking offers.

    Attributes:
        slot_id: For `VaultFolder.unlock`.
        initials: Not authenticated before unlocking.
    """

    slot_id: str
    initials: str


class VaultFolder:
    """A vault (Tresor) on disk.

    Attributes:
        path: The folder.
        database_path: The encrypted database in it.
        unfinished_path: The database of a vault that is just being made.
        key_paths: Both copies of the key file.
    """

    def __init__(self, path: Path, policy: KdfPolicy) -> None:
        """Name a vault; nothing is read or made yet.

        Args:
            path: The folder, existing or not.
            policy: Costs of passphrases.
        """
        self.path = path
        self.database_path = path / DATABASE_NAME
        self.unfinished_path = path / UNFINISHED_NAME
        self._copies = KeyFileCopies(path)
        self.key_paths = self._copies.paths
        self._policy = policy

    def at(self, path: Path) -> VaultFolder:
        """Return another folder, with the same costs of passphrases."""
        return VaultFolder(path, self._policy)

    def exists(self) -> bool:
        """Return whether there is a vault here, whole or not."""
        return any(is_there(path) for path in (*self.key_paths, self.database_path))

    @property
    def office_name(self) -> str:
        """The office's name from the header; authenticated only once the vault is unlocked."""
        return self._load().office_name

    @property
    def vault_id(self) -> str:
        """The vault's id, a UUID."""
        return self._load().vault_id

    @property
    def generation(self) -> int:
        """Generation of the key file; authenticated only as `Unlocked.generation`.

        Lower than what the database remembers means that an old key file was put back; higher,
        that a crash came between a change of the key file and the database's note of it.
        """
        return self._load().generation

    @property
    def removal_pending(self) -> bool:
        """Whether the database may be on its way from one key to the next."""
        return self._load().pending is not None

    @property
    def needs_repair(self) -> bool:
        """Whether one of the copies is missing, damaged or older than the other."""
        return not self._copies.agree()

    def slots(self) -> list[SlotInfo]:
        """Return the advisors in the order in which they came."""
        return [
            SlotInfo(slot_id=slot.slot_id, initials=slot.label)
            for slot in self._load().slots
            if slot.kind is SlotKind.PASSPHRASE
        ]

    def hold(
        self, *, since: datetime | None = None, by: str = "", take_over: bool = False
    ) -> VaultHold:
        """Take hold of this vault for this program; the arguments are those of `hold.hold`.

        Raises:
            VaultInUseError: Another program has it; names the holder.
            VaultMissingError: There is no vault here.
            VaultFolderError: The folder is not writable.
        """
        if not self.exists():
            raise VaultMissingError
        return hold(self.path, since=since, by=by, take_over=take_over)

    @property
    def lock_holder(self) -> Holder | None:
        """The program that holds this vault, if one does."""
        return holder_of(self.path)

    @property
    def is_writable(self) -> bool:
        """Whether the system lets this program write here."""
        files = (self.database_path, *self.key_paths, self.path / LOCK_NAME)
        return os.access(self.path, os.W_OK | os.X_OK) and all(
            os.access(file, os.W_OK) for file in files if is_there(file)
        )

    def refuse_unfit(self) -> None:
        """Check whether a vault can be made here; changes nothing.

        Raises:
            VaultFolderError: "network_share", "not_empty" or "not_writable".
        """
        refuse_unfit(self.path)

    def create(
        self,
        *,
        office_name: str,
        initials: str,
        passphrase: str,
        recovery_key: RecoveryKey | None = None,
        fill: Callable[[Unlocked], None] = lambda _unlocked: None,
    ) -> tuple[Unlocked, RecoveryKey]:
        """Make a new vault in an empty or new folder.

        Args:
            office_name: Shown on the card before unlocking.
            initials: Of the first advisor.
            passphrase: Of the first advisor.
            recovery_key: When the sheet is already printed and confirmed; else a new one.
            fill: Makes the database at `unfinished_path` and closes it.

        Returns:
            The keys, and the recovery key for the sheet.

        Raises:
            VaultFolderError: The folder cannot hold a vault; it is left as it was.
            InputError: A text is empty or too long.
            StorageError: No room, or the medium does not take it; the folder is left as it was.
        """
        self.refuse_unfit()
        recovery_key = recovery_key or RecoveryKey.new()
        document, unlocked = changes.create(
            office_name=office_name,
            initials=initials,
            passphrase=passphrase,
            recovery_key=recovery_key,
            policy=self._policy,
        )
        was_there = is_there(self.path)
        try:
            self._make_folder()
            fill(unlocked)
            self._write_first(document)
        except BaseException:
            unlocked.wipe()
            self.abandon()
            if not was_there:
                with contextlib.suppress(OSError):
                    self.path.rmdir()
            raise
        return unlocked, recovery_key

    def finish_creation(self) -> None:
        """Give the database of a new vault its name, if that is still to be done.

        Raises:
            StorageError: The medium does not take it.
        """
        if is_there(self.unfinished_path) and not is_there(self.database_path):
            with files.medium_errors():
                self.unfinished_path.rename(self.database_path)
                files.sync_folder(self.path)

    def abandon(self) -> None:
        """Remove what `create` just made; a medium that fails meanwhile leaves a whole vault."""
        with contextlib.suppress(OSError):
            if is_there(self.database_path):
                self.database_path.rename(self.unfinished_path)
            for file in (*self.key_paths, *self.path.glob(f"*{DATABASE_NAME}*")):
                file.unlink(missing_ok=True)

    def unlock(self, passphrase: str, slot_id: str | None = None) -> Unlocked:
        """Open the vault with a passphrase; takes most of a second, changes nothing.

        Args:
            passphrase: As typed.
            slot_id: The advisor's slot; None tries each in turn.

        Raises:
            WrongPassphraseError: It opens no slot.
            VaultMissingError: There is no vault here.
            VaultDamagedError: Neither copy of the key file is whole.
            VaultTamperedError: Somebody without the keys has changed it.
            VaultTooNewError: A later version of the program wrote it.
            NotFoundError: There is no such slot.
        """
        return keyfile.unlock(self._load(), self._policy, passphrase, slot_id)

    def recover(self, recovery_text: str) -> Unlocked:
        """Open the vault with the recovery key; then `reset_passphrase` for an advisor.

        Raises:
            RecoveryKeyError: It is mistyped; names the group.
            WrongPassphraseError: It is another vault's, or an earlier sheet's.
            VaultError: As for `unlock`.
        """
        document = self._load()
        key = recovery.parse(recovery_text)
        try:
            return keyfile.unlock_with_recovery_key(document, self._policy, key)
        finally:
            key.wipe()

    def change_passphrase(self, unlocked: Unlocked, passphrase: str) -> None:
        """Give the advisor who opened the vault a new passphrase."""
        self._save(
            changes.change_passphrase(self._load(), unlocked, passphrase, self._policy), unlocked
        )

    def reset_passphrase(self, unlocked: Unlocked, slot_id: str, passphrase: str) -> None:
        """Give an advisor who forgot theirs a new passphrase; then `unlock` with it."""
        self._save(
            changes.reset_passphrase(self._load(), unlocked, slot_id, passphrase, self._policy),
            unlocked,
        )

    def replace_recovery_key(self, unlocked: Unlocked, recovery_key: RecoveryKey) -> None:
        """Let a new recovery sheet open the vault, and the earlier one no more.

        To be called after the sheet was printed and confirmed.  Whoever kept the earlier sheet
        and a copy of the key file of then still opens that copy's master key; for a sheet that
        was lost, change the master key too (`begin_removal` of nobody).
        """
        self._save(changes.replace_recovery_key(self._load(), unlocked, recovery_key), unlocked)

    def rename_office(self, unlocked: Unlocked, office_name: str) -> None:
        """Change the name on the card before unlocking."""
        self._save(changes.rename_office(self._load(), unlocked, office_name), unlocked)

    def add_advisor(self, unlocked: Unlocked, initials: str, passphrase: str) -> str:
        """Add a slot for one more advisor and return its id."""
        document, slot_id = changes.add_advisor(
            self._load(), unlocked, initials, passphrase, self._policy
        )
        self._save(document, unlocked)
        return slot_id

    def rename_advisor(self, unlocked: Unlocked, slot_id: str, initials: str) -> None:
        """Change an advisor's initials."""
        self._save(changes.rename_advisor(self._load(), unlocked, slot_id, initials), unlocked)

    def begin_removal(self, unlocked: Unlocked, slot_ids: Collection[str]) -> None:
        """Announce a new master key that some advisors will not get.

        Afterwards the database changes from `database_key` to `pending_database_key`, then
        `finish_removal`.  After a crash in between, the next `unlock` yields both keys again.
        """
        document, master = changes.begin_removal(self._load(), unlocked, slot_ids)
        self._save(document, unlocked)
        unlocked.pending_master_key = master

    def cancel_removal(self, unlocked: Unlocked) -> None:
        """Forget the next master key; only while the database still has the present one."""
        self._save(changes.cancel_removal(self._load(), unlocked), unlocked)
        unlocked.drop_pending()

    def finish_removal(self, unlocked: Unlocked) -> None:
        """Take the next master key into use, after the database did; the removed are out."""
        self._save(changes.finish_removal(self._load(), unlocked), unlocked)
        unlocked.advance()

    def is_of(self, unlocked: Unlocked) -> bool:
        """Tell whether the key file here was made with these keys, now or at an earlier time."""
        return keyfile.is_ours(self._load(), unlocked)

    def repair(self, unlocked: Unlocked) -> None:
        """Put a missing, damaged or older copy right without any other change.

        Raises:
            VaultTamperedError: The better copy is not what these keys opened.
        """
        document = self._load()
        keyfile.verify(document, unlocked)
        self._copies.repair(document)

    @staticmethod
    def database_key(unlocked: Unlocked) -> bytearray:
        """Derive the key of the database; the caller wipes it."""
        return keyfile.database_key(unlocked)

    @staticmethod
    def journal_key(unlocked: Unlocked) -> bytearray:
        """Derive the key of the journal's marks; the caller wipes it."""
        return keyfile.journal_key(unlocked)

    @staticmethod
    def pending_database_key(unlocked: Unlocked) -> bytearray:
        """Derive the key that the database changes to; the caller wipes it."""
        return keyfile.pending_database_key(unlocked)

    def _load(self) -> KeyFile:
        try:
            return self._copies.read()
        except VaultMissingError:
            # A database without any key file was a vault once.
            if is_there(self.database_path):
                raise VaultDamagedError from None
            raise

    def _save(self, document: KeyFile, unlocked: Unlocked) -> None:
        self._copies.write(document)
        unlocked.generation = document.generation

    def _make_folder(self) -> None:
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if has_content(self.path):  # somebody was faster while the key was derived
                raise VaultFolderError("not_empty")
            for file in self.path.glob(f"{UNFINISHED_NAME}*"):  # of an attempt that crashed
                file.unlink()
            files.sync_folder(self.path.parent)
        except OSError as error:
            raise VaultFolderError("not_writable") from error

    def _write_first(self, document: KeyFile) -> None:
        """Write the key file, beneath which the database is finished, and name the database."""
        log = self.unfinished_path.with_name(f"{UNFINISHED_NAME}-wal")
        if is_there(log):  # the database was not closed in good order
            raise StorageError
        self._copies.write_new(document)
        self.finish_creation()
