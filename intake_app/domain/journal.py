"""The journal's entries, its daily seals, and what a check of it can find (Protokoll)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from intake_app.domain.codes import CaseId


CLOCK_CONFIRMED: Final = "clock.confirmed"
"""The act with which somebody answers for the clock: days follow it again, also back."""

LONGEST_PAUSE: Final = timedelta(days=60)
"""After more days without an entry the clock may be ahead, so somebody has to confirm it.

Whoever works with a vault opens it more often, and most of what is deleted by itself is due
later than this: entries after a year, copies after 90 days.  A clock that is ahead by less deletes
scans and proofs too early, but never the last copies that hold them.
"""


class ClockReason(StrEnum):
    """Why there are entries of days that had not come yet, or none for a long time."""

    SET_WRONG = "set_wrong"
    BATTERY = "battery"
    OTHER_COMPUTER = "other_computer"
    PAUSE = "pause"


def leapt_from(days: Iterable[date]) -> date | None:
    """Return the day after which the days leap by more than `LONGEST_PAUSE`; None without one.

    Args:
        days: In the order in which they came.
    """
    for before, after in pairwise(days):
        if after - before > LONGEST_PAUSE:
            return before
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One act, never its content.

    Attributes:
        by: Initials of the advisor.
        act: What was done: "case.opened", "interview.completed", "paper.printed" …
        object_id: Id or number of what it was done to, or a code; never a name.
        chain: Hash over this entry and the one before it, hex.
    """

    seq: int
    at: datetime
    by: str
    act: str
    case_id: CaseId | None = None
    object_id: str = ""
    chain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFilter:
    """Which entries are wanted; what is left out does not narrow.

    Attributes:
        since: From this moment on; until: before this moment.
    """

    since: datetime | None = None
    until: datetime | None = None
    case_id: CaseId | None = None
    by: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalQuery:
    """What somebody looks for; what is left out does not narrow.

    Attributes:
        first_day: Days of the office, both included.
        case_number: As typed.
    """

    first_day: date | None = None
    last_day: date | None = None
    case_number: str = ""
    by: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """An entry as it is read.

    Attributes:
        case_number: Number of the case, empty where there is none; never a name.
        detail: Number of the paper, code of the reason …; ids of the program are left out.
    """

    seq: int
    at: datetime
    by: str
    act: str
    case_number: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySeal:
    """The seal of a day that is over, to be written down."""

    day: date
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place in the chain that is fixed under the office's keys.

    Attributes:
        seq: Number of the last entry that it covers.
        chain: Chain value of that entry.
        day: Day of the office on which it was written; days only go forward, so an entry
            written after the clock was set back still counts to the later day, until
            somebody confirms the clock (`CLOCK_CONFIRMED`).
    """

    seq: int
    chain: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Stands for the entries that were cut off after their time.

    Attributes:
        end: The last entry that was cut off.
        counts: What is left of them: month ("2026-11") → act → how many.
    """

    end: Mark
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Flaw(StrEnum):
    """What can be wrong with the journal."""

    MISSING = "missing"
    ALTERED = "altered"
    END = "end"
    SEAL = "seal"
    CHECKPOINT = "checkpoint"
    FOUND_BROKEN = "found_broken"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, and where.

    Attributes:
        first: Number of the first entry, 0 where it is about no entry.
        last: Number of the last entry.
        day: The day of a seal.
    """

    flaw: Flaw
    first: int = 0
    last: int = 0
    day: date | None = None
