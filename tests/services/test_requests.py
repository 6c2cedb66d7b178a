"""The register of requests, and cases whose processing is restricted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake_app.domain.answers import Answer
from intake_app.domain.case import CaseState, CloseReason
from intake_app.domain.data_rights import (
    IdentityCheck,
    Outcome,
    RequestKind,
    RestrictionGround,
    due_for,
)
from intake_app.domain.office import Role
from intake_app.errors import InputError, NotFoundError, NotPermittedError
from intake_app.services.sample_talks import partner_id
from intake_app.services.services import services_for
from tests.conftest import PASSPHRASE


@pytest.fixture
def nurse(player, talks):
    return player.play(talks["a-nurse"])


@pytest.fixture
def number(services, nurse):
    return services.cases.head(nurse.case_id).case.number


@pytest.fixture
def as_head(services):
    """The same vault in the hands of somebody who is head and counsels."""

    def change():
        session = services.session
        session.advisor = replace(session.advisor, roles=frozenset({Role.ADVISOR, Role.HEAD}))
        session.reread_closed()
        return services

    return change


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 11, 16), date(2026, 12, 16)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_request_must_be_answered_within_a_month(received, due):
    assert due_for(received) == due


def test_a_request_shows_until_it_is_answered_and_urgent_ones_in_time(services, number, clock):
    request = services.requests.register(RequestKind.ACCESS, case_number=number)
    assert services.requests.due_soon() == []

    clock.move_to(request.due_on - timedelta(days=7), "09:00")
    assert services.requests.due_soon() == [request]
    with pytest.raises(NotPermittedError, match="identity_open"):
        services.requests.answer(request.id, Outcome.GRANTED)
    services.requests.identify(request.id, IdentityCheck.PAPER_SEEN)
    done = services.requests.answer(request.id, Outcome.GRANTED)

    assert (done.done_on, done.done_by) == (services.session.today(), "MB")
    assert services.requests.due_soon() == []
    assert services.requests.all() == [done]


def test_a_request_of_somebody_without_a_case_is_answered_too(services):
    request = services.requests.register(RequestKind.ACCESS, identity=IdentityCheck.REPRESENTATIVE)

    services.requests.answer(request.id, Outcome.GRANTED)

    assert services.requests.all()[0].case_id is None


def test_two_more_months_are_taken_once_in_time_and_with_a_reason(services, number, clock):
    request = services.requests.register(RequestKind.OBJECTION, case_number=number)
    with pytest.raises(NotPermittedError, match="reason_needed"):
        services.requests.extend(request.id, " ")

    longer = services.requests.extend(request.id, "viele Unterlagen")

    assert longer.due_on == due_for(request.received_on, extended=True)
    with pytest.raises(NotPermittedError, match="request_over"):
        services.requests.extend(request.id, "noch länger")


def test_a_refusal_needs_its_reason(services, number):
    request = services.requests.register(
        RequestKind.ERASURE, case_number=number, identity=IdentityCheck.KNOWN
    )

    with pytest.raises(NotPermittedError, match="reason_needed"):
        services.requests.answer(request.id, Outcome.REFUSED)
    services.requests.answer(request.id, Outcome.REFUSED, "Art. 17 (3) e")
    with pytest.raises(NotPermittedError, match="request_over"):
        services.requests.answer(request.id, Outcome.GRANTED)


def test_a_request_of_tomorrow_or_about_no_case_is_refused(services):
    with pytest.raises(InputError, match="future_date"):
        services.requests.register(
            RequestKind.ACCESS, received_on=services.session.today() + timedelta(days=1)
        )
    with pytest.raises(NotFoundError):
        services.requests.register(RequestKind.ACCESS, case_number="HE-26-999999-K")


# Restriction.


def test_a_restricted_case_is_out_of_sight_everywhere(services, nurse, number):
    name = services.cases.head(nurse.case_id).display_name
    assert services.cases.search(name)
    services.interviews.begin(nurse.case_id, "ar")

    services.requests.restrict(nurse.case_id, RestrictionGround.ACCURACY)

    for typed in (name, number, nurse.waiver.number, nurse.slip.number, ""):
        assert nurse.case_id not in [head.case.id for head in services.cases.search(typed)]
    assert services.cases.sounding(name.split()[-1]) == []
    day = services.today.load()
    shown = (*day.talks, *day.slips, *day.steps, *day.waivers, *day.appointments, *day.handovers)
    assert nurse.case_id not in {thing.head.case.id for thing in shown}
    assert services.routing.under_way() == []
    assert services.retention.due() == []


def test_a_restricted_case_is_frozen(services, nurse, tmp_path):
    case_id, interview = nurse.case_id, nurse.interview
    profile = services.papers.competence(case_id)
    services.requests.restrict(case_id, RestrictionGround.CLAIMS)
    jobcenter = partner_id("jobcenter")
    acts = {
        "open": lambda: services.cases.open(case_id),
        "head": lambda: services.cases.head(case_id),
        "history": lambda: services.cases.history(case_id),
        "close": lambda: services.cases.close(case_id, CloseReason.DONE),
        "discard": lambda: services.cases.discard(case_id, "doppelt"),
        "begin": lambda: services.interviews.begin(case_id, "ar"),
        "sheet": lambda: services.interviews.sheet(interview.id),
        "answer": lambda: services.interviews.answer(
            interview, "goal.main", Answer(value="neu"), reason="neu"
        ),
        "row": lambda: services.interviews.add_row(interview, "job.rows"),
        "draft": lambda: services.interviews.keep_draft(interview, "goal.main", "halb"),
        "steps": lambda: services.steps.of_case(case_id),
        "waiver": lambda: services.papers.waiver(nurse.waiver.id),
        "waivers": lambda: services.waivers.of_case(case_id),
        "withdraw": lambda: services.waivers.withdraw(nurse.waiver.id, how="oral"),
        "slip": lambda: services.papers.slip(nurse.slip.id),
        "scan": lambda: services.routing.scan(nurse.slip.number),
        "print": lambda: services.papers.competence(case_id),
        "send": lambda: services.papers.send(profile),
        "notice": lambda: services.papers.notice(case_id),
        "papers": lambda: services.papers.of_case(case_id),
        "preview": lambda: services.handover.preview(case_id, jobcenter),
        "export": lambda: services.handover.export_pdf(case_id, jobcenter, tmp_path),
        "erase": lambda: services.retention.preview(case_id),
    }

    refused = {}
    for name, act in acts.items():
        with pytest.raises(NotPermittedError) as caught:
            act()
        refused[name] = caught.value.rule

    assert set(refused.values()) == {"case_restricted"}
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_restriction_outlives_locking(services, nurse, vaults, vault_path):
    services.requests.restrict(nurse.case_id, RestrictionGround.UNLAWFUL)
    services.session.close()

    again = services_for(vaults.unlock(vault_path, PASSPHRASE))

    with pytest.raises(NotPermittedError, match="case_restricted"):
        again.cases.open(nurse.case_id)
    again.session.close()


def test_the_head_sees_it_by_its_number_and_lifts_it(services, nurse, number, as_head):
    services.cases.close(nurse.case_id, CloseReason.MOVED_AWAY)
    services.requests.restrict(nurse.case_id, RestrictionGround.OBJECTION)
    with pytest.raises(NotPermittedError, match="role"):
        services.requests.lift_restriction(nurse.case_id)

    head = as_head()
    (listed,) = head.requests.restricted()
    assert (listed.number, listed.hold.ground) == (number, "objection")
    assert head.cases.search(number) == []
    assert head.cases.head(nurse.case_id).case.state is CaseState.RESTRICTED
    head.requests.lift_restriction(nurse.case_id)

    assert head.cases.head(nurse.case_id).case.state is CaseState.CLOSED
    assert [found.case.number for found in head.cases.search(number)] == [number]
    assert head.requests.restricted() == []
