"""What the day's page shows (Heute)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from intake_app.domain.waiver import WaiverState
from intake_app.services.reading import read_case
from intake_app.services.steps import steps_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from intake_app.domain.case import CaseHead, Interview
    from intake_app.domain.office import Disclosure
    from intake_app.domain.slip import RoutingSlip
    from intake_app.domain.waiver import Waiver
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

STEP_AHEAD = timedelta(days=7)
"""How far ahead a step counts as due."""

WAIVER_REMINDER = timedelta(days=30)
"""How long before its end a waiver line is shown (forms 4.1, row 10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTalk:
    """A talk that was begun and can be continued."""

    head: CaseHead
    interview: Interview


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
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingWaiver:
    """A waiver in force with a line that ends soon."""

    head: CaseHead
    waiver: Waiver
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The three columns of the day's page and its quiet warnings."""

    talks: tuple[OpenTalk, ...]
    slips: tuple[SlipUnderWay, ...]
    steps: tuple[StepDue, ...]
    waivers: tuple[EndingWaiver, ...]
    disclosures: tuple[Disclosure, ...]
    last_backup_at: datetime | None
    office_complete: bool


class TodayService:
    """Gathers the day's page."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def load(self) -> Today:
        """Return what is going on and what is due."""
        session, today = self._session, self._session.today()
        with session.read() as store:
            talks = store.interviews.open_ones()
            slips = store.slips.under_way()
            waivers = [
                (waiver, ends)
                for waiver in store.waivers.ending(today, today + WAIVER_REMINDER)
                if (ends := _ends_soon(waiver, today))
            ]
            wanted = {
                *(talk.case_id for talk in talks),
                *(slip.case_id for slip in slips),
                *(waiver.case_id for waiver, _ in waivers),
            }
            heads = {head.case.id: head for head in store.cases.heads(list(wanted))}
            return Today(
                talks=tuple(OpenTalk(head=heads[t.case_id], interview=t) for t in talks),
                slips=tuple(_under_way(heads[slip.case_id], slip, today) for slip in slips),
                steps=tuple(_steps_due(store, today)),
                waivers=tuple(
                    EndingWaiver(head=heads[waiver.case_id], waiver=waiver, ends_on=ends)
                    for waiver, ends in waivers
                ),
                disclosures=tuple(store.disclosures.begun()),
                last_backup_at=store.office.last_backup_at(),
                office_complete=store.office.load().may_print_for_others,
            )


def _under_way(head: CaseHead, slip: RoutingSlip, today: date) -> SlipUnderWay:
    days = (today - slip.issued_on).days
    return SlipUnderWay(head=head, slip=slip, days=days, overdue=slip.valid_until < today)


def _steps_due(store: Store, today: date) -> list[StepDue]:
    due = []
    for head in store.cases.with_step_due(today + STEP_AHEAD):
        for step in steps_of(read_case(store, head.case.id)):
            if step.is_open and step.due_on and step.due_on <= today + STEP_AHEAD:
                due.append(StepDue(head=head, kind=step.kind, due_on=step.due_on))  # noqa: PERF401
    return sorted(due, key=lambda step: step.due_on)


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
