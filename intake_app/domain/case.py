"""Cases and interviews (Fall, Aufnahmegespräch)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.codes import CaseId, InterviewId


class CaseState(StrEnum):
    """Life of a case.

    A discarded one keeps number and reason only, an erased one what proves consent and
    hand-overs.  A restricted one (Art. 18 DSGVO) is whole, hidden and frozen.
    """

    OPEN = "open"
    CLOSED = "closed"
    DISCARDED = "discarded"
    RESTRICTED = "restricted"
    ERASED = "erased"


LISTED_STATES = frozenset({CaseState.OPEN, CaseState.CLOSED})
"""Lists show these."""

HIDDEN_STATES = frozenset({CaseState.RESTRICTED, CaseState.ERASED})
"""Nothing finds these, not even their number."""


class CloseReason(StrEnum):
    """Why a case was closed; no detail is kept (forms 11.2, rows 32 and 33)."""

    DONE = "done"
    MOVED_AWAY = "moved_away"
    NO_CONTACT = "no_contact"
    ENDED = "ended"


class Case(NamedTuple):
    """Everything about one person starts here (Fall).

    A named tuple, like its head: fifty of each are made with every letter that somebody types
    into the search, and a frozen dataclass takes eight times as long to make.

    Attributes:
        number: `HE-26-000123-K`, says nothing about the person.
        state_reason: Reason of closing or discarding, else empty.
    """

    id: CaseId
    number: str
    created_at: datetime
    created_by: str
    last_contact_at: datetime
    state: CaseState = CaseState.OPEN
    closed_at: datetime | None = None
    state_reason: str = ""


class InterviewState(StrEnum):
    """Life of a talk."""

    OPEN = "open"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One talk with the person (Aufnahmegespräch).

    Attributes:
        form: Form and version it was led with, for example "competence 2026-1".
        language: Language of the talk beside German, a catalogue tag such as "ar".
        section: Where the advisor was last, to continue there.
    """

    id: InterviewId
    case_id: CaseId
    form: str
    language: str
    state: InterviewState = InterviewState.OPEN
    begun_at: datetime
    begun_by: str
    completed_at: datetime | None = None
    section: str = ""


class CaseHead(NamedTuple):
    """What lists and the head of the case page show; read from indexed columns only.

    Attributes:
        display_name: Name in the chosen spelling; empty until a name is known.
        original_name: Name in its own script, empty when there is none.
        other_names: Further spellings.
        birth_years: First and last possible year of birth, None when unknown.
        languages: Codes in order (mother tongue first).
        address_protected: Address must not be shown, printed or exported.
        age_uncertain: The age range crosses 18, or its end is unknown.
    """

    case: Case
    display_name: str = ""
    original_name: str = ""
    other_names: tuple[str, ...] = ()
    birth_years: tuple[int, int] | None = None
    sex: str = ""
    municipality: str = ""
    languages: tuple[str, ...] = ()
    document_language: str = ""
    needs_interpreter: bool = False
    address_protected: bool = False
    age_uncertain: bool = False
    last_talk_at: datetime | None = None
    open_steps: int = 0
