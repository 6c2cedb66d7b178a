"""Whether somebody whose keys are right comes in, and what the journal tells of it."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from intake_app.domain.copies import CopyCause
from intake_app.domain.office import AdvisorState
from intake_app.errors import NotPermittedError, VaultTamperedError, WrongPassphraseError
from intake_app.services.copy_places import entry_of
from intake_app.services.failed_tries import take_failed_tries
from intake_app.services.journal import first_day_kept
from intake_app.services.people import reconciled
from intake_app.store.transaction import transaction
from intake_app.vault import tries
from intake_app.vault.tries import FailedTry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from intake_app.domain.office import Advisor
    from intake_app.services.session import Clock
    from intake_app.store.backup import BackupResult
    from intake_app.store.engine import Database
    from intake_app.store.transaction import Store
    from intake_app.vault.folder import VaultFolder
    from intake_app.vault.hold import Holder
    from intake_app.vault.keyfile import Unlocked

REFUSED = "vault.refused"
"""Act: the passphrase was right, and its owner is suspended."""


def let_in(
    folder: VaultFolder,
    unlocked: Unlocked,
    database: Database,
    now: datetime,
    act: str,
    *,
    keep_journal: bool,
) -> tuple[Advisor, tuple[datetime, ...]]:
    """Return who opened the vault, if they may come in, and when others failed before.

    The journal tells of either.

    Args:
        folder: The vault, held by this program.
        unlocked: Its keys.
        database: Open for work.
        now: The present moment.
        act: What the journal calls this opening.
        keep_journal: Cut no old entries off: the clock is in doubt.

    Raises:
        VaultTamperedError: An older key file was put back.
        NotPermittedError: The owner of the passphrase is suspended ("suspended").
    """
    with transaction(database) as store:
        refuse_rolled_back(store, unlocked)
        store.office.set_generation(unlocked.generation)
        advisor = reconciled(store, folder, unlocked.slot_id, now)
        is_in = advisor.state is AdvisorState.ACTIVE
        failed = take_failed_tries(store, folder.path, now)
        store.journal.write(at=now, by=advisor.initials, act=act if is_in else REFUSED)
        if not keep_journal:
            store.journal.cut(first_day_kept(now))
    failed.begin_anew()
    refuse_suspended(advisor)
    return advisor, failed.moments


def note_before(
    database: Database,
    advisor: Advisor,
    now: datetime,
    left_by: Holder | None,
    copies: list[BackupResult],
) -> None:
    """Enter what happened on the way: a vault that was taken over, a copy, a migration."""
    with transaction(database) as store:
        note = partial(store.journal.write, at=now, by=advisor.initials)
        if left_by is not None:
            note(act="vault.taken_over", object_id=left_by.program)
        for copy in copies:
            row = entry_of(copy, at=now, by=advisor.initials, cause=CopyCause.MIGRATION)
            store.copies.add(row)
            note(act="vault.copied", object_id=str(row.id))


@contextmanager
def counted(folder: VaultFolder, slot_id: str | None, clock: Clock) -> Iterator[None]:
    """Remember a passphrase or sheet that opens nothing, for the next who opens."""
    try:
        yield
    except WrongPassphraseError:
        tries.note(folder.path, FailedTry(at=clock(), slot_id=slot_id or ""))
        raise


def refuse_suspended(advisor: Advisor) -> None:
    """Keep somebody out whose access is suspended.

    Raises:
        NotPermittedError: It is ("suspended").
    """
    if advisor.state is not AdvisorState.ACTIVE:
        raise NotPermittedError("suspended")


def refuse_rolled_back(store: Store, unlocked: Unlocked) -> None:
    """Compare the key file with the newest one that the database has seen.

    Raises:
        VaultTamperedError: An older one was put back.
    """
    if store.office.generation() > unlocked.generation:
        raise VaultTamperedError
