"""Agreed steps (Schritte): they are answers of the form, read and changed one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from intake_app.domain.answers import Answer, StoredAnswer
from intake_app.domain.codes import PartnerId
from intake_app.domain.roles import Right
from intake_app.services.index import save_index
from intake_app.services.permissions import needs
from intake_app.services.reading import STEPS, read_case

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.codes import CaseId
    from intake_app.services.reading import Reading
    from intake_app.services.session import Session
    from intake_app.store.transaction import Store

DONE_STATES = frozenset({"done", "failed", "refused"})
INFORM_PARTNER = "inform_partner"
"""Kind of the step that a withdrawal opens for each partner that received data."""

INFORM_CORRECTION = "inform_correction"
"""Kind of the step that a correction opens for each partner that received the old answer."""

INFORM = frozenset({INFORM_PARTNER, INFORM_CORRECTION})
"""Steps that are the office's own duty and were not agreed with the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One agreed step.

    Attributes:
        row: Id of its row in the form.
        who: Who does it, a code of the form's list.
        state: Code of `step.state`; empty counts as open.
    """

    row: str
    kind: str
    who: str
    partner_id: PartnerId | None
    due_on: date | None
    on_slip: bool
    state: str
    result: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in DONE_STATES


def steps_of(reading: Reading) -> tuple[Step, ...]:
    """Return the agreed steps in their order."""
    return tuple(
        _step(reading, row)
        for row in reading.row_ids(STEPS)
        if reading.value(f"{STEPS}/{row}/step.kind")
    )


def _step(reading: Reading, row: str) -> Step:
    at = f"{STEPS}/{row}"
    partner = reading.value(f"{at}/step.partner")
    return Step(
        row=row,
        kind=reading.value(f"{at}/step.kind"),
        who=reading.value(f"{at}/step.who"),
        partner_id=PartnerId(UUID(partner)) if partner else None,
        due_on=reading.day(f"{at}/step.by"),
        on_slip=reading.flag(f"{at}/step.laufzettel"),
        state=reading.value(f"{at}/step.state"),
        result=reading.value(f"{at}/step.result"),
    )


def steps_for_slip(reading: Reading) -> tuple[Step, ...]:
    """Return the open steps that lead to a station of the routing slip."""
    return tuple(step for step in steps_of(reading) if step.on_slip and step.is_open)


class StepService:
    """What an advisor can do with agreed steps outside of a talk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @needs(Right.COUNSEL)
    def of_case(self, case_id: CaseId) -> tuple[Step, ...]:
        """Return the steps of the case."""
        with self._session.read() as store:
            return steps_of(read_case(store, case_id))

    @needs(Right.COUNSEL)
    def set_state(self, case_id: CaseId, row: str, state: str) -> None:
        """Record how far a step is."""
        with self._session.write() as store:
            _put(store, self._session, case_id, row, {"step.state": state})
            self._session.note(store, "step.changed", case_id, state)

    @needs(Right.COUNSEL)
    def set_due(self, case_id: CaseId, row: str, due_on: date) -> None:
        """Move the day until which a step shall be done."""
        with self._session.write() as store:
            _put(store, self._session, case_id, row, {"step.by": due_on.isoformat()})
            self._session.note(store, "step.changed", case_id, "due")


def finish_step(store: Store, session: Session, case_id: CaseId, partner_id: PartnerId) -> None:
    """Mark the open steps on the slip that lead to the partner as done."""
    for step in steps_of(read_case(store, case_id)):
        if step.is_open and step.on_slip and step.partner_id == partner_id:
            _put(store, session, case_id, step.row, {"step.state": "done"})


def add_inform_step(
    store: Store,
    session: Session,
    case_id: CaseId,
    partner_id: PartnerId,
    kind: str = INFORM_PARTNER,
) -> None:
    """Open a step for the office: tell the partner something, by default the withdrawal.

    Args:
        store: The running transaction.
        session: Who works.
        case_id: The case.
        partner_id: Who has to be told.
        kind: One of `INFORM`.
    """
    row = uuid4().hex
    store.answers.add_row(case_id, STEPS, row)
    values = {
        "step.kind": kind,
        "step.who": "advisor",
        "step.partner": str(partner_id),
        "step.by": session.today().isoformat(),
        "step.state": "open",
    }
    _put(store, session, case_id, row, values)


def _put(
    store: Store, session: Session, case_id: CaseId, row: str, values: dict[str, str]
) -> None:
    form = session.content.form("competence").name
    for question, value in values.items():
        stored = StoredAnswer(
            path=f"{STEPS}/{row}/{question}",
            answer=Answer(value=value),
            interview_id=None,
            form=form,
            by=session.by,
            at=session.now(),
        )
        store.answers.put(case_id, stored)
    save_index(store, case_id, session.today())
