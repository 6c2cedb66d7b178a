"""The rights of the persons: requests, restriction, disputed answers, deletion, scans.

Articles are those of the General Data Protection Regulation (DSGVO).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NewType
from uuid import UUID

from intake_app.domain.waiver_rules import add_months

if TYPE_CHECKING:
    from datetime import date, datetime

    from intake_app.domain.codes import CaseId, InterviewId

RequestId = NewType("RequestId", UUID)
HoldId = NewType("HoldId", UUID)
ErasureId = NewType("ErasureId", UUID)
AttachmentId = NewType("AttachmentId", UUID)
DisputeId = NewType("DisputeId", UUID)

ANSWER_MONTHS: Final = 1
EXTENSION_MONTHS: Final = 2
"""Art. 12 (3): one month, two further ones with reasons told within the first."""

DUE_SOON_DAYS: Final = 7
"""So many days before its end a request shows on the day's page."""


class RequestKind(StrEnum):
    """What a person asks for."""

    ACCESS = "access"  # Art. 15
    RECTIFICATION = "rectification"  # Art. 16
    ERASURE = "erasure"  # Art. 17
    RESTRICTION = "restriction"  # Art. 18
    OBJECTION = "objection"  # Art. 21
    COMPLAINT = "complaint"  # Art. 77, or to the office itself


class IdentityCheck(StrEnum):
    """How the office made sure who asks (Art. 12 (6)); no copy of a paper is kept."""

    KNOWN = "known"  # known from the talks
    PAPER_SEEN = "paper_seen"
    SIGNATURE = "signature"  # compared with the waiver
    REPRESENTATIVE = "representative"  # authority of the representative seen
    PENDING = "pending"


class Outcome(StrEnum):
    """How a request ended."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"  # with reasons and the way to complain, Art. 12 (4)
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequest:
    """A request of a person, in the register of requests.

    Attributes:
        case_id: The case; None when the office keeps nothing about the person.
        due_on: Last day for the answer.
        identity: How it was made sure who asks.
        reason: Why it was refused or extended; no personal data.
        done_on: Day of the answer; None while it runs.
    """

    id: RequestId
    case_id: CaseId | None
    case_number: str
    kind: RequestKind
    received_on: date
    due_on: date
    identity: IdentityCheck
    by: str
    outcome: Outcome | None = None
    reason: str = ""
    done_on: date | None = None
    done_by: str = ""
    extended: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it still has to be answered."""
        return self.done_on is None

    @property
    def letter_number(self) -> str:
        """Number of letters about it: of the case, or of its own where nothing is stored."""
        return self.case_number or f"A-{self.received_on:%Y%m%d}-{self.id.hex[:4].upper()}"


def due_for(received_on: date, *, extended: bool = False) -> date:
    """Return the last day for the answer to a request."""
    return add_months(received_on, ANSWER_MONTHS + (EXTENSION_MONTHS if extended else 0))


class HoldKind(StrEnum):
    """What stops the deletion of a case."""

    RESTRICTION = "restriction"
    LEGAL_DISPUTE = "legal_dispute"
    REQUEST = "request"  # follows from the register, never stored as a hold


class RestrictionGround(StrEnum):
    """Why processing is restricted, Art. 18 (1) a to d."""

    ACCURACY = "accuracy"
    UNLAWFUL = "unlawful"
    CLAIMS = "claims"
    OBJECTION = "objection"


class NoticeReason(StrEnum):
    """What happens to data that a partner received, so that it must be told (Art. 19)."""

    ERASURE = "erasure"
    RESTRICTION = "restriction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A case that must not be deleted, and for a restriction not be seen either.

    Attributes:
        ground: A `RestrictionGround` for a restriction, else empty.
    """

    id: HoldId
    case_id: CaseId
    kind: HoldKind
    ground: str
    since: datetime
    by: str
    lifted_at: datetime | None = None
    lifted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """An answer whose correctness the person and the office see differently.

    Both stand in the record until it is settled: what is stored, and what the person says.

    Attributes:
        claimed: What the person says is right.
        note: The person's own words about it.
    """

    id: DisputeId
    case_id: CaseId
    interview_id: InterviewId | None
    path: str
    claimed: str
    note: str
    at: datetime
    by: str


class ErasureReason(StrEnum):
    """Why something is deleted."""

    DUE = "due"
    REQUEST = "request"
    UNLAWFUL = "unlawful"


class ErasureState(StrEnum):
    """Life of a proposal; only a second person makes it an erasure."""

    PROPOSED = "proposed"
    REJECTED = "rejected"
    DONE = "done"


class Archive(StrEnum):
    """Whether the record was offered to the county's archive (Anbietung)."""

    NOT_WORTHY = "not_worthy"  # decided in general: not worth archiving
    OFFERED = "offered"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """A proposed or finished deletion; the protocol of it names no person.

    Attributes:
        classes: Retention classes that go, or went.
        archive_on: Day of the offer; None when nothing had to be offered.
        alone: Nobody else could confirm; the proposer did so after a night.
    """

    id: ErasureId
    case_id: CaseId
    case_number: str
    reason: ErasureReason
    classes: tuple[str, ...]
    archive: Archive
    proposed_at: datetime
    proposed_by: str
    proposer_slot: str
    archive_on: date | None = None
    state: ErasureState = ErasureState.PROPOSED
    done_at: datetime | None = None
    confirmed_by: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A scan that lies in the vault and nowhere else (Anlage).

    Attributes:
        document: What it is, a code of the list "documents".
        reason: Why a copy is needed at all.
        delete_on: Day on which it goes by itself.
        media_type: "application/pdf", "image/png" or "image/jpeg", as its bytes say.
        data: The file; None in lists.
    """

    id: AttachmentId
    case_id: CaseId
    document: str
    reason: str
    delete_on: date
    added_at: datetime
    added_by: str
    media_type: str
    size: int
    sha256: str
    data: bytes | None = None
