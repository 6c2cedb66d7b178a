"""The gate: what may leave the house for one partner, and why the rest stays.

Everything that leaves passes `decide`: bundle, encrypted PDF, a partner's version on paper.
A fact of category K may go to partner P only if a signed line names P, is answered with
yes, permits telling, covers K, is not past its last day and not withdrawn, on a paper whose
copy was handed out and that is neither void nor replaced (Art. 6 (1) a, 7 GDPR; § 203
StGB).  There is no override.

The gate knows no forms: services turn answers into facts.  In doubt it withholds: a fact
without a category never goes, and a fact of K8 (appointments and next steps) goes only to
the partner it names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from intake_app.domain.answers import AnswerState
from intake_app.domain.codes import NEVER_IN_BUNDLE, Category
from intake_app.errors import DisclosureRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from intake_app.domain.answers import Evidence
    from intake_app.domain.codes import PartnerId, Purpose, WaiverId
    from intake_app.domain.waiver import Waiver, WaiverLine


class Reason(StrEnum):
    """Why a fact stays in the house; the strongest first."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_IN_FORCE = "not_in_force"
    DECISION_NO = "decision_no"
    WRONG_DIRECTION = "wrong_direction"
    CATEGORY_NOT_COVERED = "category_not_covered"
    NO_LINE = "no_line"
    FREE_TEXT_NOT_CONFIRMED = "free_text_not_confirmed"
    OTHER_PARTNER = "other_partner"
    ADDRESS_PROTECTED = "address_protected"
    NEVER_IN_BUNDLE = "never_in_bundle"  # health and the child's level: spoken word only
    NEVER = "never"
    HIDDEN = "hidden"  # its condition does not hold (any more)
    NOT_ANSWERED = "not_answered"


_STRENGTH = {reason: -place for place, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One answered question, as far as the gate and the receiving side need it.

    Attributes:
        path: Path of the answer, as in `domain.answers`.
        category: Category of its question; None means that it never leaves the house.
        label: The question in German.
        text: The answer in German words.
        value: The answer as canonical text (code, ISO date …).
        section: Title of the form's section, in German.
        is_free_text: Typed words; they go only when the advisor confirmed them one by one.
        is_address: Part of the address; stays when the address is protected.
        partner_id: For K8: the partner that the step names.
        is_general: For K8: belongs to no step (the language of interpreting, say) and may
            go to every partner whose line covers K8.
        hidden: The condition of the question does not hold; old answers stay stored.
    """

    path: str
    category: Category | None
    label: str
    text: str
    value: str = ""
    section: str = ""
    is_free_text: bool = False
    is_address: bool = False
    partner_id: PartnerId | None = None
    is_general: bool = False
    hidden: bool = False
    state: AnswerState = AnswerState.ANSWERED
    evidence: Evidence | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What goes and what stays.

    Attributes:
        released: Facts that may go, in the order given.
        withheld: All others, each with the reason.
        dates: For WITHDRAWN the last withdrawal, for EXPIRED the last day of the last line.
        categories: Categories of what was released.
        lines: The lines under which it goes, each with its waiver, oldest first.
        purposes: What the partner may use it for.
        purpose_others: Wording of purpose Z8, where a line has it.
        valid_until: Last day on which all lines used still hold; None if nothing goes.
        refusal: The reason to give when nothing goes.
    """

    released: tuple[Fact, ...]
    withheld: tuple[tuple[Fact, Reason], ...]
    dates: Mapping[Reason, date] = field(default_factory=dict)
    categories: frozenset[Category] = frozenset()
    lines: tuple[tuple[Waiver, WaiverLine], ...] = ()
    purposes: frozenset[Purpose] = frozenset()
    purpose_others: tuple[str, ...] = ()
    valid_until: date | None = None
    refusal: Reason | None = None

    @property
    def waiver_ids(self) -> tuple[WaiverId, ...]:
        """Waivers under which it goes, oldest first."""
        return tuple(dict.fromkeys(waiver.id for waiver, _ in self.lines))

    def require_release(self) -> None:
        """Refuse the hand-over when nothing may go.

        Raises:
            DisclosureRefusedError: With the strongest reason and what decided it.
        """
        if self.refusal:
            raise DisclosureRefusedError(self.refusal.value, self.dates.get(self.refusal))


def decide(
    facts: Iterable[Fact],
    waivers: Iterable[Waiver],
    partner_id: PartnerId,
    today: date,
    *,
    confirmed: AbstractSet[str] = frozenset(),
    address_protected: bool = False,
    majority_on: date | None = None,
) -> Decision:
    """Decide for every fact whether it may go to the partner.

    Args:
        facts: All facts of the case.
        waivers: All waivers of the case, whatever their state.
        partner_id: The partner that is to receive something.
        today: The day of the office.
        confirmed: Paths of the free texts that the advisor confirmed one by one.
        address_protected: The person's address is under protection (Auskunftssperre).
        majority_on: The person's 18th birthday (the latest possible one); papers that
            guardians signed end with the day before.
    """
    lines = _Lines(tuple(waivers), partner_id, today, majority_on)
    released: list[Fact] = []
    withheld: list[tuple[Fact, Reason]] = []
    for fact in facts:
        reason = _own_reason(fact, partner_id, address_protected=address_protected)
        if reason is None and fact.category is not None:
            reason = lines.reason(fact.category)
        if reason is None and fact.is_free_text and fact.path not in confirmed:
            reason = Reason.FREE_TEXT_NOT_CONFIRMED
        if reason is None:
            released.append(fact)
        else:
            withheld.append((fact, reason))

    categories = frozenset(fact.category for fact in released if fact.category)
    used = lines.covering(categories)
    return Decision(
        released=tuple(released),
        withheld=tuple(withheld),
        dates=lines.dates(),
        categories=categories,
        lines=tuple(used),
        purposes=frozenset(purpose for _, line in used for purpose in line.purposes),
        purpose_others=tuple(
            dict.fromkeys(line.purpose_other for _, line in used if line.purpose_other)
        ),
        valid_until=min(
            (day for pair in used if (day := pair[0].last_day(pair[1], majority_on))), default=None
        ),
        refusal=None if released else _refusal(lines, [reason for _, reason in withheld]),
    )


def may_tell(
    waivers: Iterable[Waiver],
    partner_id: PartnerId,
    category: Category,
    today: date,
    *,
    majority_on: date | None = None,
) -> bool:
    """Tell whether the office may speak to the partner about the category.

    For health and the child's level this is all a line permits: the spoken word and one
    separately printed sentence.
    """
    return any(
        waiver.permits(partner_id, category, today, majority_on=majority_on) for waiver in waivers
    )


def may_ask(
    waivers: Iterable[Waiver],
    partner_id: PartnerId,
    category: Category,
    today: date,
    *,
    majority_on: date | None = None,
) -> bool:
    """Tell whether the office may ask the partner about the category."""
    return any(
        waiver.permits(partner_id, category, today, asking=True, majority_on=majority_on)
        for waiver in waivers
    )


def _own_reason(fact: Fact, partner_id: PartnerId, *, address_protected: bool) -> Reason | None:
    """Return the reason that lies in the fact itself, whatever the waivers say."""
    checks = (
        (fact.category is None, Reason.NEVER),
        (fact.category in NEVER_IN_BUNDLE, Reason.NEVER_IN_BUNDLE),
        (fact.hidden, Reason.HIDDEN),
        (fact.state is not AnswerState.ANSWERED, Reason.NOT_ANSWERED),
        (fact.is_address and address_protected, Reason.ADDRESS_PROTECTED),
        (_is_for_another(fact, partner_id), Reason.OTHER_PARTNER),
    )
    return next((reason for holds, reason in checks if holds), None)


def _is_for_another(fact: Fact, partner_id: PartnerId) -> bool:
    if fact.partner_id is not None:
        return fact.partner_id != partner_id
    return fact.category is Category.APPOINTMENTS and not fact.is_general


def _refusal(lines: _Lines, reasons: list[Reason]) -> Reason:
    """Return what to say when nothing goes: the lines first, then the facts."""
    return lines.refusal() or max(reasons, key=_STRENGTH.__getitem__, default=Reason.NOT_ANSWERED)


@dataclass(frozen=True, slots=True)
class _Lines:
    """All lines of the case that name the partner, as of today.

    Drafts and papers set aside give reasons only while no signed paper names the partner:
    what somebody ticked and never signed is not what the person decided.
    """

    waivers: tuple[Waiver, ...]
    partner_id: PartnerId
    today: date
    majority_on: date | None

    def pairs(self) -> list[tuple[Waiver, WaiverLine]]:
        pairs = [
            (waiver, line)
            for waiver in sorted(self.waivers, key=lambda waiver: waiver.created_at)
            for line in waiver.lines
            if line.partner_id == self.partner_id
        ]
        return [pair for pair in pairs if pair[0].is_last_word] or pairs

    def obstacle(self, waiver: Waiver, line: WaiverLine, category: Category) -> Reason | None:
        found = waiver.obstacle(line, category, self.today, majority_on=self.majority_on)
        return Reason(found.value) if found else None

    def reason(self, category: Category) -> Reason | None:
        """Return why no line covers the category; None when one does."""
        found = [self.obstacle(waiver, line, category) for waiver, line in self.pairs()]
        if None in found:
            return None
        known = [reason for reason in found if reason]
        return max(known, key=_STRENGTH.__getitem__, default=Reason.NO_LINE)

    def refusal(self) -> Reason | None:
        """Return why the partner may be told nothing at all; None when a line is in force."""
        found = [self.reason(category) for category in Category]
        if None in found:
            return None
        return max((reason for reason in found if reason), key=_STRENGTH.__getitem__)

    def covering(self, categories: frozenset[Category]) -> list[tuple[Waiver, WaiverLine]]:
        """Return the lines under which these categories go."""
        return [
            (waiver, line)
            for waiver, line in self.pairs()
            if any(self.obstacle(waiver, line, category) is None for category in categories)
        ]

    def dates(self) -> dict[Reason, date]:
        dates: dict[Reason, date] = {}
        pairs = [(waiver, line) for waiver, line in self.pairs() if line.decision]
        withdrawn = [line.withdrawn_at for _, line in pairs if line.withdrawn_at]
        withdrawn += [taken.at for _, line in pairs for taken in line.withdrawn_categories]
        if withdrawn:
            dates[Reason.WITHDRAWN] = max(withdrawn)
        ends = [waiver.last_day(line, self.majority_on) for waiver, line in pairs]
        past = [day for day in ends if day and day < self.today]
        if past:
            dates[Reason.EXPIRED] = max(past)
        return dates
