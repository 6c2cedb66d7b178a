"""The office that works with the program: its data, people and records of what left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.domain.copies import CopyRhythm
from intake_app.domain.retention import RetentionSpans

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.codes import (
        CaseId,
        Category,
        DisclosureId,
        PaperId,
        PartnerId,
        WaiverId,
    )

OFFICE_ZONE = ZoneInfo("Europe/Berlin")
"""Days on papers are days of the office, wherever the clock of the machine stands."""


def office_day(moment: datetime) -> date:
    """Return the day of the office on which the moment lies."""
    return moment.astimezone(OFFICE_ZONE).date()


def end_of(day: date) -> datetime:
    """Return the moment, in UTC, at which a day of the office ends."""
    return datetime.combine(day + timedelta(days=1), time(), OFFICE_ZONE).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The central contact point (Zentralstelle, Anlaufstelle) and its settings.

    Attributes:
        name: Name of the office; carrier: the county that carries it (Träger).
        data_protection_contact: Who answers questions about data protection.
        supervisory_authority: Authority for complaints, with address.
        case_prefix: Two letters in case numbers.
        retention_months: Months after the last contact until a case is due for deletion.
        lock_minutes: Idle minutes until the program locks; `lock_minutes_talk` in a talk.
        require_released: Refuse to print papers in a draft translation.
        texts_released_by: Name of the data-protection officer who released the texts, and
            `texts_released_on`; until then pages carry "Muster, noch nicht freigegeben".
        slip_days: Days for which a routing slip is valid.
        retention_draft_days: Like `retention_months` for the other classes of `spans`.
        archive_decided: The archive decided in general that cases are not worth keeping, so
            that none has to be offered (Anbietung).
        copy_folder: Where safety copies go, as a path of this computer; beside the vault
            while it is empty.
        copy_rhythm: How often the program copies by itself.
    """

    name: str = ""
    carrier: str = ""
    street: str = ""
    zip_code: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    data_protection_contact: str = ""
    supervisory_authority: str = ""
    case_prefix: str = "HE"
    retention_months: int = 12
    lock_minutes: int = 5
    lock_minutes_talk: int = 15
    require_released: bool = False
    pad_signature: bool = False
    texts_released_by: str = ""
    texts_released_on: date | None = None
    slip_days: int = 60
    copy_folder: str = ""
    copy_rhythm: CopyRhythm = CopyRhythm.DAILY
    retention_draft_days: int = 30
    retention_health_months: int = 12
    retention_level_months: int = 6
    retention_proof_years: int = 3
    archive_decided: bool = False

    @property
    def spans(self) -> RetentionSpans:
        """How long each kind of data is kept."""
        return RetentionSpans(
            draft_days=self.retention_draft_days,
            case_months=self.retention_months,
            health_months=self.retention_health_months,
            level_months=self.retention_level_months,
            proof_years=self.retention_proof_years,
        )

    @property
    def may_print_for_others(self) -> bool:
        """Whether name, address and contact are filled, so that papers name their sender."""
        return all((self.name, self.carrier, self.street, self.town, self.data_protection_contact))


class Role(StrEnum):
    """What an advisor may do in the vault (Rolle)."""

    ADVISOR = "advisor"
    HEAD = "head"
    ADMIN = "admin"
    PRIVACY = "privacy"
    STATISTICS = "statistics"


class AdvisorState(StrEnum):
    """Whether somebody works with the vault."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisor:
    """Somebody who works with the vault (Beratende Person).

    Attributes:
        slot_id: The key slot this advisor's passphrase opens.
        initials: Shown on a shared screen and in slots; names stay in the store.
        state: Whoever was removed stays listed, for records carry the initials.
        must_change: The passphrase was chosen by somebody else; the first thing to do is to
            choose an own one.
    """

    slot_id: str
    initials: str
    name: str
    roles: frozenset[Role]
    state: AdvisorState = AdvisorState.ACTIVE
    must_change: bool = False


class PaperKind(StrEnum):
    """Kinds of printed documents."""

    WAIVER = "waiver"
    WAIVER_EXTRACT = "waiver_extract"
    READ_ALOUD = "read_aloud"  # Vorleseblatt
    SENTENCE = "sentence"
    PRIVACY_NOTICE = "privacy_notice"
    SHORT_NOTICE = "short_notice"  # Kurzinformation zum Datenschutz
    INTERPRETER = "interpreter"
    TIME_SHEET = "time_sheet"  # Zeitnachweis
    WITHDRAWAL = "withdrawal"  # the empty form, and the letter to a partner
    WITHDRAWAL_CONFIRMED = "withdrawal_confirmed"
    COMPETENCE = "competence"
    SUMMARY = "summary"
    SLIP = "slip"
    FAMILY_SLIPS = "family_slips"  # Familien-Deckblatt
    SCHOOL_CHECKLIST = "school_checklist"
    PUPIL_SHEET = "pupil_sheet"  # Schülerbogen
    BLANK_WAIVER = "blank_waiver"
    PARTNER_PROFILE = "partner_profile"
    OFFICE_SHEET = "office_sheet"
    ACCESS_COPY = "access_copy"
    CORRECTION = "correction"
    PARTNER_NOTICE = "partner_notice"
    NOTHING_STORED = "nothing_stored"
    REQUEST_LETTER = "request_letter"  # more time, done, refused
    JOURNAL = "journal"
    JOURNAL_WORDS = "journal_words"
    STATISTICS = "statistics"


class PrintState(StrEnum):
    """State of one paper; `pending` until somebody confirms that it came out well."""

    PENDING = "pending"
    PRINTED = "printed"
    MISPRINT = "misprint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document that was rendered to be printed or handed over.

    Attributes:
        number: Number printed on it: of the waiver, the slip, or its own.
        data: PDF bytes; kept only when the paper was signed or left the house, else None.
    """

    id: PaperId
    case_id: CaseId | None
    kind: PaperKind
    number: str
    language: str
    sha256: str
    state: PrintState
    made_at: datetime
    made_by: str
    data: bytes | None = None


class DisclosureState(StrEnum):
    """Life of a register row; a row that stays begun shows on the day's page as open."""

    BEGUN = "begun"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBar:
    """Somebody is kept from a case, for being too near to the person (Befangenheit).

    Why stands nowhere: the reason would tell of the person what nobody has to know.

    Attributes:
        slot_id: Whose slot.
        set_by: Initials of whoever decided it.
    """

    slot_id: str
    case_id: CaseId
    set_at: datetime
    set_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A row of the register of what left the house (Übermittlungsregister).

    Attributes:
        way: "bundle", "encrypted_pdf", or "sentence" for one printed sentence.
        paths: Answer paths that left; no values.
        file_sha256: Of the finished file; empty until done.
    """

    id: DisclosureId
    case_id: CaseId
    partner_id: PartnerId
    partner_name: str
    waiver_ids: tuple[WaiverId, ...]
    way: str
    categories: frozenset[Category]
    paths: tuple[str, ...]
    state: DisclosureState
    begun_at: datetime
    by: str
    done_at: datetime | None = None
    file_sha256: str = ""
    file_bytes: int = 0
