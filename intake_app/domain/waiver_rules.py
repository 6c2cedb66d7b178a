"""What a waiver must hold before it is printed, and before it is signed.

The rules of forms 4.1 to 4.6: every line is a decision of its own with direction,
categories, purposes and an end within 24 months; limits per kind of partner; below 18 the
people with custody sign, from 14 on beside the young person; a mark (Handzeichen) needs a
witness; nobody signs what was not understood.

The functions name everything that is missing at once, so that the advisor is told once.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from intake_app.domain.ages import ADULT
from intake_app.domain.codes import Category, Purpose
from intake_app.domain.partner import Offer
from intake_app.domain.signing import (
    CUSTODY,
    Check,
    CoSigning,
    ExplainedHow,
    GuardianRole,
    OwnSignature,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from intake_app.domain.ages import AgeRange
    from intake_app.domain.partner import Partner, PartnerKind
    from intake_app.domain.signing import Explanation, GuardianSignature, Signature
    from intake_app.domain.waiver import Waiver, WaiverLine

DEFAULT_MONTHS = 12
LONGEST_MONTHS = 24
MOST_LINES = 12
MOST_HEALTH_CHARACTERS = 120
SIGNING_AGE = 14


class Lack(StrEnum):
    """What a waiver can lack; the values of `WaiverIncompleteError.missing`."""

    # before printing
    LINE = "line"
    TOO_MANY_LINES = "too_many_lines"
    DECISION = "decision"
    DIRECTION = "direction"
    CATEGORIES = "categories"
    PURPOSES = "purposes"
    PURPOSE_OTHER = "purpose_other"  # Z8 is ticked, but not named
    VALID_UNTIL = "valid_until"
    VALID_TOO_LONG = "valid_too_long"  # past 24 months, or past the 18th birthday
    VALID_IN_PAST = "valid_in_past"
    HEALTH_DETAIL = "health_detail"  # K9 without the exact sentence, or the sentence without K9
    COPIES = "copies"  # K11 without the documents, or documents without K11
    NAMED_PERSON = "named_person"  # volunteers: a person with a name
    SECRECY_UNDERTAKING = "secrecy_undertaking"  # … who undertook to keep silence
    SENTENCE = "sentence"  # the words that a partner shall read about the child's level
    # before signing
    EXPLAINED = "explained"
    CHECK = "check"  # comprehension questions: unsure (another day), or heard only and not put
    INTERPRETER = "interpreter"
    INTERPRETER_CONFIRMED = "interpreter_confirmed"
    MACHINE_TRANSLATION = "machine_translation"
    UNDERSTANDING = "understanding"
    READ_ALOUD = "read_aloud"  # who cannot read did not read it
    OWN_SIGNATURE = "own_signature"
    WITNESS = "witness"
    GUARDIAN = "guardian"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_EVIDENCE = "guardian_evidence"
    CARER = "carer"  # an adult's legal carer, with name and evidence of the scope
    INSIGHT = "insight"  # a young person signs alone, and nobody noted the insight
    NARROW = "narrow"  # … but a line leads to more than the own school or youth advice
    OTHER_SIGNERS = "other_signers"  # the paper was printed with fields for others
    SEEN_BY = "seen_by"
    PLACE = "place"
    SIGNED_BEFORE_PRINTED = "signed_before_printed"
    SIGNED_IN_FUTURE = "signed_in_future"


class SignerGroup(StrEnum):
    """Who must sign (forms 4.4)."""

    ADULT = "adult"
    YOUTH = "youth"  # 14 to 17: the young person and the people with custody
    CHILD = "child"  # under 14: the people with custody


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What the talk's section on interpreting says about the way of understanding.

    Attributes:
        interpreted: Somebody interpreted, on the spot, by phone or by video.
        machine: A translation program was used; it serves no consent and no signature.
        insufficient: Understanding was judged insufficient.
        cannot_read: The person reads no script at all, or not the one printed.
    """

    interpreted: bool = False
    machine: bool = False
    insufficient: bool = False
    cannot_read: bool = False


def signer_group(age: AgeRange) -> SignerGroup:
    """Tell who signs.

    A range that touches an age below 18 counts as minor, and one that touches 14 asks for
    the young person's signature too; an unknown age could be any.
    """
    if age.is_at_least(ADULT) is True:
        return SignerGroup.ADULT
    return SignerGroup.CHILD if age.is_at_least(SIGNING_AGE) is False else SignerGroup.YOUTH


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def latest_end(printed_on: date, majority_on: date | None = None) -> date:
    """Return the last day that a line may hold: 24 months, for minors the eve of majority."""
    return _end(printed_on, LONGEST_MONTHS, majority_on)


def default_end(printed_on: date, majority_on: date | None = None) -> date:
    """Return the end that a new line is offered: 12 months, for minors the eve of majority."""
    return _end(printed_on, DEFAULT_MONTHS, majority_on)


def not_offered(categories: Iterable[Category], kind: PartnerKind) -> tuple[Category, ...]:
    """Return the categories that partners of this kind must not be offered."""
    wanted = set(categories)
    return tuple(
        category
        for category in Category
        if category in wanted and kind.offer(category) is Offer.NOT_OFFERED
    )


def missing_of_partner(partner: Partner, kind: PartnerKind) -> tuple[Lack, ...]:
    """Name what a line may not be offered without.

    Volunteers get data only as a person with a name who undertook to keep silence.
    """
    if not kind.person_named:
        return ()
    found = {
        *([] if partner.contact.strip() else [Lack.NAMED_PERSON]),
        *([] if partner.secrecy_bound else [Lack.SECRECY_UNDERTAKING]),
    }
    return _ordered(found)


def missing_before_printing(
    waiver: Waiver,
    printed_on: date,
    *,
    majority_on: date | None = None,
    narrow: AbstractSet[str] = frozenset(),
) -> tuple[Lack, ...]:
    """Name what the lines lack before the paper may be printed.

    Args:
        waiver: The draft.
        printed_on: Day of printing.
        majority_on: The person's 18th birthday; it counts for papers of minors only.
        narrow: Kinds of partner for which a young person may sign alone.
    """
    found = set[Lack]()
    if not waiver.lines:
        found.add(Lack.LINE)
    if len(waiver.lines) > MOST_LINES:
        found.add(Lack.TOO_MANY_LINES)
    if waiver.co_signing is CoSigning.ALONE and _is_wide(waiver, narrow):
        found.add(Lack.NARROW)
    last = latest_end(printed_on, majority_on if waiver.is_minor else None)
    for line in waiver.lines:
        if line.decision is None:
            found.add(Lack.DECISION)
        if line.decision:
            found.update(_missing_in_yes(line))
            found.update(_wrong_end(line, printed_on, last))
    return _ordered(found)


def missing_before_signing(
    waiver: Waiver,
    explanation: Explanation | None,
    signature: Signature,
    *,
    age: AgeRange,
    today: date,
    talk: Talk | None = None,
    narrow: AbstractSet[str] = frozenset(),
) -> tuple[Lack, ...]:
    """Name what is missing before the paper counts as signed.

    From 14 on a young person may sign alone when every line answered with yes leads to a
    narrow kind of partner, and the advisor noted how the insight showed (forms 4.4).  An
    adult with a rechtliche Betreuung signs, and the carer signs beside when the scope covers
    it: the Betreuung takes no capacity away (§ 1814 BGB).  Only for an adult who cannot
    understand what it means does the carer sign instead, on a paper that was printed so.

    Args:
        waiver: The printed paper.
        explanation: How it was explained.
        signature: The act of signing that is to be recorded.
        age: Every age that the person may have.
        today: The day of the office.
        talk: How people understood one another; None when nobody interpreted.
        narrow: Kinds of partner for which a young person may sign alone.
    """
    group = signer_group(age)
    found = set[Lack]()
    if explanation is None:
        found.add(Lack.EXPLAINED)
    else:
        found.update(_missing_in_explanation(explanation, talk or Talk()))
    found.update(_missing_in_signature(signature, explanation))
    if waiver.is_minor or group is not SignerGroup.ADULT:
        found.update(_missing_own(signature, may_be_left_out=group is SignerGroup.CHILD))
        found.update(_missing_beside_minor(waiver, signature, age, narrow))
    else:
        found.update(_missing_of_adult(waiver.co_signing, signature))
    if waiver.printed_on and signature.signed_on < waiver.printed_on:
        found.add(Lack.SIGNED_BEFORE_PRINTED)
    if signature.signed_on > today:
        found.add(Lack.SIGNED_IN_FUTURE)
    return _ordered(found)


def _end(printed_on: date, months: int, majority_on: date | None) -> date:
    end = add_months(printed_on, months)
    return end if majority_on is None else min(end, majority_on - timedelta(days=1))


def _missing_in_yes(line: WaiverLine) -> set[Lack]:
    has_health = Category.HEALTH in line.categories
    detail = line.health_detail.strip()
    checks = (
        (line.direction is None, Lack.DIRECTION),
        (not line.categories, Lack.CATEGORIES),
        (not line.purposes, Lack.PURPOSES),
        (Purpose.OTHER in line.purposes and not line.purpose_other.strip(), Lack.PURPOSE_OTHER),
        (has_health != bool(detail), Lack.HEALTH_DETAIL),
        (len(detail) > MOST_HEALTH_CHARACTERS, Lack.HEALTH_DETAIL),
        ((Category.COPIES in line.categories) != bool(line.copies), Lack.COPIES),
    )
    return {lack for missing, lack in checks if missing}


def _wrong_end(line: WaiverLine, printed_on: date, last: date) -> set[Lack]:
    if line.valid_until is None:
        return {Lack.VALID_UNTIL}
    if line.valid_until < printed_on:
        return {Lack.VALID_IN_PAST}
    return {Lack.VALID_TOO_LONG} if line.valid_until > last else set()


def _missing_in_explanation(explanation: Explanation, talk: Talk) -> set[Lack]:
    interpreted = explanation.how is ExplainedHow.INTERPRETED or talk.interpreted
    confirmed = explanation.interpreter_confirmed in {"signed", "phone"}
    has_read = explanation.how is ExplainedHow.READ
    checks = (
        (not explanation.by.strip(), Lack.EXPLAINED),
        (explanation.check is Check.UNSURE, Lack.CHECK),
        # Who only heard the paper shows in own words what it says (forms 4.5).
        (explanation.check is Check.NOT_PUT and not has_read, Lack.CHECK),
        (interpreted and not explanation.interpreter.strip(), Lack.INTERPRETER),
        (interpreted and not confirmed, Lack.INTERPRETER_CONFIRMED),
        (talk.machine, Lack.MACHINE_TRANSLATION),
        (talk.insufficient, Lack.UNDERSTANDING),
        (talk.cannot_read and has_read, Lack.READ_ALOUD),
    )
    return {lack for missing, lack in checks if missing}


def _missing_in_signature(signature: Signature, explanation: Explanation | None) -> set[Lack]:
    witnessed = explanation is not None and bool(explanation.witness.strip())
    is_mark = signature.own is OwnSignature.MARK
    checks = (
        (is_mark and not witnessed, Lack.WITNESS),
        # A mark is for people who cannot sign; they cannot have read the paper either.
        (
            is_mark and explanation is not None and explanation.how is ExplainedHow.READ,
            Lack.READ_ALOUD,
        ),
        (not signature.seen_by.strip(), Lack.SEEN_BY),
        (not signature.place.strip(), Lack.PLACE),
    )
    return {lack for missing, lack in checks if missing}


def _missing_beside_minor(
    waiver: Waiver, signature: Signature, age: AgeRange, narrow: AbstractSet[str]
) -> set[Lack]:
    """Name what is missing of the people with custody, or of the insight of who signs alone.

    The wording says who signs: a paper with fields for the people with custody does not
    become one for the young person alone by leaving them empty, nor the other way round.
    """
    if waiver.co_signing is CoSigning.ALONE:
        if signature.guardians:
            return {Lack.OTHER_SIGNERS}
        noted = set[Lack]() if signature.insight.strip() else {Lack.INSIGHT}
        return noted | _missing_alone(waiver, age, narrow)
    if signature.insight.strip() and not signature.guardians:
        return _missing_alone(waiver, age, narrow) or {Lack.OTHER_SIGNERS}
    return _missing_of_guardians(signature)


def _missing_alone(waiver: Waiver, age: AgeRange, narrow: AbstractSet[str]) -> set[Lack]:
    """Name what forbids that a minor signs alone; below 14, or perhaps below, nobody may."""
    if age.is_at_least(SIGNING_AGE) is not True:
        return {Lack.GUARDIAN}
    return {Lack.NARROW} if _is_wide(waiver, narrow) else set()


def _is_wide(waiver: Waiver, narrow: AbstractSet[str]) -> bool:
    return any(line.decision and line.partner_kind not in narrow for line in waiver.lines)


def _missing_own(signature: Signature, *, may_be_left_out: bool) -> set[Lack]:
    left_out = signature.own is OwnSignature.NOT_NEEDED
    return {Lack.OWN_SIGNATURE} if left_out and not may_be_left_out else set()


def _missing_of_adult(co_signing: CoSigning, signature: Signature) -> set[Lack]:
    """Name what is missing of an adult's own signature and of the legal carer's.

    A paper on which the carer signs for the person has no field for the person.
    """
    if co_signing is CoSigning.CARER_INSTEAD:
        signed = signature.own is not OwnSignature.NOT_NEEDED
        return _missing_of_carer(signature) | ({Lack.OTHER_SIGNERS} if signed else set())
    found = _missing_own(signature, may_be_left_out=False)
    return found | _missing_of_carer(signature) if co_signing is CoSigning.CARER else found


def _missing_of_carer(signature: Signature) -> set[Lack]:
    """The certificate of appointment (Betreuerausweis) names the scope, so it is seen."""
    shown = [
        carer.name.strip() and carer.evidence_seen.strip()
        for carer in signature.guardians
        if carer.role is GuardianRole.CARER
    ]
    return set() if shown and all(shown) else {Lack.CARER}


def _missing_of_guardians(signature: Signature) -> set[Lack]:
    guardians = [guardian for guardian in signature.guardians if guardian.role in CUSTODY]
    if not guardians:
        return {Lack.GUARDIAN}
    found = set[Lack]()
    if not all(guardian.name.strip() for guardian in guardians):
        found.add(Lack.GUARDIAN_NAME)
    if any(_needs_evidence(guardian, signature) for guardian in guardians):
        found.add(Lack.GUARDIAN_EVIDENCE)
    return found


def _needs_evidence(guardian: GuardianSignature, signature: Signature) -> bool:
    """Tell whether this signature alone does not show the custody.

    Two parents who sign are taken to have joint custody; one parent needs proof of sole
    custody, the other's power, or a note why the other cannot be reached; a guardian needs
    the certificate of appointment (Bestallung).  The youth office acts by law (§ 42 SGB VIII).
    """
    if guardian.evidence_seen.strip() or guardian.role is GuardianRole.YOUTH_OFFICE:
        return False
    if guardian.role is GuardianRole.GUARDIAN:
        return True
    parents = [
        g for g in signature.guardians if g.role in {GuardianRole.MOTHER, GuardianRole.FATHER}
    ]
    excused = guardian.for_other_parent or bool(signature.custody_note.strip())
    return len(parents) == 1 and not excused


def _ordered(found: set[Lack]) -> tuple[Lack, ...]:
    return tuple(lack for lack in Lack if lack in found)
