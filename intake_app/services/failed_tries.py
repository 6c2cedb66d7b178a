"""Takes the unlocks that failed into the journal, at the first one that succeeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from intake_app.vault import tries

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.store.transaction import Store
    from intake_app.vault.tries import FailedTry

FAILED = "vault.unlock_failed"
COUNT_MISSING = "vault.tries_missing"

_TOKEN, _TOKEN_BEFORE, _TAKEN_AT = "tries.token", "tries.token_before", "tries.taken_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenTries:
    """What was taken into the journal.

    Attributes:
        moments: When somebody failed.
    """

    folder: Path
    token: str
    moments: tuple[datetime, ...]

    def begin_anew(self) -> None:
        """Count from the beginning; after the journal is on the disk, so that none is lost."""
        tries.begin(self.folder, self.token)


def take_failed_tries(store: Store, folder: Path, now: datetime) -> TakenTries:
    """Write what the file beside the keys remembers into the journal.

    A moment in the file is nobody's word: it is moved between the last entry and now, where
    it must lie.
    """
    found = tries.read(folder)
    token = store.office.flag(_TOKEN)
    failed = found.failed
    if token and found.token != token:
        if found.token and found.token == store.office.flag(_TOKEN_BEFORE):
            # The program ended between the journal and the file; only later lines are new.
            taken_at = datetime.fromisoformat(store.office.flag(_TAKEN_AT))
            failed = tuple(one for one in failed if one.at > taken_at)
        else:
            store.journal.write(at=now, by="", act=COUNT_MISSING)
    moments = _write(store, failed, now)
    new = tries.new_token()
    store.office.set_flag(_TOKEN_BEFORE, token)
    store.office.set_flag(_TOKEN, new)
    store.office.set_flag(_TAKEN_AT, now.isoformat(timespec="seconds"))
    return TakenTries(folder=folder, token=new, moments=moments)


def _write(store: Store, failed: tuple[FailedTry, ...], now: datetime) -> tuple[datetime, ...]:
    initials = {advisor.slot_id: advisor.initials for advisor in store.office.advisors()}
    last = store.journal.entries(limit=1)
    at = min(last[0].at, now) if last else now
    moments = []
    for one in failed:
        at = min(max(at, one.at), now)
        store.journal.write(at=at, by=initials.get(one.slot_id, ""), act=FAILED)
        moments.append(at)
    return tuple(moments)
