"""What the day's page shows (Heute)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from intake_app.domain.ages import ADULT
from intake_app.domain.roles import Right
from intake_app.domain.waiver import WaiverState
from intake_app.services.permissions import needs
from intake_app.services.reading import STEPS, Reading, read_case
from intake_app.services.sheet_loading import latest_sheet
from intake_app.services.steps import Step, steps_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.answers import StoredAnswer
    from intake_app.domain.case import CaseHead, Interview
    from intake_app.domain.office import Disclosure
    from intake_app.domain.slip import RoutingSlip
    from intake_app.domain.waiver import Waiver
    from intake_app.form_engine.relevance import Shown
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

STEP_AHEAD = timedelta(days=7)
"""How far ahead a step counts as due."""

BACKUP_EVERY = timedelta(days=7)
"""Age of the last copy of the vault from which the page reminds of a new one."""

MISSED_FOR = timedelta(days=14)
"""How long an appointment is shown to which nobody came."""

MOST_CASES = 60
"""Cases with something due that are looked into; the page says when there are more."""

JUST_NOW = timedelta(minutes=5)
MANY_TRIES = 3
"""So many failed unlocks are told even when they were just now."""

WAIVER_REMINDER = timedelta(days=30)
"""How long before its end a waiver line is shown (forms 4.1, row 10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTalk:
    """A talk that was begun and can be continued."""

    head: CaseHead
    interview: Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """The next talk as agreed at the end of the last one.

    Attributes:
        time: As "10:30", empty when only the day was agreed.
        missed: The day is over and no talk was led since.
        goes_on_at: Where a talk of today goes on; None for other days, and when everything
            was asked.
    """

    head: CaseHead
    on: date
    time: str
    missed: bool
    goes_on_at: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipUnderWay:
    """A slip that is still with the person, with the days since it was issued."""

    head: CaseHead
    slip: RoutingSlip
    days: int
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDue:
    """An agreed step that is due, or overdue, or a partner to be informed."""

    head: CaseHead
    kind: str
    partner_name: str
    due_on: date
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingWaiver:
    """A waiver in force with a line that ends soon, or that ended with the 18th birthday.

    Attributes:
        ends_on: The last day, or the birthday.
        now_adult: The guardians' permission has ended; the person needs a paper of their own.
    """

    head: CaseHead
    waiver: Waiver
    ends_on: date
    now_adult: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedHandover:
    """A hand-over that was begun and neither finished nor cancelled."""

    head: CaseHead
    disclosure: Disclosure


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The three columns of the day's page and its quiet warnings.

    Attributes:
        more_due: There are more cases with something due than were looked into.
        proven_copy_at: Of when the newest copy is that was restored on trial.
        backup_due: There is no copy of the vault, or none of the last days; never in practice.
    """

    appointments: tuple[Appointment, ...]
    talks: tuple[OpenTalk, ...]
    slips: tuple[SlipUnderWay, ...]
    steps: tuple[StepDue, ...]
    waivers: tuple[EndingWaiver, ...]
    handovers: tuple[UnfinishedHandover, ...]
    more_due: bool
    last_backup_at: datetime | None
    proven_copy_at: datetime | None
    backup_due: bool
    office_complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedUnlocks:
    """Passphrases that opened nothing since the vault was open last.

    Attributes:
        since: When the first was typed.
    """

    count: int
    since: datetime


class TodayService:
    """Gathers the day's page."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.SIGN_IN)
    def take_failed_unlocks(self) -> FailedUnlocks | None:
        """Return what is to be said of failed unlocks, the first time that it is asked.

        Somebody's own slip of a moment ago is no news.
        """
        moments = self._session.failed_unlocks
        self._session.failed_unlocks = ()
        if not moments:
            return None
        is_own_slip = self._session.now() - moments[0] < JUST_NOW
        if is_own_slip and len(moments) < MANY_TRIES:
            return None
        return FailedUnlocks(count=len(moments), since=moments[0])

    @needs(Right.COUNSEL)
    def load(self) -> Today:
        """Return what is going on and what is due."""
        session, today = self._session, self._session.today()
        with session.read() as store:
            talks = store.interviews.open_ones()
            slips = store.slips.under_way()
            waivers = _ending(store, today)
            begun = store.disclosures.begun()
            wanted = {
                *(talk.case_id for talk in talks),
                *(slip.case_id for slip in slips),
                *(waiver.case_id for waiver, _, _ in waivers),
                *(row.case_id for row in begun),
            }
            # Restricted cases stay out of sight here too.
            heads = {head.case.id: head for head in store.cases.heads(list(wanted))}
            due = store.cases.with_step_due(today + STEP_AHEAD, MOST_CASES)
            last, proven = store.copies.latest(), store.copies.latest_proven()
            copied = last.made_at if last else None
            return Today(
                appointments=tuple(
                    self._with_place(store, appointment, today)
                    for appointment in _appointments(store, due, today)
                ),
                talks=tuple(
                    OpenTalk(head=heads[t.case_id], interview=t)
                    for t in talks
                    if t.case_id in heads
                ),
                slips=tuple(
                    _under_way(heads[slip.case_id], slip, today)
                    for slip in slips
                    if slip.case_id in heads
                ),
                steps=tuple(_steps_due(store, due, today)),
                waivers=tuple(
                    EndingWaiver(
                        head=heads[waiver.case_id],
                        waiver=waiver,
                        ends_on=ends_on,
                        now_adult=now_adult,
                    )
                    for waiver, ends_on, now_adult in waivers
                    if waiver.case_id in heads
                ),
                handovers=tuple(
                    UnfinishedHandover(head=heads[row.case_id], disclosure=row)
                    for row in begun
                    if row.case_id in heads
                ),
                more_due=len(due) == MOST_CASES,
                last_backup_at=copied,
                proven_copy_at=proven.made_at if proven else None,
                backup_due=not session.is_practice
                and (copied is None or session.now() - copied > BACKUP_EVERY),
                office_complete=store.office.load().may_print_for_others,
            )

    def _with_place(self, store: Store, appointment: Appointment, today: date) -> Appointment:
        if appointment.on != today:
            return appointment
        sheet = latest_sheet(self._session, store, appointment.head.case.id)
        return replace(appointment, goes_on_at=sheet.goes_on_at)


def _under_way(head: CaseHead, slip: RoutingSlip, today: date) -> SlipUnderWay:
    days = (today - slip.issued_on).days
    return SlipUnderWay(head=head, slip=slip, days=days, overdue=slip.valid_until < today)


def _appointments(store: Store, heads: Sequence[CaseHead], today: date) -> list[Appointment]:
    found = []
    agreed = store.answers.of_cases([head.case.id for head in heads], "end.next")
    for head in heads:
        days = {
            s.interview_id: date.fromisoformat(s.answer.value or "")
            for s in agreed.get(head.case.id, ())
            if s.answer.value
        }
        if not any(today - MISSED_FOR <= on <= today + STEP_AHEAD for on in days.values()):
            continue
        last = store.interviews.of_case(head.case.id)[0].id
        if last not in days:
            continue
        time = store.answers.get(head.case.id, last, "end.next_time")
        found.append(
            Appointment(
                head=head,
                on=days[last],
                time=(time.answer.value or "") if time else "",
                missed=days[last] < today,
            )
        )
    return sorted(found, key=lambda appointment: (appointment.on, appointment.time))


def _steps_due(store: Store, heads: Sequence[CaseHead], today: date) -> list[StepDue]:
    names = {partner.id: partner.name for partner in store.partners.all()}
    answers = store.answers.of_cases([head.case.id for head in heads], STEPS)
    due = [
        StepDue(
            head=head,
            kind=step.kind,
            partner_name=names.get(step.partner_id, "") if step.partner_id else "",
            due_on=step.due_on,
            overdue=step.due_on < today,
        )
        for head in heads
        for step in _steps(answers.get(head.case.id, ()))
        if step.is_open and step.due_on and step.due_on <= today + STEP_AHEAD
    ]
    return sorted(due, key=lambda step: step.due_on)


def _steps(answers: Sequence[StoredAnswer]) -> tuple[Step, ...]:
    """Return the steps that these answers tell of, in no particular order."""
    rows = dict.fromkeys(stored.path.split("/")[1] for stored in answers)
    read = {stored.path: stored.answer for stored in answers}
    return steps_of(Reading(read, {STEPS: tuple(rows)}))


def _ending(store: Store, today: date) -> list[tuple[Waiver, date, bool]]:
    """Return the waivers that end soon, then those whose person came of age, each with the day."""
    soon = [
        (waiver, ends, False)
        for waiver in store.waivers.ending(today, today + WAIVER_REMINDER)
        if (ends := _ends_soon(waiver, today))
    ]
    return soon + [(waiver, on, True) for waiver, on in _grown_up(store, today)]


def _grown_up(store: Store, today: date) -> list[tuple[Waiver, date]]:
    """Return the last guardians' paper of each person who came of age in the last days.

    It asks for a paper of the person's own (forms 4.4), so who has signed one is left out.
    """
    papers = {
        waiver.case_id: waiver for waiver in store.waivers.of_minors(today - WAIVER_REMINDER)
    }
    found = []
    for head in store.cases.heads(list(papers)):
        years = head.birth_years
        # Only few are of that age; the others' answers need not be read.
        if years is not None and not years[0] - 1 <= today.year - ADULT <= years[1] + 1:
            continue
        majority_on = read_case(store, head.case.id).majority_on
        if majority_on is None or not majority_on <= today < majority_on + WAIVER_REMINDER:
            continue
        signed = [w for w in store.waivers.of_case(head.case.id) if w.signature]
        if all(waiver.is_minor for waiver in signed):
            found.append((papers[head.case.id], majority_on))
    return found


def _ends_soon(waiver: Waiver, today: date) -> date | None:
    if waiver.state(today) not in {WaiverState.IN_FORCE, WaiverState.PARTLY_WITHDRAWN}:
        return None
    ends = [
        line.valid_until
        for line in waiver.lines
        if line.decision and line.valid_until and not line.withdrawn_at
    ]
    first = min((end for end in ends if end >= today), default=None)
    return first if first and first - today <= WAIVER_REMINDER else None
