"""How long each kind of data is kept, and when it must go (Löschklassen).

Defaults follow the retention table of the office's deletion concept (Art. 5 (1) e, 17 GDPR;
proof of consent until the claims lapse, sections 195 and 199 of the Civil Code).  The office
can set other spans; nothing here knows a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.waiver_rules import add_months

if TYPE_CHECKING:
    from intake_app.domain.codes import CaseId

WARN_DAYS: Final = (60, 14)
"""Days before the end on which a deletion is announced, the first warning first."""

LONGEST_ATTACHMENT_MONTHS: Final = 6
"""No scan is kept longer, whatever day is asked for."""


class RetentionClass(StrEnum):
    """Kinds of data that end on days of their own."""

    DRAFT = "draft"  # a case that never became one: no notice given, no talk completed
    CASE = "case"
    HEALTH = "health"  # K9
    LEVEL = "level"  # K12
    ATTACHMENT = "attachment"
    PROOF = "proof"  # waivers, withdrawals, register of what left


class Warned(StrEnum):
    """How near the end is."""

    FAR = "far"
    FIRST = "first"
    LAST = "last"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSpans:
    """How long each class is kept, as the office has set it.

    Attributes:
        draft_days: From the creation of a case that never became one.
        case_months: From the last contact or the closing, whichever is later.
        health_months: From the entry of a health limit.
        level_months: From the day on which a school place was found, or the level entered later.
        proof_years: Whole years after the year in which the last line ended.
    """

    draft_days: int = 30
    case_months: int = 12
    health_months: int = 12
    level_months: int = 6
    proof_years: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAge:
    """What the end of a case follows from.

    Attributes:
        created_on: Day of creation.
        last_contact_on: Day of the last contact.
        closed_on: Day of closing; None while it is open.
        is_draft: Neither a notice was given nor a talk completed, and nothing was signed.
    """

    created_on: date
    last_contact_on: date
    closed_on: date | None
    is_draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that ends on a day.

    Attributes:
        on: First day on which it may no longer be there.
    """

    case_id: CaseId
    number: str
    retention_class: RetentionClass
    on: date

    def warned(self, today: date) -> Warned:
        """Return how near the end is."""
        first, last = WARN_DAYS
        days = (self.on - today).days
        if days <= 0:
            return Warned.DUE
        return Warned.LAST if days <= last else Warned.FIRST if days <= first else Warned.FAR


def case_ends(age: CaseAge, spans: RetentionSpans) -> tuple[RetentionClass, date]:
    """Return the class of a case and the day on which it is due for deletion."""
    if age.is_draft:
        return RetentionClass.DRAFT, age.created_on + timedelta(days=spans.draft_days)
    last = max(age.last_contact_on, age.closed_on or age.last_contact_on)
    return RetentionClass.CASE, add_months(last, spans.case_months)


def sensitive_ends(kind: RetentionClass, since: date, spans: RetentionSpans) -> date:
    """Return when a health limit is due from its entry, or a child's level from its placement."""
    months = {
        RetentionClass.HEALTH: spans.health_months,
        RetentionClass.LEVEL: spans.level_months,
    }[kind]
    return add_months(since, months)


def proof_ends(ended_on: date, spans: RetentionSpans) -> date:
    """Return the first day without the proof: years are counted from the end of the year."""
    return date(ended_on.year + spans.proof_years + 1, 1, 1)


def latest_attachment_day(added_on: date) -> date:
    """Return the last day that may be set for the deletion of a scan."""
    return add_months(added_on, LONGEST_ATTACHMENT_MONTHS)
