"""Safety copies of the vault: made by hand or by themselves, rotated, and proven on trial."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.domain import copies as rules
from intake_app.domain.copies import CopyCause, CopyRhythm, VaultCopy
from intake_app.domain.roles import Right
from intake_app.errors import BackupError, StorageError, StoreError, VaultError
from intake_app.services.copy_places import entry_of, keep_copy, made_default_folder, rotate
from intake_app.services.keys import whole_key_text
from intake_app.services.permissions import needs
from intake_app.services.session import office_day
from intake_app.store import rekey
from intake_app.store.backup import BackupResult, bytes_of_copy, copy_vault
from intake_app.store.copy_checks import check_restored, opened
from intake_app.store.transaction import transaction
from intake_app.vault import safety_copies
from intake_app.vault.files import copy_refused
from intake_app.vault.room import SPARE, demand_room

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.session import Session
    from intake_app.vault.folder import VaultFolder
    from intake_app.vault.keyfile import Unlocked

    Progress = Callable[[float], bool]

__all__ = [
    "BackupResult",
    "CopyOverview",
    "CopyService",
    "remove_trial",
    "reporter",
]

_TRIAL = "store.rehearsal"
"""In the vault's folder, so that whatever a crash leaves is found at the next start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOverview:
    """What the settings and the day's page show about copies.

    Attributes:
        folder: Where the next copy goes; `is_chosen` when somebody set it.
        on_same_drive: The copies would be lost together with the vault.
        last: The newest copy; `proven`: the newest one that was restored on trial.
        due: The last copy is so old that the program shall make one by itself.
    """

    folder: Path
    is_chosen: bool
    on_same_drive: bool
    rhythm: CopyRhythm
    last: VaultCopy | None
    proven: VaultCopy | None
    due: bool


class CopyService:
    """Makes copies of the whole vault, and proves that they can be restored."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.SIGN_IN)
    def overview(self) -> CopyOverview:
        """Return where copies go, how often, and what is known of the last ones."""
        session = self._session
        with session.read() as store:
            office = store.office.load()
            last, proven = store.copies.latest(), store.copies.latest_proven()
        vault = session.folder.path
        chosen = Path(office.copy_folder) if office.copy_folder else None
        folder = chosen or safety_copies.default_copy_folder(vault)
        counts_as_copy = last is not None and not self._is_before_new_key(last)
        last_on = office_day(last.made_at) if last and counts_as_copy else None
        may_copy = not session.is_practice and not session.is_read_only
        return CopyOverview(
            folder=folder,
            is_chosen=chosen is not None,
            on_same_drive=safety_copies.is_on_same_drive(vault, folder),
            rhythm=office.copy_rhythm,
            last=last,
            proven=proven,
            due=may_copy and rules.is_due(office.copy_rhythm, last_on, session.today()),
        )

    @needs(Right.COPY)
    def choose(self, *, folder: Path | None, rhythm: CopyRhythm) -> None:
        """Set where copies go from now on (None: beside the vault), and how often.

        Raises:
            BackupError: There is no such folder, or it is the vault's own ("folder").
        """
        if folder is not None:
            is_vault = folder.resolve() == self._session.folder.path.resolve()
            if not folder.is_dir() or is_vault:
                raise BackupError("folder")
        with self._session.write() as store:
            office = store.office.load()
            chosen = replace(office, copy_folder=str(folder) if folder else "", copy_rhythm=rhythm)
            store.office.save(chosen)
            self._session.note(store, "copies.set", of=rhythm)

    @needs(Right.COPY)
    def make(self, target: Path | None = None, progress: Progress | None = None) -> BackupResult:
        """Write a checked copy of the whole vault into a new folder.

        Args:
            target: Where the new folder is made; the folder for copies when left out.
            progress: Gets the done share (0 to 1); answering False cancels it.

        Raises:
            BackupError: The folder cannot be written, is full, or the copy failed its check.
            NotPermittedError: A practice vault is not copied ("practice").
        """
        return self._make(target, CopyCause.ASKED, progress)

    @needs(Right.SIGN_IN)
    def make_if_due(self, progress: Progress | None = None) -> BackupResult | None:
        """Make the copy of the day by itself; None when there is nothing to do.

        Copies whose time is over go first, wherever some were made and can be reached now.

        Raises:
            BackupError: It did not work; the caller tries again later.
        """
        self._remove_old()
        return self._make(None, CopyCause.DAILY, progress) if self.overview().due else None

    @needs(Right.COPY, Right.PEOPLE)
    def before_rekey(self, progress: Progress | None = None) -> BackupResult:
        """Make a copy before the database gets another key; raises as `make` does.

        It opens with the keys of now only, so the next copy is due when they have changed.

        Raises:
            StorageFullError: There is no room for it and for the database under the next key.
        """
        vault = self._session.folder
        demand_room(
            (self.overview().folder, bytes_of_copy(self._session.database) + SPARE),
            (vault.path, rekey.bytes_of_copy(vault.database_path)),
        )
        return self._make(None, CopyCause.REKEY, progress)

    @needs(Right.COPY)
    def rehearse(self, progress: Progress | None = None, recovery_text: str = "") -> VaultCopy:
        """Restore the last copy on trial, compare it with what was copied, and throw it away.

        The trial lies in the vault's folder, encrypted like the copy itself.  It is proven that
        the copy's medium gives back every byte that was written, that the keys open it, that
        every page is authentic, every table and index sound and every reference whole, that each
        table has as many rows as when it was copied, and that the journal's chain holds.

        Args:
            progress: Gets the done share (0 to 1); answering False cancels it.
            recovery_text: Opens the trial with the key from the sheet, or with the words of two
                sheets in two lines, so that these are proven too; else the session's keys do.

        Returns:
            The copy, with the proof.

        Raises:
            BackupError: There is no copy or it is not where it was ("no_copy"), there is no
                room for the trial ("full"), a medium answers with errors ("failing"), the keys
                were changed since it was made ("rekeyed"), or the copy is not good ("proof").
            RecoveryKeyError: The recovery key is mistyped; RecoverySheetError: one of two sheets.
            WrongPassphraseError: The recovery key does not open the copy.
        """
        session = self._session
        session.refuse_in_practice()
        with session.read() as store:
            copy = store.copies.latest()
        if copy is None:
            raise BackupError("no_copy")
        way = "recovery" if recovery_text else "session"
        try:
            self._try_out(copy, recovery_text, reporter(progress))
        except BackupError as error:
            if error.reason == "proof":
                with session.write() as store:
                    session.note(store, "vault.copy_not_proven", of=copy.id)
            raise
        with session.write() as store:
            store.copies.prove(copy.id, at=session.now(), by=session.by, with_=way)
            session.note(store, "vault.copy_proven", of=copy.id)
        return replace(copy, proven_at=session.now(), proven_by=session.by, proven_with=way)

    # Inside.

    def _remove_old(self) -> None:
        """Remove copies that `rotate` never meets: nobody copies to their place now."""
        session = self._session
        if session.is_practice or not session.deletes_by_itself():
            return
        with session.read() as store:
            places = {Path(folder).parent for folder in store.copies.folders()}
        places.add(safety_copies.default_copy_folder(session.folder.path))
        gone = 0
        for place in sorted(places):
            safety_copies.remove_leftovers(place, session.folder.vault_id)
            for found in safety_copies.copies_in(place, session.folder.vault_id):
                if rules.is_over(found.made, session.today()):
                    with contextlib.suppress(BackupError):  # tomorrow is another day
                        safety_copies.remove_copy(found)
                        gone += 1
        if gone:
            with session.write() as store:
                session.note(store, "copies.expired", of=gone)

    def _make(
        self, target: Path | None, cause: CopyCause, progress: Progress | None
    ) -> BackupResult:
        session = self._session
        session.refuse_in_practice()
        session.refuse_read_only()
        overview = self.overview()
        if target is None:
            vault = session.folder.path
            target = overview.folder if overview.is_chosen else made_default_folder(vault)
        now = session.now()
        key = session.folder.database_key(session.unlocked)
        try:
            result = keep_copy(
                lambda folder: copy_vault(
                    session.database, key, session.folder.key_paths, folder, progress
                ),
                target,
                session.folder.vault_id,
                now,
            )
        finally:
            key[:] = bytes(len(key))
        if session.deletes_by_itself():
            rotate(target, session.folder.vault_id, session.today(), spared=result.folder)
        row = entry_of(result, at=now, by=session.by, cause=cause)
        with session.write() as store:
            store.copies.add(row)
            session.note(store, "vault.copied", of=row.id)
        return result

    def _try_out(
        self, copy: VaultCopy, recovery_text: str, report: Callable[[float], None]
    ) -> None:
        session = self._session
        remove_trial(session.folder.path)
        trial = session.folder.at(session.folder.path / _TRIAL)
        try:
            sha256 = safety_copies.put_back(
                Path(copy.folder), trial.path, lambda part: report(part * 0.4)
            )
            _demand(sha256 == copy.file_sha256)
            unlocked = self._opened(trial, copy, recovery_text)
            report(0.4)
            try:
                _demand_whole(trial, unlocked, copy, lambda: report(0.4))
            finally:
                if unlocked is not session.unlocked:
                    unlocked.wipe()
            report(0.99)
        finally:
            remove_trial(session.folder.path)

    def _opened(self, trial: VaultFolder, copy: VaultCopy, recovery_text: str) -> Unlocked:
        if recovery_text:
            return trial.recover(whole_key_text(recovery_text))
        try:
            is_ours = trial.is_of(self._session.unlocked)
        except VaultError:
            raise BackupError("proof") from None
        if not is_ours and copy.cause is CopyCause.REKEY:
            raise BackupError("rekeyed")
        _demand(is_ours)
        return self._session.unlocked

    def _is_before_new_key(self, copy: VaultCopy) -> bool:
        """Tell whether the keys of the vault are others than when the copy was made."""
        if copy.cause is not CopyCause.REKEY:
            return False
        session = self._session
        try:
            return not session.folder.at(Path(copy.folder)).is_of(session.unlocked)
        except VaultError:
            return True  # out of reach, so it is no safety


def remove_trial(vault: Path) -> None:
    """Remove what a rehearsal, or a crash in one, left in the vault's folder."""
    shutil.rmtree(vault / _TRIAL, ignore_errors=True)


def _demand_whole(
    trial: VaultFolder, unlocked: Unlocked, copy: VaultCopy, tell: Callable[[], None]
) -> None:
    key = trial.database_key(unlocked)
    try:
        _demand(check_restored(trial.database_path, key, tell) == dict(copy.counts))
        with (
            opened(trial.database_path, key) as database,
            transaction(database, write=False) as store,
        ):
            _demand(not store.journal.verify())
    except StorageError as error:
        raise copy_refused(error) from None
    except StoreError:
        raise BackupError("proof") from None
    finally:
        key[:] = bytes(len(key))


def _demand(holds: bool) -> None:  # noqa: FBT001 - a condition is what it takes
    if not holds:
        raise BackupError("proof")


def reporter(progress: Progress | None) -> Callable[[float], None]:
    """Return what reports the done share, and raises `BackupError` when it shall stop."""

    def report(part: float) -> None:
        if progress is not None and not progress(part):
            raise BackupError("cancelled")

    return report
