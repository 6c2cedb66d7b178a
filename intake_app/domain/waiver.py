"""Waivers of confidentiality (Schweigepflichtentbindung).

By signing a waiver a person allows the office to tell named partners, or to ask them,
about named categories of data for named purposes until a named day.  Every line is a
decision of its own (Art. 4 no. 11 and 7 GDPR, § 203 StGB, § 67b (2) SGB X); printing
freezes the wording, a handed-out copy puts the lines into force, and the person may take
back one line or all at any time (Art. 7 (3) GDPR).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from intake_app.domain.codes import Category
from intake_app.domain.signing import CoSigning
from intake_app.errors import WaiverStateError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime

    from intake_app.domain.codes import CaseId, LineId, PartnerId, Purpose, WaiverId
    from intake_app.domain.signing import Explanation, Signature, WithdrawalNote


class WaiverState(StrEnum):
    """State of the whole paper; it follows from the dates."""

    DRAFT = "draft"  # Entwurf
    PRINTED = "printed"  # gedruckt
    SIGNED = "signed"  # unterschrieben, Kopie fehlt noch
    IN_FORCE = "in_force"  # gültig
    PARTLY_WITHDRAWN = "partly_withdrawn"  # teilweise widerrufen
    WITHDRAWN = "withdrawn"  # widerrufen
    EXPIRED = "expired"  # abgelaufen
    REPLACED = "replaced"  # ersetzt
    REFUSED = "refused"  # abgelehnt: every line answered with no, or signature refused
    VOID = "void"  # ungültig (Fehldruck)


class Obstacle(StrEnum):
    """Why a line does not cover a category."""

    DECISION_NO = "decision_no"  # answered no, or not answered
    CATEGORY_NOT_COVERED = "category_not_covered"
    WRONG_DIRECTION = "wrong_direction"
    WITHDRAWN = "withdrawn"
    NOT_IN_FORCE = "not_in_force"  # not signed, copy not handed out, void, replaced …
    EXPIRED = "expired"


class Direction(StrEnum):
    """Who may speak to whom."""

    TELL = "tell"  # wir dürfen mitteilen
    ASK = "ask"  # wir dürfen erfragen
    BOTH = "both"

    @property
    def may_tell(self) -> bool:
        """Whether the office may tell the partner."""
        return self is not Direction.ASK

    @property
    def may_ask(self) -> bool:
        """Whether the office may ask the partner."""
        return self is not Direction.TELL


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryWithdrawal:
    """One category that was taken back while the rest of its line went on."""

    category: Category
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverLine:
    """One partner, one decision.

    Attributes:
        partner_name: Name, unit and address as printed; a copy, so that the paper stays
            true when the partner moves.
        decision: True yes, False no, None not answered, which means no.
        valid_until: Last day on which the line holds (the day itself included).
        health_detail: The exact statement about health that may be passed on, for K9 only.
        copies: The documents of which copies may be given, for K11 only, as codes of the
            list "documents".
        withdrawn_categories: What the person took back of this line, one by one.
        withdrawn_at: When the person took this line back, or the last of its categories.
    """

    id: LineId
    partner_id: PartnerId
    partner_kind: str
    partner_name: str
    partner_address: str = ""
    decision: bool | None = None
    direction: Direction | None = None
    categories: frozenset[Category] = frozenset()
    purposes: frozenset[Purpose] = frozenset()
    purpose_other: str = ""
    valid_until: date | None = None
    health_detail: str = ""
    copies: tuple[str, ...] = ()
    withdrawn_categories: tuple[CategoryWithdrawal, ...] = ()
    withdrawn_at: datetime | None = None

    @property
    def open_categories(self) -> frozenset[Category]:
        """The ticked categories that were not taken back."""
        if self.withdrawn_at:
            return frozenset()
        return self.categories - {taken.category for taken in self.withdrawn_categories}

    @property
    def remaining(self) -> WaiverLine:
        """The line without what was taken back, as a partner may be shown it."""
        kept = self.open_categories
        return replace(
            self,
            categories=kept,
            health_detail=self.health_detail if Category.HEALTH in kept else "",
            copies=self.copies if Category.COPIES in kept else (),
            withdrawn_categories=(),
        )

    def taken_back_at(self, at: datetime) -> frozenset[Category]:
        """Return the categories that ended at exactly this moment."""
        before = {taken.category for taken in self.withdrawn_categories if taken.at < at}
        if self.withdrawn_at == at:
            return self.categories - before
        return frozenset(taken.category for taken in self.withdrawn_categories if taken.at == at)

    def without(self, categories: AbstractSet[Category], at: datetime) -> WaiverLine:
        """Return the line with these categories taken back; all of them when none is named."""
        ending = self.open_categories & categories if categories else self.open_categories
        if ending == self.open_categories:
            return replace(self, withdrawn_at=at)
        taken = tuple(
            CategoryWithdrawal(category=category, at=at)
            for category in Category
            if category in ending
        )
        return replace(self, withdrawn_categories=(*self.withdrawn_categories, *taken))

    def obstacle(self, category: Category, *, asking: bool = False) -> Obstacle | None:
        """Tell why the line, taken by itself and without its dates, does not cover it."""
        if not self.decision:
            return Obstacle.DECISION_NO
        if category not in self.categories:
            return Obstacle.CATEGORY_NOT_COVERED
        fits = self.direction and (self.direction.may_ask if asking else self.direction.may_tell)
        if not fits:
            return Obstacle.WRONG_DIRECTION
        return None if category in self.open_categories else Obstacle.WITHDRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A waiver of one person (Schweigepflichtentbindung).

    Attributes:
        number: `SE-26-00012-P`, printed on every page; "" until the first preparation.
        language: Language printed beside German, a catalogue tag; "de" for German only.
        text_version: Version of the waiver form whose wording is printed.
        wording_sha256: Fingerprint of lines and texts in both languages (canonical JSON).
        is_minor: Decided from the age at preparation: guardians must sign.
        co_signing: For whom the paper has fields beside the person's own.
        printed_on: Office day of printing; the signature cannot lie before it.
    """

    id: WaiverId
    case_id: CaseId
    number: str
    language: str
    text_version: str
    lines: tuple[WaiverLine, ...] = ()
    created_at: datetime
    created_by: str
    is_minor: bool = False
    co_signing: CoSigning = CoSigning.BY_AGE
    wording_sha256: str = ""
    printed_at: datetime | None = None
    printed_on: date | None = None
    explanation: Explanation | None = None
    signature: Signature | None = None
    withdrawals: tuple[WithdrawalNote, ...] = ()
    refused_at: datetime | None = None
    copy_handed_at: datetime | None = None
    void_at: datetime | None = None
    replaced_by: WaiverId | None = None

    @property
    def is_last_word(self) -> bool:
        """Whether the person signed it and neither a misprint nor a newer paper set it aside."""
        return self.signature is not None and not self.void_at and not self.replaced_by

    def line_number(self, line_id: LineId) -> str:
        """Return the number of papers about one line, for example "SE-26-00012-P.2"."""
        places = [line.id for line in self.lines]
        return f"{self.number}.{places.index(line_id) + 1}"

    def state(self, today: date) -> WaiverState:
        """Return the state that follows from the dates, on the given day."""
        if self.void_at:
            return WaiverState.VOID
        if self.refused_at:
            return WaiverState.REFUSED
        if self.replaced_by:
            return WaiverState.REPLACED
        if self.signature:
            state = self._state_when_signed(today)
            # An all-no paper or one taken back at once needs no copy to have its effect.
            waits = state not in {WaiverState.REFUSED, WaiverState.WITHDRAWN}
            return WaiverState.SIGNED if waits and not self.copy_handed_at else state
        return WaiverState.PRINTED if self.printed_at else WaiverState.DRAFT

    def _state_when_signed(self, today: date) -> WaiverState:
        granted = [line for line in self.lines if line.decision]
        if not granted:
            return WaiverState.REFUSED
        withdrawn = [line for line in granted if line.withdrawn_at]
        if len(withdrawn) == len(granted):
            return WaiverState.WITHDRAWN
        open_lines = [line for line in granted if not line.withdrawn_at]
        if all(line.valid_until and line.valid_until < today for line in open_lines):
            return WaiverState.EXPIRED
        partly = withdrawn or any(line.withdrawn_categories for line in granted)
        return WaiverState.PARTLY_WITHDRAWN if partly else WaiverState.IN_FORCE

    def permits(
        self,
        partner_id: PartnerId,
        category: Category,
        today: date,
        *,
        asking: bool = False,
        majority_on: date | None = None,
    ) -> bool:
        """Tell whether a line in force covers the category for the partner today.

        The rule of forms 4.3: decision yes, direction fits, category ticked, not past its
        last day, not withdrawn, signed, copy handed out, neither void nor replaced.

        Args:
            partner_id: The partner that is to be told, or asked.
            category: What it is about.
            today: The day of the office.
            asking: The office wants to ask the partner instead of telling it.
            majority_on: The person's 18th birthday; from its first minute on a paper that
                guardians signed permits nothing.
        """
        return any(
            self.obstacle(line, category, today, asking=asking, majority_on=majority_on) is None
            for line in self.lines
            if line.partner_id == partner_id
        )

    def obstacle(
        self,
        line: WaiverLine,
        category: Category,
        today: date,
        *,
        asking: bool = False,
        majority_on: date | None = None,
    ) -> Obstacle | None:
        """Tell why one line does not cover the category today; None when it does."""
        wanted = line.obstacle(category, asking=asking)
        if wanted:
            return wanted
        in_force = {WaiverState.IN_FORCE, WaiverState.PARTLY_WITHDRAWN, WaiverState.EXPIRED}
        if self.state(today) not in in_force or line.valid_until is None:
            return Obstacle.NOT_IN_FORCE
        if self.signature is None or self.signature.signed_on > today:
            return Obstacle.NOT_IN_FORCE
        last_day = self.last_day(line, majority_on)
        return Obstacle.EXPIRED if last_day is None or last_day < today else None

    def standing(
        self, line: WaiverLine, today: date, *, majority_on: date | None = None
    ) -> Obstacle | None:
        """Tell why nothing of the line holds today; None when something of it does."""
        found = [
            self.obstacle(line, category, today, asking=asking, majority_on=majority_on)
            for category in sorted(line.open_categories or line.categories)
            for asking in (False, True)
        ]
        if None in found:
            return None
        known = [reason for reason in found if reason is not Obstacle.WRONG_DIRECTION]
        return known[0] if known else Obstacle.NOT_IN_FORCE

    def last_day(self, line: WaiverLine, majority_on: date | None = None) -> date | None:
        """Return the last day on which the line can hold, None when it never does."""
        if line.valid_until is None or not self.is_minor or majority_on is None:
            return line.valid_until
        return min(line.valid_until, majority_on - timedelta(days=1))

    def as_proof(self) -> Waiver:
        """Return what proves that it was signed, withdrawn or ended, and names no person.

        The names of those who signed stand on the signed paper, which `original_at` finds.
        """
        explanation, signature = self.explanation, self.signature
        if explanation:
            explanation = replace(explanation, interpreter="", witness="", confirmed_at="")
        if signature:
            guardians = tuple(
                replace(guardian, name="", evidence_seen="") for guardian in signature.guardians
            )
            signature = replace(
                signature, guardians=guardians, strokes=(), insight="", custody_note=""
            )
        lines = tuple(replace(line, health_detail="", purpose_other="") for line in self.lines)
        return replace(self, explanation=explanation, signature=signature, lines=lines)

    def ended_on(self) -> date | None:
        """Return the day on which its last granted line ended or will end, None without one."""
        ends = [
            line.withdrawn_at.date() if line.withdrawn_at else line.valid_until
            for line in self.lines
            if line.decision
        ]
        return max((day for day in ends if day), default=None)

    def withdraw(
        self,
        line_ids: AbstractSet[LineId],
        at: datetime,
        only: Mapping[LineId, AbstractSet[Category]] | None = None,
    ) -> Waiver:
        """Return the waiver with the given lines (all granted ones when empty) closed at `at`.

        A signed line can be taken back before the copy is handed out, so that handing it
        out later does not bring the line into force.

        Args:
            line_ids: The lines.
            at: The moment from which nothing goes out under them.
            only: For single lines the categories that end; the rest of the line goes on.

        Raises:
            WaiverStateError: There is no signed line, or no category of it, to withdraw.
        """
        only = only or {}
        lines = tuple(
            line.without(only.get(line.id, frozenset()), at)
            if line.decision and not line.withdrawn_at and (not line_ids or line.id in line_ids)
            else line
            for line in self.lines
        )
        if not self.signature or self.void_at or lines == self.lines:
            raise WaiverStateError("without a line to withdraw", "a signed line")
        return replace(self, lines=lines)

    def taken_back_at(self, at: datetime) -> tuple[WaiverLine, ...]:
        """Return the lines of which something ended at exactly this moment."""
        return tuple(line for line in self.lines if line.taken_back_at(at))
