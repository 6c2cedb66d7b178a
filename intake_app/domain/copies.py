"""Safety copies of the vault (Sicherungskopien): which are kept, what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable
    from datetime import date, datetime
    from uuid import UUID

OLDEST: Final = timedelta(days=90)
"""What was deleted in the vault must be gone from every copy after this time."""


class CopyCause(StrEnum):
    """Why a copy was made."""

    DAILY = "daily"
    ASKED = "asked"
    MIGRATION = "migration"
    REKEY = "rekey"


class CopyRhythm(StrEnum):
    """How often the program copies by itself."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultCopy:
    """A row of the register of copies.

    Attributes:
        made_at: The state that the copy holds is the vault's of this moment.
        folder: The copy's own folder, as a path of this computer.
        file_bytes: Size of the copied database; `file_sha256` is its hash.
        counts: How many rows each table has in the copy.
        proven_at: When it was last restored on trial and found whole.
        proven_with: What opened it then: "session" or "recovery".
    """

    id: UUID
    made_at: datetime
    made_by: str
    cause: CopyCause
    folder: str
    file_bytes: int
    file_sha256: str
    counts: tuple[tuple[str, int], ...]
    proven_at: datetime | None = None
    proven_by: str = ""
    proven_with: str = ""


_PERIODS: Final[tuple[tuple[int, Callable[[datetime], Hashable]], ...]] = (
    (7, lambda moment: moment.date()),
    (4, lambda moment: moment.isocalendar()[:2]),
    (3, lambda moment: (moment.year, moment.month)),
)
"""How many days, weeks and months have a copy; of each, the newest one."""


def kept(moments: Collection[datetime], today: date) -> frozenset[datetime]:
    """Return the moments of the copies that stay: 7 days, 4 weeks, 3 months, 90 days at most.

    Only periods with a copy count, so a pause uses none of them up.  All of today's stay: one
    may have been made before a migration or a new key.  A copy from after today was made under
    a wrong clock, now or then: it stays, and takes nobody's place.

    Args:
        moments: When the copies were made, on the clock of the office.
        today: Day of the office.
    """
    past = sorted({moment for moment in moments if moment.date() <= today}, reverse=True)
    young = [moment for moment in past if not is_over(moment, today)]
    staying = {moment for moment in moments if moment.date() >= today}
    for count, period_of in _PERIODS:
        newest: dict[Hashable, datetime] = {}
        for moment in young:
            newest.setdefault(period_of(moment), moment)
        staying.update(list(newest.values())[:count])
    return frozenset(staying)


def is_over(made: datetime, today: date) -> bool:
    """Tell whether a copy has to go wherever it lies, even if it was the last one there."""
    return today - made.date() > OLDEST


def is_due(rhythm: CopyRhythm, last_on: date | None, today: date) -> bool:
    """Tell whether the program shall make a copy by itself on this day."""
    if rhythm is CopyRhythm.NEVER:
        return False
    days = 1 if rhythm is CopyRhythm.DAILY else 7
    return last_on is None or today - last_on >= timedelta(days=days)
