"""The acts around a waiver: how it was explained, signed and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


class ExplainedHow(StrEnum):
    """How the person learned what the paper says."""

    READ = "read"  # gelesen in eigener Sprache
    READ_ALOUD = "read_aloud"  # vorgelesen
    INTERPRETED = "interpreted"  # mündlich gedolmetscht


class Check(StrEnum):
    """Outcome of the comprehension questions; an unsure person signs another day."""

    ANSWERED = "answered"
    UNSURE = "unsure"
    NOT_PUT = "not_put"


class OwnSignature(StrEnum):
    """How the person signed."""

    SIGNED = "signed"
    MARK = "mark"  # Handzeichen mit Zeugin/Zeuge
    NOT_NEEDED = "not_needed"  # entfällt (unter 14; adults for whom the legal carer signs)


class CoSigning(StrEnum):
    """Who signs beside or for the person; decided before printing: the paper has the fields."""

    BY_AGE = "by_age"  # adults alone, minors with the people with custody
    ALONE = "alone"  # a young person with insight, for narrow lines only
    CARER = "carer"  # an adult with a rechtliche Betreuung whose scope covers it (§ 1815 BGB)
    CARER_INSTEAD = "carer_instead"  # … who cannot understand it; the carer signs (§ 1823 BGB)


class GuardianRole(StrEnum):
    """As what somebody signs beside the person."""

    MOTHER = "mother"
    FATHER = "father"
    GUARDIAN = "guardian"  # Vormund
    YOUTH_OFFICE = "youth_office"  # Jugendamt (Notvertretung)
    CARER = "carer"  # rechtliche Betreuung, of adults only


CUSTODY = tuple(role for role in GuardianRole if role is not GuardianRole.CARER)
"""The roles of people with custody (Sorgeberechtigte)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianSignature:
    """Signature of a person with custody, or of an adult's carer.

    Attributes:
        evidence_seen: What proved it (Bestallung, Sorgeerklärung, Betreuerausweis …), as a text.
        for_other_parent: Also acts for the other parent and may do so.
    """

    name: str
    role: GuardianRole
    evidence_seen: str = ""
    for_other_parent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How the paper was explained before it was signed.

    Attributes:
        interpreter: Name of the interpreter, or service and number; empty when none.
        interpreter_confirmed: How the interpreter confirms: "signed", "phone" or "none".
        confirmed_at: Hour of the confirmation by phone, as "14:32"; empty otherwise.
        witness: Second staff member who was present; needed for a mark.
    """

    how: ExplainedHow
    by: str
    check: Check
    interpreter: str = ""
    interpreter_confirmed: str = "none"
    confirmed_at: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The act of signing.

    Attributes:
        seen_by: Advisor who saw the signature on the paper.
        strokes: Pen strokes in millimetres when signed on a pad (no time, no pressure,
            which would be biometric data); empty for paper.
        original_at: Where the paper is kept.
        insight: For a young person who signs alone: how the advisor saw that the person
            understands what it means (Einsichtsfähigkeit).
        custody_note: Why the other parent did not sign, who is abroad or not reached.
    """

    signed_on: date
    place: str
    own: OwnSignature
    seen_by: str
    guardians: tuple[GuardianSignature, ...] = ()
    strokes: tuple[tuple[tuple[float, float], ...], ...] = ()
    original_at: str = ""
    insight: str = ""
    custody_note: str = ""

    @property
    def by_carer_alone(self) -> bool:
        """Whether nobody but an adult's legal carer signed."""
        signed = self.own is not OwnSignature.NOT_NEEDED
        carer = all(guardian.role is GuardianRole.CARER for guardian in self.guardians)
        return not signed and bool(self.guardians) and carer


def co_signing_of(signature: Signature) -> CoSigning:
    """Return which fields of a blank form were used; it has those of all who may sign."""
    if signature.guardians:
        carer = all(guardian.role is GuardianRole.CARER for guardian in signature.guardians)
        return CoSigning.CARER if carer else CoSigning.BY_AGE
    return CoSigning.ALONE if signature.insight.strip() else CoSigning.BY_AGE


class ReceivedBy(StrEnum):
    """How a withdrawal reached the office."""

    ORAL = "oral"
    PHONE = "phone"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalNote:
    """How a withdrawal came in; kept as proof beside the paper (Vermerk).

    What ended then says `Waiver.taken_back_at`.

    Attributes:
        by: Name of the advisor who received it, as printed on the confirmation.
        ask_deletion: The partners are asked to delete what they received.
    """

    at: datetime
    how: ReceivedBy
    by: str
    ask_deletion: bool = False
