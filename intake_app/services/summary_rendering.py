"""Fills the one-page summary that the person keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.numbers import format_slip_number
from intake_app.domain.slip import SlipState
from intake_app.domain.waiver import WaiverState
from intake_app.printing import summary
from intake_app.printing.summary import AgreedStep, Appointment, Doer, GivenPermission
from intake_app.services.rendering import GERMAN, imprint, second_wording
from intake_app.services.session import office_day
from intake_app.services.steps import INFORM, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from intake_app.domain.codes import CaseId, PartnerId
    from intake_app.domain.partner import Partner
    from intake_app.domain.slip import RoutingSlip
    from intake_app.domain.waiver import Waiver
    from intake_app.services.session import Session
    from intake_app.services.sheet import Sheet
    from intake_app.store.transaction import Store

IN_FORCE = frozenset({WaiverState.IN_FORCE, WaiverState.PARTLY_WITHDRAWN})


def render_summary(session: Session, store: Store, sheet: Sheet, *, large: bool = False) -> bytes:
    """Return the summary: steps, dates, places, permissions in force."""
    case_id, reading = sheet.interview.case_id, sheet.reading
    partners = {partner.id: partner for partner in store.partners.all()}
    next_on = reading.day("end.next")
    data = summary.Summary(
        number=sheet.case_number,
        name=reading.display_name,
        talk_on=office_day(sheet.interview.begun_at),
        goal=reading.value("goal.main_orig") or reading.value("goal.main"),
        steps=tuple(_steps(session, sheet, partners)),
        next_talk=Appointment(on=next_on, time=reading.value("end.next_time"))
        if next_on
        else None,
        permissions=tuple(_permissions(store.waivers.of_case(case_id), session.today())),
        slip_number=_slip_number(store, case_id),
        read_aloud=reading.flag("alpha.reading_help"),
    )
    german = session.content.wording(GERMAN)
    other = second_wording(session, reading.document_language, "competence")
    return summary.render(data, german, other, imprint(session), large=large)


def _steps(
    session: Session, sheet: Sheet, partners: dict[PartnerId, Partner]
) -> Iterable[AgreedStep]:
    kinds = session.content.library.steps
    for step in steps_of(sheet.reading):
        if not step.is_open or step.kind in INFORM:
            continue
        partner = partners.get(step.partner_id) if step.partner_id else None
        kind = kinds.get(step.kind)
        yield AgreedStep(
            kind=step.kind,
            who=Doer(step.who) if step.who else Doer.TOGETHER,
            place=", ".join(part for part in (partner.full_name, partner.address) if part)
            if partner
            else "",
            by=step.due_on,
            bring=kind.documents if kind else (),
        )


def _permissions(waivers: Iterable[Waiver], today: date) -> Iterable[GivenPermission]:
    for waiver in waivers:
        if waiver.state(today) not in IN_FORCE:
            continue
        for line in waiver.lines:
            if not line.decision or line.withdrawn_at or line.valid_until is None:
                continue
            if line.direction is not None and line.valid_until >= today:
                yield GivenPermission(
                    partner=line.partner_name,
                    direction=line.direction,
                    valid_until=line.valid_until,
                )


def _slip_number(store: Store, case_id: CaseId) -> str:
    issued: list[RoutingSlip] = [
        slip for slip in store.slips.of_case(case_id) if slip.state is SlipState.ISSUED
    ]
    return format_slip_number(issued[0].number) if issued else ""
