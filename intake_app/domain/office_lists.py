"""What an office adds to the shipped lists: entries of its own, and hints with a date.

Nothing of it is deleted: answers name the code of an entry, so its validity ends instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

OWN_CODE: Final = "own."
"""So begin the codes of an office's own entries; no shipped code does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """An entry of an office's own, or the end that it set for a shipped one (Listeneintrag).

    Attributes:
        list_id: The list that it belongs to.
        code: What answers name; that of the shipped entry where it only ends that.
        label: German words; "" where it only ends a shipped entry.
        hint: More about it, "" for nothing.
        valid_from: First and, in `valid_to`, last day on which it is offered, both included.
        as_of: When somebody last saw that it is true ("Stand").
    """

    list_id: str
    code: str
    label: str = ""
    hint: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    as_of: date | None = None

    @property
    def is_own(self) -> bool:
        """Whether the office added it; else it ends a shipped one."""
        return self.code.startswith(OWN_CODE)

    def is_offered(self, day: date) -> bool:
        """Tell whether it can be chosen on a day."""
        return _holds(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalHint:
    """What an office tells its advisors below a question of the talk (örtlicher Hinweis).

    Attributes:
        question_id: The question.
        as_of: When somebody last saw that it is true ("Stand").
    """

    id: UUID
    question_id: str
    text: str
    as_of: date
    valid_from: date | None = None
    valid_to: date | None = None

    def is_shown(self, day: date) -> bool:
        """Tell whether it is shown on a day."""
        return _holds(self.valid_from, self.valid_to, day)


def is_old(as_of: date, today: date) -> bool:
    """Tell whether something was last looked at more than a year ago."""
    return (as_of.year + 1, as_of.month, as_of.day) < (today.year, today.month, today.day)


def _holds(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
