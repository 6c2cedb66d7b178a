"""Create, unlock and recover a vault (Tresor); what works before anybody is signed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.bundle.recipients import new_own_keys
from intake_app.domain.office import Advisor, Role
from intake_app.services.admission import (
    counted,
    let_in,
    note_before,
    refuse_rolled_back,
    refuse_suspended,
)
from intake_app.services.copies import remove_trial, reporter
from intake_app.services.keys import KeyService, whole_key_text
from intake_app.services.opening import open_database, open_database_to_read
from intake_app.services.session import OpenVault, Session, office_day
from intake_app.store.transaction import transaction
from intake_app.vault.folder import VaultFolder
from intake_app.vault.recovery import parse as parse_recovery_key
from intake_app.vault.safety_copies import look_at_copy, put_back

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.office import Office
    from intake_app.errors import VaultInUseError
    from intake_app.services.session import Clock, Content
    from intake_app.store.backup import BackupResult
    from intake_app.vault.folder import SlotInfo
    from intake_app.vault.keyfile import Unlocked
    from intake_app.vault.policy import KdfPolicy
    from intake_app.vault.safety_copies import SafetyCopy


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultCard:
    """What the unlock card shows before anybody is signed in.

    Attributes:
        in_use: Who has the vault, None when it is free.
        may_take_over: That program has not given a sign of life for long.
        is_writable: Whether the medium can be written.
    """

    office_name: str
    slots: tuple[SlotInfo, ...]
    in_use: VaultInUseError | None = None
    may_take_over: bool = False
    is_writable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVault:
    """What the first start asks for."""

    office: Office
    advisor_name: str
    initials: str
    passphrase: str


class VaultService(KeyService):
    """Opens vaults; every other service works inside the session it returns."""

    def __init__(
        self, content: Content, clock: Clock, policy: KdfPolicy, *, is_practice: bool = False
    ) -> None:
        super().__init__(content, clock, is_practice=is_practice)
        self._policy = policy

    def exists(self, path: Path) -> bool:
        """Tell whether a vault lies in the folder."""
        return VaultFolder(path, self._policy).exists()

    def card(self, path: Path) -> VaultCard:
        """Return the office's name and the slots to choose from.

        Raises:
            VaultError: The vault is missing, damaged or newer than this program.
        """
        folder = VaultFolder(path, self._policy)
        holder = folder.lock_holder
        return VaultCard(
            office_name=folder.office_name,
            slots=tuple(folder.slots()),
            in_use=holder.in_use() if holder else None,
            may_take_over=holder is not None and holder.is_stale(self._clock()),
            is_writable=folder.is_writable,
        )

    def refuse_unfit(self, path: Path) -> None:
        """Check whether a vault can be made in the folder; changes nothing.

        Raises:
            VaultFolderError: It cannot, with the reason.
        """
        VaultFolder(path, self._policy).refuse_unfit()

    def create(self, path: Path, new: NewVault, recovery_text: str) -> Session:
        """Create a vault, open it and return the session.

        Args:
            path: An empty or new folder.
            new: Office, administrator and passphrase.
            recovery_text: The key on the printed and confirmed sheet.

        Raises:
            VaultFolderError: The folder cannot hold a vault.
        """
        folder = VaultFolder(path, self._policy)
        unlocked, _key = folder.create(
            office_name=new.office.name,
            initials=new.initials,
            passphrase=new.passphrase,
            recovery_key=parse_recovery_key(recovery_text),
            fill=lambda unlocked: self._fill(folder, unlocked, new),
        )
        try:
            return self._open(folder, unlocked, "vault.unlocked")
        except BaseException:
            # A vault would be refused as "not empty" when it is tried again.
            folder.abandon()
            raise

    def unlock(
        self,
        path: Path,
        passphrase: str,
        slot_id: str | None = None,
        *,
        take_over: bool = False,
    ) -> Session:
        """Open the vault with a passphrase; takes most of a second.

        Args:
            path: Folder of the vault.
            passphrase: As typed.
            slot_id: The advisor's slot; None tries each in turn.
            take_over: Take the vault from a program that hangs.

        Raises:
            VaultError: Wrong passphrase, missing, damaged, tampered, newer or in use.
            NotPermittedError: The passphrase is right, but its owner is suspended
                ("suspended") or on the way out ("being_removed").
            StoreDamagedError: The keys are right but the database is not readable.
        """
        folder = VaultFolder(path, self._policy)
        with counted(folder, slot_id, self._clock):
            unlocked = folder.unlock(passphrase, slot_id)
        return self._open(folder, unlocked, "vault.unlocked", take_over=take_over)

    def unlock_to_read(self, path: Path, passphrase: str, slot_id: str | None = None) -> Session:
        """Open the vault for reading only: it is in use, or its medium cannot be written.

        Nothing is changed, so the opening is not in the journal either.

        Raises:
            VaultError: As for `unlock`; of VaultFolderError "needs_writing" when the vault has
                to be opened for writing once, to be brought to an end or up to date.
            StoreDamagedError: The keys are right but the database is not readable.
        """
        folder = VaultFolder(path, self._policy)
        unlocked = folder.unlock(passphrase, slot_id)
        try:
            database = open_database_to_read(folder, unlocked)
            try:
                with transaction(database, write=False) as store:
                    refuse_rolled_back(store, unlocked)
                    advisor = store.office.advisor(unlocked.slot_id)
                    newest = store.journal.newest_at()
                refuse_suspended(advisor)
            except BaseException:
                database.dispose()
                raise
        except BaseException:
            unlocked.wipe()
            raise
        vault = OpenVault(
            folder=folder,
            unlocked=unlocked,
            hold=None,
            database=database,
            newest_entry_at=newest,
        )
        return self._session(vault, advisor)

    def look_at_copy(self, path: Path) -> SafetyCopy:
        """Return what a folder holds that somebody chose to restore from.

        Raises:
            BackupError: No copy of a vault lies there ("no_copy").
        """
        return look_at_copy(path)

    def restore(
        self, copy: Path, target: Path, progress: Callable[[float], bool] | None = None
    ) -> None:
        """Put a copy's files into an empty or new folder; `unlock_restored` then checks them.

        Raises:
            VaultFolderError: The folder cannot take a vault: it is not empty, for one.
            BackupError: The copy cannot be read, or the folder not written; or "cancelled".
        """
        look_at_copy(copy)
        self.refuse_unfit(target)
        put_back(copy, target, reporter(progress))

    def unlock_restored(self, path: Path, passphrase: str, slot_id: str | None = None) -> Session:
        """Open a vault that was just put back, after a check of every page.

        Raises:
            VaultError: As for `unlock`.
            StoreDamagedError: The copy was damaged on its medium; another one is needed.
        """
        folder = VaultFolder(path, self._policy)
        with counted(folder, slot_id, self._clock):
            unlocked = folder.unlock(passphrase, slot_id)
        return self._open(folder, unlocked, "vault.restored", check=True)

    def recover(
        self,
        path: Path,
        recovery_text: str,
        slot_id: str,
        new_passphrase: str,
        *,
        is_restored: bool = False,
    ) -> Session:
        """Open the vault with the recovery key and give an advisor a new passphrase.

        Args:
            path: The vault.
            recovery_text: The key, or the words of two sheets in two lines.
            slot_id: Whose passphrase is to be new.
            new_passphrase: As typed by its owner.
            is_restored: The vault was just put back, so every page is checked first.

        Raises:
            RecoveryKeyError: The key was mistyped.
            RecoverySheetError: One of the two sheets was.
            WrongPassphraseError: The key belongs to another vault or was replaced.
            StoreDamagedError: The copy was damaged on its medium; nothing was changed.
        """
        folder = VaultFolder(path, self._policy)
        with counted(folder, slot_id, self._clock):
            by_sheet = folder.recover(whole_key_text(recovery_text))
        try:
            with folder.hold():
                # Before anything is written: a put-back key file must not become the newest.
                database = open_database(folder, by_sheet, self._clock(), check=is_restored)
                try:
                    with transaction(database, write=False) as store:
                        refuse_rolled_back(store, by_sheet)
                finally:
                    database.dispose()
                folder.reset_passphrase(by_sheet, slot_id, new_passphrase)
        finally:
            by_sheet.wipe()
        session = self._open(folder, folder.unlock(new_passphrase, slot_id), "vault.recovered")
        if is_restored:
            with session.write() as store:
                session.note(store, "vault.restored")
        if session.advisor.must_change:  # the passphrase was typed by its owner just now
            session.advisor = replace(session.advisor, must_change=False)
            with session.write() as store:
                store.office.save_advisor(session.advisor)
        return session

    def _fill(self, folder: VaultFolder, unlocked: Unlocked, new: NewVault) -> None:
        """Make the database of a new vault and close it."""
        database = open_database(folder, unlocked, self._clock(), create=True)
        try:
            with transaction(database) as store:
                store.office.save(new.office)
                store.office.save_advisor(
                    Advisor(
                        slot_id=unlocked.slot_id,
                        initials=new.initials,
                        name=new.advisor_name,
                        roles=frozenset({Role.ADVISOR, Role.ADMIN}),
                    )
                )
                store.office.save_own_keys(new_own_keys())
                store.office.set_generation(unlocked.generation)
                store.journal.write(at=self._clock(), by=new.initials, act="vault.created")
        finally:
            database.dispose()

    def _open(
        self,
        folder: VaultFolder,
        unlocked: Unlocked,
        act: str,
        *,
        take_over: bool = False,
        check: bool = False,
    ) -> Session:
        try:
            initials = {slot.slot_id: slot.initials for slot in folder.slots()}
            by = initials.get(unlocked.slot_id, "")
            hold = folder.hold(since=self._clock(), by=by, take_over=take_over)
        except BaseException:
            unlocked.wipe()
            raise
        try:
            remove_trial(folder.path)
            before: list[BackupResult] = []
            database = open_database(
                folder, unlocked, self._clock(), copied=before.append, check=check
            )
            try:
                with transaction(database, write=False) as store:
                    newest = store.journal.newest_at()
                    leapt_from = store.journal.leapt_from(office_day(self._clock()))
                advisor, failed = let_in(
                    folder,
                    unlocked,
                    database,
                    self._clock(),
                    act,
                    keep_journal=leapt_from is not None,
                )
                if hold.left_by is not None or before:
                    note_before(database, advisor, self._clock(), hold.left_by, before)
            except BaseException:
                database.dispose()
                raise
        except BaseException:
            hold.release()
            unlocked.wipe()
            raise
        vault = OpenVault(
            folder=folder,
            unlocked=unlocked,
            hold=hold,
            database=database,
            newest_entry_at=newest,
            clock_leapt_from=leapt_from,
        )
        return self._session(vault, advisor, failed)

    def _session(
        self, vault: OpenVault, advisor: Advisor, failed_unlocks: tuple[datetime, ...] = ()
    ) -> Session:
        return Session(
            vault=vault,
            content=self._content,
            clock=self._clock,
            advisor=advisor,
            is_practice=self._is_practice,
            failed_unlocks=failed_unlocks,
        )
